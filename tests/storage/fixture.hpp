#pragma once
// A store in a folder of its own, with an owner's queue that the test empties by hand: virtual, no
// clock.
#include "storage/store.hpp"
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <doctest/doctest.h>
#include <filesystem>
#include <mutex>
#include <string>

namespace yeelen::storage::test {

class folder {
public:
    folder() {
        std::string name =
            (std::filesystem::temp_directory_path() / "yeelen-storage-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    std::string file() const { return (path_ / "store.db").string(); }

private:
    std::filesystem::path path_;
};

/// The owner's thread's queue.
class inbox {
public:
    store::poster poster() {
        return [this](std::move_only_function<void()> what) {
            const std::lock_guard lock(mutex_);
            posts_.push_back(std::move(what));
            arrived_.notify_one();
        };
    }
    /// Runs posts until `done`; fails the test after a while.
    template<class Done>
    void run_until(Done done) {
        while (!done()) {
            std::unique_lock lock(mutex_);
            const bool came = arrived_.wait_for(lock, std::chrono::seconds(20),
                                                [this] { return !posts_.empty(); });
            REQUIRE(came);
            auto next = std::move(posts_.front());
            posts_.pop_front();
            lock.unlock();
            next();
        }
    }
    /// What was posted so far.
    void run_all() {
        for (;;) {
            std::unique_lock lock(mutex_);
            if (posts_.empty()) {
                return;
            }
            auto next = std::move(posts_.front());
            posts_.pop_front();
            lock.unlock();
            next();
        }
    }

private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<std::move_only_function<void()>> posts_;
};

inline core::utc_time at(std::int64_t ms) {
    return core::utc_time{std::chrono::milliseconds{ms}};
}

inline ussd::session_record session(std::int64_t id, std::string state = "menu-state") {
    ussd::session_record out;
    out.id = id;
    out.trace = {{static_cast<std::uint64_t>(id) * 7 + 1, ~static_cast<std::uint64_t>(id)}};
    out.operator_id = "orange";
    out.msisdn = "22370" + std::to_string(100'000 + id);
    out.dialogue = std::string("\0\x7f\xff", 3);
    out.dialled = "*123#";
    out.menu = "electricity";
    out.menu_version = "3f1c";
    out.state = std::move(state);
    out.echo = std::string("\x01\x00", 2);
    out.phase = ussd::phase::calling;
    out.calls = 4'000'000'000;
    out.input = 17;
    out.begun = at(1'700'000'000'123);
    out.updated = at(1'700'000'000'456);
    return out;
}

inline ussd::intent intent(std::string key) {
    ussd::intent out;
    out.key = std::move(key);
    out.session = 9;
    out.trace = {{3, 4}};
    out.operator_id = "orange";
    out.msisdn = "22370000009";
    out.dialled = "*123#";
    out.menu = "electricity";
    out.menu_version = "3f1c";
    out.state = std::string("a\0b", 3);
    out.operation = "defer";
    out.arguments = R"({"months":3})";
    out.attempts = 2;
    out.created = at(1'700'000'000'000);
    out.next_try = at(1'700'000'009'000);
    return out;
}

inline sms::message message(std::int64_t id, std::string key = {}) {
    sms::message out;
    out.id = id;
    out.uid = {{0xf000'0000'0000'0000u + static_cast<std::uint64_t>(id), 42}};
    out.operator_id = "orange";
    out.sender = "EDM";
    out.to = "22370000001";
    out.text = "Votre facture: 12 500 FCFA, à payer";
    out.idempotency_key = std::move(key);
    out.fingerprint = 0xffff'ffff'ffff'fff0u;
    out.created = at(1'700'000'000'000);
    out.expires = at(1'700'086'400'000);
    return out;
}

inline sms::part part(std::int64_t message, std::uint8_t number = 1,
                      sms::part_state state = sms::part_state::queued, std::string smsc_id = {}) {
    sms::part out;
    out.message = message;
    out.number = number;
    out.total = 2;
    out.state = state;
    out.attempts = 3;
    out.smsc_id = std::move(smsc_id);
    out.next_try = at(1'700'000'000'500);
    out.updated = at(1'700'000'000'600);
    return out;
}

/// An open store and its owner.
struct opened {
    explicit opened(store_config config) {
        auto made = store::open(config, owner.poster());
        INFO((made ? std::string{} : made.error()));
        REQUIRE(made);
        it = std::move(*made);
    }
    explicit opened(const folder& where)
        : opened(plain(where)) {}
    static store_config plain(const folder& where) {
        store_config out;
        out.path = where.file();
        out.min_free_bytes = 0;
        return out;
    }
    /// Submits one unit of these writes and waits for its completion.
    template<class... Writes>
    commit_result put(Writes... writes) {
        std::optional<commit_result> result;
        std::vector<unit> units(1);
        (units[0].writes.emplace_back(std::move(writes)), ...);
        units[0].done = [&](commit_result r) { result = std::move(r); };
        it->submit(std::move(units));
        owner.run_until([&] { return result.has_value(); });
        return *result;
    }
    sms::part only_part(std::int64_t message_id) {
        const auto found = it->find_message(message(message_id).uid);
        REQUIRE(found);
        REQUIRE(found->parts.size() == 1);
        return found->parts[0];
    }

    inbox owner;
    std::unique_ptr<store> it;
};

} // namespace yeelen::storage::test

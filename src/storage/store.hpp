#pragma once
// The one door to what must survive: batches of writes in, completions out after the synced commit
// (P1, P2).
#include "core/time.hpp"
#include "sms/message.hpp"
#include "ussd/session_record.hpp"
#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace yeelen::storage {

// What can be written. Each write stands for one row or a few; all writes of one unit are in one
// transaction.
struct put_session {
    ussd::session_record record;
}; ///< insert or replace by id
struct drop_session {
    std::int64_t id;
};
struct put_profile {
    std::string msisdn;
    std::string json;
    core::utc_time at;
};
struct put_intent {
    ussd::intent what;
}; ///< insert or replace by key
struct drop_intent {
    std::string key;
};
/// With an idempotency key that exists already nothing is written and the result says which message
/// has it.
struct put_message {
    sms::message message;
    std::vector<sms::part> parts;
};
/// State, attempts, smsc_id, error, next_try of a part. With state submitted: a receipt that came
/// first is applied.
struct put_part {
    std::string operator_id;
    sms::part part;
};
/// Finds the part by operator and smsc_id; not there yet: parked, and applied by put_part when it
/// comes.
struct put_receipt {
    std::string operator_id;
    std::string smsc_id;
    sms::part_state state;
    std::string error;
    core::utc_time at;
};
/// One version of a menu with its files, name to text (UTF-8): sessions end with the version that
/// they began with, after a restart too.
struct menu_version {
    std::string menu;
    std::string version;
    std::map<std::string, std::string> files;
    core::utc_time since;
};
struct put_menu_version {
    menu_version what;
}; ///< one that is there stays as it is
struct drop_menu_version {
    std::string menu;
    std::string version;
};
using write = std::variant<put_session, drop_session, put_profile, put_intent, drop_intent,
                           put_message, put_part, put_receipt, put_menu_version, drop_menu_version>;

enum class store_error : std::uint8_t { full, busy, corrupt, io, closed };
std::string_view name_of(store_error e) noexcept;

/// Only put_message says more than "done".
struct message_exists {
    core::correlation_id uid;
    std::uint64_t fingerprint;
};
struct written {
    std::optional<message_exists> duplicate;
};
using commit_result = std::expected<written, store_error>;

/// Called on the thread that `post` puts it on, in the order of submit(), once, after the commit is
/// synced or has failed.
using on_commit = std::move_only_function<void(commit_result)>;

/// Writes that are committed together or not at all.
struct unit {
    std::vector<write> writes;
    on_commit done;
};

struct store_config {
    std::string path;                    ///< of the database file
    bool synced = true;                  ///< synchronous=FULL; false only for comparisons
    std::chrono::microseconds linger{0}; ///< 0: a commit begins as soon as the last is done; more
                                         ///< trades latency for rows a commit
    std::size_t max_pending = 200'000;   ///< units waiting; beyond: store_error::full at once
    std::uint64_t min_free_bytes =
        64u << 20; ///< of disk; below: writes that take on new work fail with `full` early
};

/// For /metrics. Read from any thread.
struct store_counters {
    std::uint64_t commits, rows, failures;
    std::uint64_t pending;
    double commit_seconds; ///< sum
    std::uint64_t wal_bytes;
    std::uint64_t receipts_parked;
};

/// Everything that must be known again after a start.
struct recovered {
    std::vector<ussd::session_record>
        sessions; ///< not ended, and ended ones still kept; corrupt rows are left out and counted
    std::vector<ussd::intent> intents;
    std::vector<menu_version> menus;
    std::vector<std::pair<sms::message, sms::part>> parts; ///< queued and sending, oldest first
    std::int64_t last_session_id = 0;
    std::int64_t last_message_id = 0;
    std::size_t corrupt = 0;
};

class store {
public:
    /// Runs on any thread; must run its argument later on the owner's thread, in order (asio::post
    /// to the shard).
    using poster = std::function<void(std::move_only_function<void()>)>;

    /// Opens or makes the database, migrates, starts the writer thread. The error is for a person.
    static std::expected<std::unique_ptr<store>, std::string> open(const store_config& config,
                                                                   poster post);
    /// Commits what was submitted, then stops the writer.
    ~store();

    /// Hands units to the writer; one lock for all of them. Completions come in one post per
    /// commit.
    void submit(std::vector<unit>&& units);

    /// Once, at start, before the first submit.
    std::expected<recovered, std::string> recover();

    // Point reads on a read-only connection, on the owner's thread (microseconds; never wait for
    // the writer).
    /// The profile's JSON; empty where there is none or it cannot be read.
    std::string profile(std::string_view msisdn);
    struct message_view {
        sms::message message;
        std::vector<sms::part> parts;
    };
    std::optional<message_view> find_message(const core::correlation_id& uid);

    store_counters counters() const noexcept;
    /// False while commits fail.
    bool healthy() const noexcept;

private:
    struct impl;
    explicit store(std::unique_ptr<impl> i);
    std::unique_ptr<impl> impl_;
};

} // namespace yeelen::storage

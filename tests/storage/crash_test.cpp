// kill -9 in mid-traffic: every completion that was told before it must be true after it (P1, P2).
#include "fixture.hpp"

#include <array>
#include <csignal>
#include <poll.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace yeelen;
using namespace yeelen::storage;
using namespace yeelen::storage::test;

namespace {

constexpr std::int64_t sessions = 200;

/// What the child tells after each completion, in one atomic write to a pipe.
struct told {
    std::int64_t session; ///< 0: a message
    std::int64_t value;   ///< its revision; or the message's id
};

/// In the child, until it is killed: rewrites sessions with ever higher revisions and stores
/// messages.
[[noreturn]] void traffic(const folder& where, int to, std::int64_t from) {
    inbox owner;
    auto made = store::open(opened::plain(where), owner.poster());
    if (!made) {
        ::_exit(3);
    }
    for (std::int64_t next = from;;) {
        std::vector<unit> units;
        for (int i = 0; i < 20; ++i, ++next) {
            unit& one = units.emplace_back();
            const std::int64_t id = next % sessions + 1;
            const bool sms = next % 4 == 0;
            if (sms) {
                one.writes.emplace_back(put_message{message(next), {part(next)}});
            } else {
                one.writes.emplace_back(put_session{session(id, std::to_string(next))});
            }
            one.done = [=](commit_result r) {
                const told what{sms ? 0 : id, next};
                if (!r || ::write(to, &what, sizeof what) != sizeof what) {
                    ::_exit(4);
                }
            };
        }
        (*made)->submit(std::move(units));
        owner.run_all();
    }
}

} // namespace

TEST_CASE("what was told before a kill -9 is there after it, again and again on one database") {
    const folder where;
    std::array<std::int64_t, sessions + 1> revision{};
    std::int64_t next = 1;
    std::size_t messages = 0;
    for (int round = 0; round < 30; ++round) {
        CAPTURE(round);
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            ::close(ends[0]);
            traffic(where, ends[1], next);
        }
        ::close(ends[1]);
        // Killed after so many completions: each round at another moment of a commit.
        const int enough = 5 + round * 37 % 400;
        int seen = 0;
        std::int64_t last_message = 0;
        told what{};
        while (::read(ends[0], &what, sizeof what) == sizeof what) {
            if (what.session != 0) {
                revision[static_cast<std::size_t>(what.session)] = what.value;
            } else {
                ++messages;
                last_message = what.value;
            }
            next = std::max(next, what.value + 1);
            if (++seen == enough) {
                REQUIRE(::kill(child, SIGKILL) == 0);
            }
        }
        ::close(ends[0]);
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        REQUIRE(WIFSIGNALED(status));

        opened s(where);
        const auto found = s.it->recover();
        REQUIRE(found);
        CHECK(found->corrupt == 0);
        std::array<std::int64_t, sessions + 1> stored{};
        for (const auto& one : found->sessions) {
            stored[static_cast<std::size_t>(one.id)] = std::stoll(one.state);
        }
        for (std::size_t id = 1; id <= sessions; ++id) {
            CHECK(stored[id] >= revision[id]);
            next = std::max(next, stored[id] + 1);
        }
        CHECK(found->parts.size() >= messages);
        CHECK(found->last_message_id >= last_message);
        messages = found->parts.size();
        next = std::max(next, found->last_message_id + 1);
    }
}

#pragma once
// What the utility does for one request, without HTTP: finds the customer, applies the rules, keeps
// what was done.
#include "sim/utility/answers.hpp"
#include "sim/utility/book.hpp"
#include "sim/utility/catalogue.hpp"
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace yeelen::sim {

struct desk_answer {
    unsigned status = 200;
    std::string body;
};

struct desk_counters {
    std::uint64_t reads = 0;
    std::uint64_t deferrals = 0; ///< granted, since the start
    std::uint64_t incidents = 0; ///< reported, since the start
    std::uint64_t duplicates =
        0; ///< an idempotency key came again: the same answer was given, nothing was done
    std::uint64_t conflicts = 0;       ///< a key came again with another request
    std::uint64_t second_requests = 0; ///< a deferral under another key while one runs: refused
};

/// Arguments of an operation that writes.
struct desk_request {
    std::string contract;
    int instalments = 0;
    std::string kind;
    std::string msisdn;
    std::string key;  ///< idempotency key; empty: none
    std::string text; ///< the request as it came, to know a key that is used for another one
};

/// One thread.
class desk {
public:
    desk(std::unique_ptr<book> records, std::uint64_t seed);

    /// Operations that only read; for contracts that are not in the book nothing touches the disk.
    desk_answer read(operation o, std::string_view contract, date today);
    desk_answer simulate(std::string_view contract, int instalments, date today);
    desk_answer ticket(std::string_view number, std::int64_t now_ms);
    /// request_deferral and report_outage: once for one key, whatever is sent.
    desk_answer write(operation o, const desk_request& r, date today, std::int64_t now_ms);

    book& records() noexcept { return *book_; }
    const desk_counters& counters() const noexcept { return counters_; }

private:
    std::optional<customer> find(std::string_view contract, date today);
    std::string make(operation o, const customer& c, date today);
    desk_answer grant(const desk_request& r, date today, std::int64_t now_ms);
    desk_answer report(const desk_request& r, std::int64_t now_ms);

    static constexpr std::size_t most_cached = 200'000; ///< bodies
    std::unique_ptr<book> book_;
    std::uint64_t seed_;
    std::unordered_map<std::string, customer> known_;
    std::unordered_set<std::string> running_; ///< contracts with a deferral
    std::unordered_map<std::string, std::string>
        cache_; ///< operation's octet + contract -> body; of one day
    date cached_on_{};
    desk_counters counters_;
};

} // namespace yeelen::sim

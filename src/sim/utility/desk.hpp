#pragma once
// What the utility does for one request, without HTTP: finds the customer, applies the rules, keeps
// what was done.
#include "sim/utility/answers.hpp"
#include "sim/utility/book.hpp"
#include "sim/utility/catalogue.hpp"
#include "sim/utility/operations.hpp"
#include <boost/json.hpp>
#include <chrono>
#include <cstdint>
#include <map>
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
    std::uint64_t tickets = 0;   ///< incidents, complaints, claims, connections, since the start
    std::uint64_t payments = 0;  ///< begun, since the start
    std::uint64_t surveys = 0;   ///< taken, since the start
    std::uint64_t duplicates =
        0; ///< an idempotency key came again: the same answer was given, nothing was done
    std::uint64_t conflicts = 0;       ///< a key came again with another request
    std::uint64_t second_requests = 0; ///< a deferral under another key while one runs: refused
};

struct desk_request {
    operation what = operation::find_contract;
    std::string subject;     ///< of the path
    std::string phone;       ///< of the query
    std::int64_t amount = 0; ///< of the query
    boost::json::object body;
    std::string key;  ///< idempotency key; empty: none
    std::string text; ///< the request as it came, to know a key that is used for another one
};

/// One thread.
class desk {
public:
    /// `wallet`: how long a payment is pending before it is decided.
    desk(std::unique_ptr<book> records, std::uint64_t seed, std::chrono::milliseconds wallet);

    desk_answer answer(const desk_request& r, date today, std::int64_t now_ms);
    /// Whose the request is; empty where it is nobody's. For faults that a contract brings.
    std::string contract_of(const desk_request& r) const;

    book& records() noexcept { return *book_; }
    const desk_counters& counters() const noexcept { return counters_; }

private:
    // desk.cpp: what only reads; for contracts that are not in the book nothing touches the disk
    std::optional<customer> find(std::string_view contract, date today) const;
    std::optional<customer> find_by_meter(std::string_view meter, date today) const;
    std::string make(operation o, const customer& c, date today) const;
    desk_answer read(const desk_request& r, date today);
    desk_answer accounts(const desk_request& r, date today) const;
    desk_answer simulate(const desk_request& r, date today) const;
    desk_answer follow(const desk_request& r, std::int64_t now_ms);
    void forget_cached(const std::string& contract);

    // desk_writes.cpp: once for one key, whatever is sent
    desk_answer write(const desk_request& r, date today, std::int64_t now_ms);
    desk_answer grant(const desk_request& r, date today, std::int64_t now_ms);
    desk_answer file(const desk_request& r, date today, std::int64_t now_ms);
    desk_answer take_reading(const desk_request& r, date today);
    desk_answer pin(const desk_request& r, date today);
    desk_answer change_alerts(const desk_request& r, date today);

    // desk_surveys.cpp
    desk_answer take_survey(const desk_request& r, std::int64_t now_ms);
    desk_answer results_of_surveys(const desk_request& r);
    /// Where the customer's own contract is; nothing where the utility does not know the phone.
    std::string district_of_phone(const std::string& phone) const;

    // desk_payments.cpp
    desk_answer quote(const desk_request& r, date today) const;
    desk_answer pay(const desk_request& r, date today, std::int64_t now_ms);
    desk_answer pay_outcome(const payment& p, date today) const;
    /// "P500001": nothing where there is no such payment.
    std::optional<payment> payment_named(std::string_view number) const;
    desk_answer payment_of_phone(const desk_request& r, std::int64_t now_ms);
    desk_answer tokens_of_meter(const desk_request& r, date today);
    desk_answer details_of(const desk_request& r, date today);
    /// What the wallet says, once its time has come.
    void decide(payment& p, std::int64_t now_ms);

    static constexpr std::size_t most_cached = 200'000; ///< bodies
    std::unique_ptr<book> book_;
    std::uint64_t seed_;
    std::chrono::milliseconds wallet_;
    std::unordered_map<std::string, customer> known_;
    std::unordered_map<std::string, std::string> meters_; ///< of known_: meter -> contract
    std::unordered_set<std::string> running_;             ///< contracts with a deferral
    std::map<std::string, std::string> pins_;             ///< contract -> code
    std::unordered_map<std::string, std::int64_t> paid_;  ///< contract -> XOF since the seed
    std::unordered_map<std::string, std::string>
        cache_; ///< operation's octet + contract -> body; of one day
    date cached_on_{};
    desk_counters counters_;
};

/// An error body with this code.
desk_answer refusal(unsigned status, std::string_view code);
std::string text_of(const boost::json::object& o, std::string_view name);
/// A number, or digits in quotes: menus hand on what was typed. 0 where it is neither.
std::int64_t number_of(const boost::json::object& o, std::string_view name);

} // namespace yeelen::sim

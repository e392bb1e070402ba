#pragma once
// The utility's records in its own SQLite: contracts, invoices, consumption, deferrals, tickets,
// payments, surveys, and the answers that were given under idempotency keys.
#include "sim/utility/customer.hpp"
#include "sim/utility/survey.hpp"
#include <cstdint>
#include <expected>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::sim {

struct deferral {
    std::int64_t number = 0;
    std::string contract;
    std::string msisdn;
    int instalments = 0;
    std::int64_t deposit = 0;
    std::string first_date;
    std::string key;     ///< idempotency key; may be empty
    std::int64_t at = 0; ///< UTC, milliseconds since 1970
};

/// What somebody told the utility: it is seen to, and can be followed.
struct ticket {
    std::int64_t number = 0;
    std::string topic; ///< "incident", "complaint", "connection"
    std::string contract;
    std::string kind;
    std::string place;
    std::string msisdn;
    std::int64_t at = 0; ///< UTC, milliseconds since 1970
};

/// By mobile money. Amounts in whole XOF.
struct payment {
    std::int64_t number = 0;
    std::string kind; ///< "tokens", "invoice"
    std::string contract;
    std::string meter; ///< of tokens
    std::string msisdn;
    std::int64_t amount = 0;
    std::int64_t fee = 0;
    std::int64_t kwh = 0;
    std::vector<std::string> tokens;
    std::string status;  ///< "pending", "done", "refused"
    std::string key;     ///< idempotency key; never empty
    std::string request; ///< as it came, to know a key that is used for another one
    std::int64_t at = 0; ///< UTC, milliseconds since 1970
};

/// What was answered under a key, and to which request.
struct kept_answer {
    std::string request;
    unsigned status = 0;
    std::string body;
};

/// One thread. Faults of the disk are exceptions of SQLiteCpp: the HTTP server makes 500 of them.
class book {
public:
    /// Makes the schema where it is missing; seeds it with `seed` when it has no contract yet, and
    /// with `surveys` when it has none.
    static std::expected<std::unique_ptr<book>, std::string>
    open(const std::string& file, const std::vector<customer>& seed,
         const std::vector<survey>& surveys);
    ~book();

    std::vector<customer> customers();
    std::optional<kept_answer> answer(std::string_view key);
    void keep(std::string_view key, const kept_answer& answer);

    std::int64_t add(const deferral& d);
    std::int64_t add(const ticket& t);
    /// Of one contract; empty means all. Oldest first.
    std::vector<deferral> deferrals(std::string_view contract);
    std::vector<ticket> tickets(std::string_view contract);
    std::optional<ticket> find_ticket(std::int64_t number);

    std::int64_t add(const payment& p);
    void decide(std::int64_t number, std::string_view status);
    std::optional<payment> find_payment(std::int64_t number);
    std::optional<payment> payment_of_key(std::string_view key);
    /// The newest of the phone.
    std::optional<payment> last_payment(std::string_view msisdn);
    /// Of one contract or, where that is empty, all; oldest first.
    std::vector<payment> payments(std::string_view contract);
    /// Tokens that were bought for a meter and paid: the newest, at most so many.
    std::vector<payment> purchases(std::string_view meter, int most);

    std::int64_t add(const survey& s);
    /// Of one phone; empty means all. Oldest first.
    std::vector<survey> surveys(std::string_view phone);
    /// Those of `since` (UTC, milliseconds since 1970) and later, by the district's name.
    std::vector<district_marks> marks_since(std::int64_t since);

    /// Contract and code. A simulator's book: a real one keeps no code as it is.
    std::map<std::string, std::string> pins();
    /// Empty: none any more.
    void keep_pin(std::string_view contract, std::string_view code);
    bool alert(std::string_view contract, std::string_view phone);
    void keep_alert(std::string_view contract, std::string_view phone, bool active);
    /// What the meter showed last; nothing where nobody has told yet.
    std::optional<std::int64_t> index(std::string_view contract);
    void keep_index(std::string_view contract, std::int64_t shown);

    /// What is added until commit() is on disk together, or not at all.
    void begin();
    void commit();
    void rollback() noexcept;

private:
    struct impl;
    void seed_purchases(const std::vector<customer>& list);
    void seed_surveys(const std::vector<survey>& list);
    explicit book(std::unique_ptr<impl> i);
    std::unique_ptr<impl> impl_;
};

} // namespace yeelen::sim

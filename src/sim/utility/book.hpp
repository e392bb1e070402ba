#pragma once
// The utility's records in its own SQLite: contracts, invoices, consumption, deferrals, incidents,
// and the answers that were given under idempotency keys.
#include "sim/utility/customer.hpp"
#include <cstdint>
#include <expected>
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

struct incident {
    std::int64_t ticket = 0;
    std::string contract;
    std::string kind;
    std::string msisdn;
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
    /// Makes the schema where it is missing and seeds it with `seed` when it has no contract yet.
    static std::expected<std::unique_ptr<book>, std::string>
    open(const std::string& file, const std::vector<customer>& seed);
    ~book();

    std::vector<customer> customers();
    std::optional<kept_answer> answer(std::string_view key);
    void keep(std::string_view key, const kept_answer& answer);

    std::int64_t add(const deferral& d);
    std::int64_t add(const incident& i);
    /// Of one contract; empty means all. Oldest first.
    std::vector<deferral> deferrals(std::string_view contract);
    std::vector<incident> incidents(std::string_view contract);
    std::optional<incident> find_incident(std::int64_t ticket);

    /// What is added until commit() is on disk together, or not at all.
    void begin();
    void commit();
    void rollback() noexcept;

private:
    struct impl;
    explicit book(std::unique_ptr<impl> i);
    std::unique_ptr<impl> impl_;
};

} // namespace yeelen::sim

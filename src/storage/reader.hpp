#pragma once
// Point reads beside the writer: in WAL mode neither waits for the other. Belongs to the owner's
// thread.
#include "storage/connection.hpp"
#include "storage/statement.hpp"

namespace yeelen::storage {

class reader {
public:
    /// Throws SQLite::Exception.
    explicit reader(const store_config& config);

    std::string profile(std::string_view msisdn) noexcept;
    std::optional<store::message_view> find_message(const core::correlation_id& uid) noexcept;

private:
    SQLite::Database database_;
    statement profile_, message_, parts_;
};

} // namespace yeelen::storage

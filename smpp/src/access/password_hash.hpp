#pragma once
// Passwords are compared by what they hash to: equal lengths, no first difference to time.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smpp::access {

using password_digest = std::array<std::uint8_t, 32>;

class password_hash {
public:
    explicit password_hash(std::string_view key)
        : key_(key) {}
    /// HMAC-SHA-256. Nothing only if OpenSSL has no memory.
    std::optional<password_digest> of(std::string_view password) const;

private:
    std::string key_;
};

/// In constant time.
bool equal(const password_digest& a, const password_digest& b) noexcept;

} // namespace smpp::access

#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::core {

/// A subscriber's number in international form without '+' (E.164: up to 15 digits; 5 or more
/// here).
class msisdn {
public:
    /// Takes "+225 07..", "00225..." and plain digits; spaces, dots and hyphens are passed over.
    /// Nothing when what is left is not 5 to 15 digits, or still begins with 00. What was read is
    /// read again as itself.
    static std::optional<msisdn> parse(std::string_view text);
    const std::string& digits() const noexcept { return digits_; }
    /// For logs: "22507****0001" (first five and last four kept; shorter numbers keep less).
    std::string masked() const;
    bool operator==(const msisdn&) const = default;

private:
    explicit msisdn(std::string digits)
        : digits_(std::move(digits)) {}
    std::string digits_;
};

/// The same mask for digits that are already known to be a number.
std::string mask_msisdn(std::string_view digits);

} // namespace yeelen::core

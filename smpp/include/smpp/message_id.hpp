#pragma once
// Message ids in one form. SMSCs write one id in two ways: hexadecimal in submit_sm_resp and
// decimal in the receipt or the other way round, in other letter case, filled up with zeros. How is
// a property of the connector. Ids are of one connector: two SMSCs give the same. Pure.
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace smpp {

enum class id_form : std::uint8_t { as_is, hex_to_decimal, decimal_to_hex };
/// "as_is", "hex_to_decimal", "decimal_to_hex"; nothing for other names.
std::optional<id_form> id_form_of(std::string_view name) noexcept;

/// Rules for the ids in one kind of PDU: usually `as_is` for those of submit_sm_resp, and a
/// conversion for those of receipts.
struct id_rules {
    id_form form = id_form::as_is;
    bool fold_case = true;   ///< "1F" and "1f" are one
    bool strip_zeros = true; ///< "001f" and "1f" are one
};

/// An id that was normalised: what is stored, looked up and compared.
class message_key {
public:
    message_key() = default;
    /// Spaces and NULs around it are dropped, and 0x before hexadecimal digits. Then the number is
    /// converted, whatever its size up to 64 octets; an id that is no such number (a UUID with
    /// dashes), or longer, keeps its form.
    message_key(std::string_view id, const id_rules& rules);

    const std::string& value() const noexcept { return value_; }
    bool empty() const noexcept { return value_.empty(); }
    auto operator<=>(const message_key&) const = default;

private:
    std::string value_;
};

} // namespace smpp

template<>
struct std::hash<smpp::message_key> {
    std::size_t operator()(const smpp::message_key& key) const noexcept {
        return std::hash<std::string>{}(key.value());
    }
};

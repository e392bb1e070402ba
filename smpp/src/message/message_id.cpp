#include "smpp/message_id.hpp"
#include <algorithm>
#include <vector>

namespace smpp {
namespace {

/// SMPP 3.4 5.2.23 without the NUL.
constexpr std::size_t most_digits = 64;

constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
/// 16 and more for what is no hexadecimal digit.
constexpr unsigned digit_of(char c) noexcept {
    if (c >= '0' && c <= '9')
        return static_cast<unsigned>(c - '0');
    const char small = lower(c);
    return small >= 'a' && small <= 'f' ? static_cast<unsigned>(small - 'a') + 10 : 16;
}
bool is_number(std::string_view id, unsigned base) noexcept {
    return !id.empty() && std::ranges::all_of(id, [base](char c) { return digit_of(c) < base; });
}

std::string_view trimmed(std::string_view id) noexcept {
    constexpr std::string_view around{" \0", 2};
    const std::size_t begin = id.find_first_not_of(around);
    if (begin == std::string_view::npos)
        return {};
    return id.substr(begin, id.find_last_not_of(around) - begin + 1);
}

/// `id` is a number in base `from`. Wider than any machine word: ids of 128 bits are met.
std::string converted(std::string_view id, unsigned from, unsigned to) {
    std::vector<unsigned> digits; // of the result, the lowest first
    for (const char c : id) {
        unsigned carry = digit_of(c);
        for (unsigned& d : digits) {
            carry += d * from;
            d = carry % to;
            carry /= to;
        }
        for (; carry != 0; carry /= to)
            digits.push_back(carry % to);
    }
    std::string out;
    for (auto d = digits.rbegin(); d != digits.rend(); ++d)
        out.push_back("0123456789abcdef"[*d]);
    return out.empty() ? "0" : out;
}

} // namespace

std::optional<id_form> id_form_of(std::string_view name) noexcept {
    if (name == "as_is")
        return id_form::as_is;
    if (name == "hex_to_decimal")
        return id_form::hex_to_decimal;
    if (name == "decimal_to_hex")
        return id_form::decimal_to_hex;
    return std::nullopt;
}

message_key::message_key(std::string_view id, const id_rules& rules) {
    id = trimmed(id);
    if (id.size() > 2 && id[0] == '0' && lower(id[1]) == 'x' && is_number(id.substr(2), 16))
        id.remove_prefix(2);
    if (id.size() <= most_digits) {
        if (rules.form == id_form::hex_to_decimal && is_number(id, 16)) {
            value_ = converted(id, 16, 10);
            return;
        }
        if (rules.form == id_form::decimal_to_hex && is_number(id, 10)) {
            value_ = converted(id, 10, 16);
            return;
        }
    }
    if (rules.strip_zeros)
        while (id.size() > 1 && id.front() == '0')
            id.remove_prefix(1);
    value_ = id;
    if (rules.fold_case)
        std::ranges::transform(value_, value_.begin(), lower);
}

} // namespace smpp

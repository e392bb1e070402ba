#include "channels/smpp/receipt_id.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fmt/format.h>

namespace yeelen::channels {

namespace {

bool read_whole(std::string_view text, std::uint64_t& value, int base) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return error == std::errc{} && end == text.data() + text.size();
}

} // namespace

std::string normalised_id(std::string_view id, std::string_view how) {
    while (!id.empty() && id.front() == ' ') {
        id.remove_prefix(1);
    }
    while (!id.empty() && id.back() == ' ') {
        id.remove_suffix(1);
    }
    if (id.size() > 2 && id[0] == '0' && (id[1] == 'x' || id[1] == 'X') &&
        id.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos) {
        id.remove_prefix(2);
    }
    while (id.size() > 1 && id.front() == '0') {
        id.remove_prefix(1);
    }
    std::string lower{id};
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    std::uint64_t value = 0;
    if (how == "hex_to_decimal" && read_whole(lower, value, 16)) {
        return std::to_string(value);
    }
    if (how == "decimal_to_hex" && read_whole(lower, value, 10)) {
        return fmt::format("{:x}", value);
    }
    return lower;
}

} // namespace yeelen::channels

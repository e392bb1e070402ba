#include "core/msisdn.hpp"

#include <algorithm>

namespace yeelen::core {

std::optional<msisdn> msisdn::parse(std::string_view text) {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    } else if (text.starts_with("00")) {
        text.remove_prefix(2);
    }
    std::string digits;
    for (char c : text) {
        if (c >= '0' && c <= '9') {
            digits += c;
        } else if (c != ' ' && c != '.' && c != '-') {
            return std::nullopt;
        }
        if (digits.size() > 15) {
            return std::nullopt;
        }
    }
    // Read once more, zeros left at the front would be taken for the prefix: another number.
    if (digits.size() < 5 || digits.starts_with("00")) {
        return std::nullopt;
    }
    return msisdn{std::move(digits)};
}

std::string msisdn::masked() const {
    return mask_msisdn(digits_);
}

std::string mask_msisdn(std::string_view digits) {
    const std::size_t tail = std::min<std::size_t>(4, digits.size() / 3);
    const std::size_t head = std::min<std::size_t>(5, digits.size() / 3);
    std::string masked{digits};
    std::fill(masked.begin() + static_cast<std::ptrdiff_t>(head),
              masked.end() - static_cast<std::ptrdiff_t>(tail), '*');
    return masked;
}

} // namespace yeelen::core

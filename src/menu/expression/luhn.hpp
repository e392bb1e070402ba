#pragma once
#include <string_view>

namespace yeelen::menu {

/// ISO/IEC 7812-1 annex B: two or more digits of which the last is the check digit. False with
/// anything but digits.
constexpr bool luhn(std::string_view digits) noexcept {
    unsigned sum = 0;
    bool twice = false;
    for (auto i = digits.size(); i-- > 0; twice = !twice) {
        if (digits[i] < '0' || digits[i] > '9') {
            return false;
        }
        const auto d = static_cast<unsigned>(digits[i] - '0') * (twice ? 2u : 1u);
        sum += d > 9 ? d - 9 : d;
    }
    return digits.size() > 1 && sum % 10 == 0;
}

} // namespace yeelen::menu

#include "ussd/service_code.hpp"

#include <algorithm>

namespace yeelen::ussd {

std::string service_code(std::string_view dialled) {
    constexpr std::size_t most = 182; // what one USSD message holds (TS 23.090)
    if (dialled.size() > most) {
        return {};
    }
    // Some networks give "*#123#" or "#123#".
    while (!dialled.empty() && (dialled.front() == '*' || dialled.front() == '#')) {
        dialled.remove_prefix(1);
    }
    const auto end = std::find_if_not(dialled.begin(), dialled.end(),
                                      [](char c) { return c >= '0' && c <= '9'; });
    const std::string_view digits{dialled.begin(), end};
    if (digits.empty() || digits.size() > 12 ||
        (end != dialled.end() && *end != '*' && *end != '#')) {
        return {};
    }
    return "*" + std::string{digits} + "#";
}

} // namespace yeelen::ussd

#include "ussd/service_code.hpp"

#include <algorithm>

namespace yeelen::ussd {

namespace {

constexpr std::size_t most_dialled = 182; // what one USSD message holds (TS 23.090)
constexpr std::size_t most_code = 20;     // of a configured code

bool digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

} // namespace

std::string service_code(std::string_view dialled) {
    if (dialled.size() > most_dialled) {
        return {};
    }
    // Some networks give "*#123#" or "#123#".
    while (!dialled.empty() && (dialled.front() == '*' || dialled.front() == '#')) {
        dialled.remove_prefix(1);
    }
    const auto end = std::find_if_not(dialled.begin(), dialled.end(), digit);
    const std::string_view digits{dialled.begin(), end};
    if (digits.empty() || digits.size() > 12 ||
        (end != dialled.end() && *end != '*' && *end != '#')) {
        return {};
    }
    return "*" + std::string{digits} + "#";
}

std::vector<std::string> service_codes(std::string_view dialled) {
    std::vector<std::string> codes;
    std::string code = service_code(dialled);
    if (code.empty()) {
        return codes;
    }
    codes.push_back(code);
    auto rest = dialled.substr(dialled.find(code.substr(1, code.size() - 2)) + code.size() - 2);
    while (rest.starts_with('*')) {
        rest.remove_prefix(1);
        const auto end = std::find_if_not(rest.begin(), rest.end(), digit);
        const std::string_view digits{rest.begin(), end};
        if (digits.empty() || code.size() + digits.size() + 1 > most_code ||
            (end != rest.end() && *end != '*' && *end != '#')) {
            break;
        }
        code.back() = '*';
        code += digits;
        code += '#';
        codes.insert(codes.begin(), code);
        rest.remove_prefix(digits.size());
    }
    return codes;
}

} // namespace yeelen::ussd

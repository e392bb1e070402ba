#include "menu/text/currencies.hpp"

#include "core/fault.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <unicode/ucurr.h>
#include <vector>

namespace yeelen::menu {

namespace {

std::vector<std::string> codes(std::uint32_t which) {
    std::vector<std::string> all;
    UErrorCode error = U_ZERO_ERROR;
    auto* open = ucurr_openISOCurrencies(which, &error);
    while (const char* code = open ? uenum_next(open, nullptr, &error) : nullptr) {
        all.emplace_back(code);
    }
    uenum_close(open);
    std::sort(all.begin(), all.end());
    return all;
}

std::string in_order(std::string letters) {
    std::sort(letters.begin(), letters.end());
    return letters;
}

} // namespace

bool known_currency(std::string_view code) {
    static const auto all = codes(UCURR_COMMON);
    // Without ICU's data nothing is known, and nothing is doubted.
    return all.empty() || std::binary_search(all.begin(), all.end(), code);
}

std::string currency_suggestion(std::string_view code) {
    static const auto used =
        codes(std::uint32_t{UCURR_COMMON} | std::uint32_t{UCURR_NON_DEPRECATED});
    const std::string written{code};
    const auto turned = std::find_if(used.begin(), used.end(), [&](const std::string& other) {
        return in_order(other) == in_order(written);
    });
    return turned == used.end() ? core::suggestion(written, used)
                                : fmt::format(" (did you mean '{}'?)", *turned);
}

} // namespace yeelen::menu

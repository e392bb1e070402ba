#include "menu/text/number_form.hpp"

#include "document/reader.hpp"
#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace yeelen::menu {

std::optional<std::string> read_number_form(text_case& branch) {
    static constexpr std::array<std::string_view, 6> names{"zero", "one",  "two",
                                                           "few",  "many", "other"};
    if (branch.selector.starts_with('=')) {
        const auto n = document::parse_integer(std::string_view{branch.selector}.substr(1));
        if (!n || *n < 0) {
            return fmt::format("'{}' must be '=' and a number", branch.selector);
        }
        branch.exactly = *n;
        return std::nullopt;
    }
    const auto* found = std::find(names.begin(), names.end(), branch.selector);
    if (found == names.end()) {
        return fmt::format("'{}' is no form of a number: zero, one, two, few, many, other or =5",
                           branch.selector);
    }
    branch.category = static_cast<plural_category>(found - names.begin());
    return std::nullopt;
}

} // namespace yeelen::menu

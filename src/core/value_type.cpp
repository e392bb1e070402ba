#include "core/value_type.hpp"

#include <algorithm>
#include <array>

namespace yeelen::core {

namespace {

struct kind_name {
    value_kind kind;
    std::string_view name;
    std::string_view phrase;
};
/// In the order of the enumeration.
constexpr std::array<kind_name, 9> kinds{{
    {value_kind::any, "any", "anything"},
    {value_kind::text, "text", "a text"},
    {value_kind::number, "number", "a number"},
    {value_kind::amount, "amount", "an amount"},
    {value_kind::date, "date", "a date"},
    {value_kind::month, "month", "a month"},
    {value_kind::flag, "flag", "true or false"},
    {value_kind::record, "record", "a record"},
    {value_kind::list, "list", "a list"},
}};

} // namespace

std::string_view name_of(value_kind kind) noexcept {
    return kinds[static_cast<std::size_t>(kind)].name;
}

std::string_view phrase_of(value_kind kind) noexcept {
    return kinds[static_cast<std::size_t>(kind)].phrase;
}

std::optional<value_kind> kind_named(std::string_view name) noexcept {
    const auto* found =
        std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) { return k.name == name; });
    return found == kinds.end() ? std::nullopt : std::optional{found->kind};
}

value_type plain(value_kind kind) {
    value_type made{.kind = kind};
    if (is_number(kind)) {
        made.most = default_most_number;
        made.decimals = kind == value_kind::number ? most_decimals : 0;
    } else if (kind == value_kind::list) {
        made.most = default_most_entries;
        made.entry.emplace_back();
    }
    return made;
}

} // namespace yeelen::core

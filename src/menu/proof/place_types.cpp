// What a name means where it stands.
#include "menu/expression/typing.hpp"
#include "menu/proof/value_types.hpp"
#include <fmt/format.h>

namespace yeelen::menu {

namespace {

using core::value_kind;
using core::value_type;
using result = std::expected<value_type, std::string>;

} // namespace

result place_types::type_of(const path& p) const {
    switch (p.root) {
    case path_root::value: return value(p);
    case path_root::profile: {
        if (p.steps[0] == "language") {
            return value_type{.kind = value_kind::text, .optional = true, .most = 8};
        }
        auto type = declared(p, types_.menu().profile, "profile");
        if (type) {
            type->optional = true; // nobody has it at first
        }
        return type;
    }
    case path_root::config: return declared(p, types_.menu().config, "config");
    case path_root::flag: {
        const auto& flags = types_.menu().flags;
        if (!flags.contains(p.steps[0])) {
            return std::unexpected(
                fmt::format("'{}' is not among the menu's flags{}", p.steps[0],
                            core::suggestion(p.steps[0], {flags.begin(), flags.end()})));
        }
        return core::plain(value_kind::flag);
    }
    case path_root::item:
        if (!item_) {
            return std::unexpected(fmt::format(
                "'{}' has a meaning only in the text of an entry of a list, and behind 'where'",
                p.text()));
        }
        return type_inside(*item_, p, 0);
    case path_root::number:
        if (!item_) {
            return std::unexpected("'number' has a meaning only in the text of an entry of a list");
        }
        return value_type{.kind = value_kind::number, .least = 1, .most = 999};
    case path_root::msisdn: return value_type{.kind = value_kind::text, .least = 1, .most = 15};
    case path_root::dialled: return value_type{.kind = value_kind::text, .least = 1, .most = 64};
    case path_root::language: return value_type{.kind = value_kind::text, .least = 2, .most = 8};
    case path_root::today: return core::plain(value_kind::date);
    case path_root::least:
    case path_root::most: return bound(p);
    }
    return value_type{};
}

result place_types::value(const path& p) const {
    const auto* type = types_.named(flow_, p.steps[0]);
    if (type) {
        return type_inside(*type, p, 1);
    }
    auto names = types_.names_of(flow_);
    const auto& reserved = reserved_names();
    names.insert(names.end(), reserved.begin(), reserved.end());
    const auto& flow = types_.menu().flows[flow_];
    const auto outside = flow_ != whole_menu && types_.named(whole_menu, p.steps[0]);
    return std::unexpected(
        flow_ == whole_menu
            ? fmt::format("no screen sets the value '{}'{}", p.steps[0],
                          core::suggestion(p.steps[0], names))
            : fmt::format("no screen of the flow '{}' sets the value '{}', and it does not take "
                          "it{}{}",
                          flow.name, p.steps[0],
                          outside ? ": values of the menu are given to a flow by 'with'" : "",
                          core::suggestion(p.steps[0], names)));
}

result place_types::declared(const path& p,
                             const std::map<std::string, value_type, std::less<>>& names,
                             std::string_view where) const {
    const auto found = names.find(p.steps[0]);
    if (found == names.end()) {
        std::vector<std::string> all;
        for (const auto& [name, type] : names) {
            all.push_back(name);
        }
        return std::unexpected(fmt::format("'{}' is not among the values under '{}'{}", p.steps[0],
                                           where, core::suggestion(p.steps[0], all)));
    }
    return type_inside(found->second, p, 1);
}

/// `min` and `max` in the texts of an ask.
result place_types::bound(const path& p) const {
    const auto& screens = types_.menu().screens;
    const auto* ask =
        screen_ < screens.size() ? std::get_if<ask_screen>(&screens[screen_].body) : nullptr;
    if (!ask) {
        return std::unexpected(
            fmt::format("'{}' has a meaning only in the texts of an ask", p.text()));
    }
    const auto value = p.root == path_root::least ? ask->least : ask->most;
    return value_type{.kind = value_kind::number, .least = value, .most = value};
}

} // namespace yeelen::menu

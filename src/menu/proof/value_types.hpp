#pragma once
// What the values of a menu can be: from what asks, answers and flows declare, through every
// `set`, `use` and list, to the names that texts and conditions use.
#include "menu/load/menu_source.hpp"
#include <map>
#include <string>
#include <vector>

namespace yeelen::menu {

/// The type that holds for both: the wider bounds; of a number and an amount an amount; of other
/// unlike kinds any.
core::value_type joined(const core::value_type& a, const core::value_type& b);

/// Refers to the menu and its source; lives no longer than they.
class value_types {
public:
    value_types(const menu_data& menu, const menu_source& source);

    /// Null where no screen of the flow gives a value that name.
    const core::value_type* named(flow_id flow, std::string_view name) const;
    std::vector<std::string> names_of(flow_id flow) const;
    /// What an operand of that flow can be.
    core::value_type of(const operand& o, flow_id flow) const;
    /// An entry of that list; of what is no list: any.
    core::value_type entry_of(const expression& list, flow_id flow) const;

    const menu_data& menu() const noexcept { return menu_; }
    const menu_source& source() const noexcept { return source_; }

private:
    void take(flow_id flow, const std::string& name, const core::value_type& type);
    bool derive();

    const menu_data& menu_;
    const menu_source& source_;
    std::map<flow_id, std::map<std::string, core::value_type, std::less<>>> values_;
};

/// What one place of the menu sees: a text, a condition, an operand.
class place_types final : public type_scope {
public:
    place_types(const value_types& types, flow_id flow, screen_id screen)
        : types_(types)
        , flow_(flow)
        , screen_(screen) {}
    /// For the text of one entry of a list: what `item` and `number` are.
    void set_item(core::value_type type) { item_ = std::move(type); }

    std::expected<core::value_type, std::string> type_of(const path& p) const override;

private:
    std::expected<core::value_type, std::string> value(const path& p) const;
    std::expected<core::value_type, std::string>
    declared(const path& p, const std::map<std::string, core::value_type, std::less<>>& names,
             std::string_view where) const;
    std::expected<core::value_type, std::string> bound(const path& p) const;

    const value_types& types_;
    flow_id flow_;
    screen_id screen_;
    std::optional<core::value_type> item_;
};

} // namespace yeelen::menu

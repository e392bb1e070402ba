#include "menu/load/migrate.hpp"

#include "document/reader.hpp"
#include "menu/load/migrate_flows.hpp"
#include <array>

namespace yeelen::menu {

namespace {

using document::node;

node* find(node& map, std::string_view key) {
    for (auto& [name, value] : map.entries) {
        if (name.text == key) {
            return &value;
        }
    }
    return nullptr;
}

node scalar(std::string text, const node& at) {
    node n;
    n.kind = node::type::scalar;
    n.text = std::move(text);
    n.line = at.line;
    n.column = at.column;
    return n;
}

/// `[contract, ticket]` to `{ contract: any, ticket: any }`.
void migrate_profile(node& profile) {
    if (!profile.is_list()) {
        return;
    }
    for (auto& item : profile.items) {
        auto type = scalar("any", item);
        profile.entries.push_back({std::move(item), std::move(type)});
    }
    profile.items.clear();
    profile.kind = node::type::map;
}

/// Of an answer's lists 24 entries were kept unless the call said otherwise; now 12 are.
void keep_most(node& screen) {
    if (screen.find("call") && !screen.find("most")) {
        screen.entries.push_back({scalar("most", screen), scalar("24", screen)});
    }
}

const node* text_of(const node& texts, std::string_view key) {
    for (const auto& [name, value] : texts.entries) {
        if (name.text == key) {
            return &value;
        }
        if (value.is_map() && key.starts_with(name.text) && key.size() > name.text.size() &&
            key[name.text.size()] == '.') {
            if (const auto* found = text_of(value, key.substr(name.text.size() + 1))) {
                return found;
            }
        }
    }
    return nullptr;
}

/// Version 1 let a comment stand behind a text without quotes.
void allow_comments(document::node& texts) {
    texts.commented = false;
    for (auto& [key, value] : texts.entries) {
        allow_comments(value);
    }
}

} // namespace

std::int64_t version_of(const document::node& menu) {
    const auto* written = menu.find("menu_language");
    return written ? document::parse_integer(written->text).value_or(0) : 0;
}

void migrate_menu(document::node& menu, const std::string& file, core::faults& faults) {
    find(menu, "menu_language")->text = "2";
    if (auto* profile = find(menu, "profile")) {
        migrate_profile(*profile);
    }
    auto* screens = find(menu, "screens");
    if (!screens || !screens->is_map()) {
        return;
    }
    for (auto& [name, body] : screens->entries) {
        keep_most(body);
    }
    const auto* start = menu.find("start");
    auto flows = flows_of(*screens, start ? start->text : "", file, faults);
    if (!flows.entries.empty()) {
        menu.entries.push_back({scalar("flows", *screens), std::move(flows)});
    }
}

void migrate_locale(document::node& locale) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> added{
        {{"expect.meter", "expect.digits"},
         {"expect.pin", "expect.digits"},
         {"expect.pattern", "expect.text"},
         {"doubt.meter", "notice.choice"},
         {"notice.place", "notice.choice"}}};
    auto* texts = find(locale, "texts");
    if (!texts || !texts->is_map()) {
        return;
    }
    allow_comments(*texts);
    for (const auto& [key, from] : added) {
        const auto* nearest = text_of(*texts, from);
        if (nearest && !text_of(*texts, key)) {
            auto copy = *nearest;
            texts->entries.push_back({scalar(std::string{key}, copy), std::move(copy)});
        }
    }
}

} // namespace yeelen::menu

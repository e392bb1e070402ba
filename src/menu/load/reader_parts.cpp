// The small things that the kinds of screen have in common: texts and places to go to.
#include "menu/load/language.hpp"
#include "menu/load/menu_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

void menu_reader::fault(const node& where, std::string message) {
    fault(place_of(where), std::move(message));
}
void menu_reader::fault(place where, std::string message) {
    faults_.push_back({source_.file, where.line, where.column, std::move(message)});
}

text_id menu_reader::text_numbered(const node& key) {
    if (!key.is_scalar() || key.text.empty()) {
        fault(key, fmt::format("{} wants the key of a text here, such as home.title", what_));
        return id_of(builtin::closing_fault);
    }
    const auto [found, added] =
        menu_.text_ids.emplace(key.text, static_cast<text_id>(menu_.text_keys.size()));
    if (added) {
        menu_.text_keys.push_back(key.text);
    }
    return found->second;
}

text_id menu_reader::text(const node& key) {
    const auto id = text_numbered(key);
    source_.texts.push_back({id, place_of(key), current_, flow_, false, {}});
    return id;
}

text_id menu_reader::item_text(const fields& f, std::string_view name, const expression* of) {
    const auto* key = f.find(name);
    if (!key) {
        return id_of(builtin::closing_fault);
    }
    const auto id = text_numbered(*key);
    source_.texts.push_back(
        {id, place_of(*key), current_, flow_, true, of ? std::optional{*of} : std::nullopt});
    return id;
}

text_id menu_reader::needed_text(const fields& f, std::string_view name) {
    return maybe_text(f, name, id_of(builtin::closing_fault));
}
text_id menu_reader::maybe_text(const fields& f, std::string_view name, text_id otherwise) {
    const auto* key = f.find(name);
    return key ? text(*key) : otherwise;
}

/// {say: key} and {end: key}: one screen for each key of a flow.
screen_id menu_reader::made_screen(std::string_view kind, const node& key) {
    const auto name = screen_name(fmt::format("{}:{}", kind, key.text));
    const auto id = static_cast<screen_id>(menu_.screens.size());
    const auto [found, added] = menu_.screen_ids.emplace(name, id);
    if (added) {
        const auto text = text_numbered(key);
        source_.texts.push_back({text, place_of(key), id, flow_, false, {}});
        screen_body body = end_screen{.text = text};
        if (kind == "say") {
            body = show_screen{.text = text};
        }
        menu_.screens.push_back({.name = name,
                                 .flow = flow_,
                                 .place = place_of(key),
                                 .first = {},
                                 .tries = tries_,
                                 .body = std::move(body)});
    }
    return found->second;
}

/// `return` as a place: the flow ends and returns nothing.
screen_id menu_reader::made_return(const node& where) {
    if (flow_ == whole_menu) {
        fault(where, fmt::format("{} cannot return: only a flow does", what_));
        return no_screen;
    }
    const auto& flow = menu_.flows[flow_];
    if (flow.gives && !flow.gives->optional) {
        fault(where, fmt::format("the flow '{}' gives {}: return it by a screen, {{ return: "
                                 "=value }}, or make its 'gives' optional",
                                 flow.name, core::phrase_of(flow.gives->kind)));
    }
    const auto name = screen_name("return:");
    const auto id = static_cast<screen_id>(menu_.screens.size());
    const auto [found, added] = menu_.screen_ids.emplace(name, id);
    if (added) {
        menu_.screens.push_back({.name = name,
                                 .flow = flow_,
                                 .place = place_of(where),
                                 .first = {},
                                 .tries = tries_,
                                 .body = return_screen{}});
    }
    return found->second;
}

std::optional<std::pair<std::string_view, const document::node*>>
menu_reader::said_in(const node& to) {
    const auto told = faults_.size();
    const auto f = shaped(to, language::place(), "the place to go to");
    const auto* say = f.find("say");
    const auto* end = f.find("end");
    if ((say != nullptr) == (end != nullptr)) {
        source_.astray = true;
        if (faults_.size() == told) {
            fault(to,
                  "a place to go to is the name of a screen, {say: text.key} or {end: text.key}");
        }
        return std::nullopt;
    }
    return say ? std::pair{std::string_view{"say"}, say} : std::pair{std::string_view{"end"}, end};
}

screen_id menu_reader::target(const node& to, bool pressed) {
    screen_id id = no_screen;
    if (to.is_map()) {
        const auto said = said_in(to);
        if (!said) {
            return no_screen;
        }
        id = made_screen(said->first, *said->second);
    } else if (to.is_scalar() && to.text == "return") {
        id = made_return(to);
    } else if (!to.is_scalar()) {
        source_.astray = true;
        fault(to, "a place to go to is the name of a screen, {say: text.key} or {end: text.key}");
    } else if (const auto found = menu_.screen_ids.find(screen_name(to.text));
               found != menu_.screen_ids.end() && found->second < declared_ &&
               menu_.screens[found->second].flow == flow_) {
        id = found->second;
    } else {
        no_such_screen(to);
    }
    if (id != no_screen) {
        source_.edges.push_back({current_, id, place_of(to), pressed});
    }
    return id;
}

/// Only the screens declared beside it have a name where it stands.
void menu_reader::no_such_screen(const node& to) {
    source_.astray = true;
    if (flow_ == whole_menu && source_.absent.screens) {
        return; // told already; this only follows
    }
    const std::string_view name = to.text;
    const auto dot = std::min(name.find('.'), name.size());
    const auto flow = std::find_if(menu_.flows.begin() + 1, menu_.flows.end(),
                                   [&](const auto& f) { return f.name == name.substr(0, dot); });
    const bool own = flow_ != whole_menu && menu_.flows[flow_].name == name.substr(0, dot);
    if (name.starts_with("say:") || name.starts_with("end:")) {
        fault(to, fmt::format("'{}' is no screen: write {{ {}: {} }}", name, name.substr(0, 3),
                              name.substr(4)));
    } else if (flow != menu_.flows.end() && dot == name.size()) {
        fault(to, fmt::format("'{0}' is a flow: lead to a screen {{ use: {0}, to: ... }}", name));
    } else if (own) {
        fault(to, fmt::format("screens of a flow are named there without the flow: write '{}'",
                              name.substr(dot + 1)));
    } else if (flow != menu_.flows.end()) {
        fault(to,
              fmt::format("'{}' is a screen of the flow '{}', where only the flow itself leads: "
                          "use the flow, by a screen {{ use: {}, to: ... }}",
                          name, flow->name, flow->name));
    } else if (flow_ != whole_menu && menu_.screen_ids.contains(to.text)) {
        fault(to, fmt::format("'{}' is a screen of the menu: a flow leads only to its own, and "
                              "back by 'return'",
                              name));
    } else {
        std::vector<std::string> names;
        const auto prefix = screen_name("");
        for (screen_id id = 0; id < declared_; ++id) {
            if (menu_.screens[id].flow == flow_) {
                names.push_back(menu_.screens[id].name.substr(prefix.size()));
            }
        }
        fault(to, fmt::format("{} leads to '{}', but there is no such screen{}", what_, name,
                              core::suggestion(to.text, names)));
    }
}

screen_id menu_reader::needed_target(const fields& f, std::string_view name, bool pressed) {
    const auto* to = f.find(name);
    return to ? target(*to, pressed) : no_screen;
}

} // namespace yeelen::menu

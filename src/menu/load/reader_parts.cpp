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
    const fields f{to, language::place(), "the place to go to", source_.file, faults_};
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
    } else if (const auto found = menu_.screen_ids.find(screen_name(to.text));
               to.is_scalar() && found != menu_.screen_ids.end()) {
        id = found->second;
    } else if (!to.is_scalar()) {
        source_.astray = true;
        fault(to, "a place to go to is the name of a screen, {say: text.key} or {end: text.key}");
    } else {
        source_.astray = true;
        std::vector<std::string> names;
        const auto prefix = screen_name("");
        bool flow = false;
        for (const auto& screen : menu_.screens) {
            if (screen.flow == flow_) {
                names.push_back(screen.name.substr(prefix.size()));
            }
        }
        for (const auto& f : menu_.flows) {
            flow = flow || (!to.text.empty() && f.name == to.text);
        }
        if (flow) {
            fault(to, fmt::format("'{0}' is a flow: lead to a screen {{ use: {0}, to: ... }}",
                                  to.text));
        } else if (flow_ != whole_menu && menu_.screen_ids.contains(to.text)) {
            fault(to, fmt::format("'{}' is a screen of the menu: a flow leads only to its own, "
                                  "and back by 'return'",
                                  to.text));
        } else {
            fault(to, fmt::format("{} leads to '{}', but there is no such screen{}", what_, to.text,
                                  core::suggestion(to.text, names)));
        }
        return no_screen;
    }
    if (id != no_screen) {
        source_.edges.push_back({current_, id, place_of(to), pressed});
    }
    return id;
}

screen_id menu_reader::needed_target(const fields& f, std::string_view name, bool pressed) {
    const auto* to = f.find(name);
    return to ? target(*to, pressed) : no_screen;
}

} // namespace yeelen::menu

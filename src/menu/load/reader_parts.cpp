// The small things that the kinds of screen have in common: texts, targets, values, conditions.
#include "menu/load/menu_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

text_id menu_reader::text(const node& key, bool item) {
    if (!key.is_scalar() || key.text.empty()) {
        fault(key, fmt::format("{} wants the key of a text here, such as home.title", what_));
        return id_of(builtin::closing_fault);
    }
    const auto [found, added] =
        menu_.text_ids.emplace(key.text, static_cast<text_id>(menu_.text_keys.size()));
    if (added) {
        menu_.text_keys.push_back(key.text);
    }
    source_.texts.push_back({found->second, place_of(key), current_, item});
    return found->second;
}

text_id menu_reader::required_text(fields& f, std::string_view key, bool item) {
    const auto* n = f.required(key);
    return n ? text(*n, item) : id_of(builtin::closing_fault);
}

screen_id menu_reader::made_screen(std::string_view kind, const node& key, screen_body body) {
    const auto name = fmt::format("{}:{}", kind, key.text);
    const auto [found, added] =
        menu_.screen_ids.emplace(name, static_cast<screen_id>(menu_.screens.size()));
    if (added) {
        menu_.screens.push_back({.name = name,
                                 .place = place_of(key),
                                 .first = {},
                                 .tries = tries_,
                                 .body = std::move(body)});
    }
    return found->second;
}

screen_id menu_reader::target(const node& to, bool pressed) {
    screen_id id = no_screen;
    if (to.is_map()) {
        fields f{to, "the place to go to", source_.file, faults_};
        const auto* say = f.optional("say");
        const auto* end = f.optional("end");
        f.finish();
        if ((say != nullptr) == (end != nullptr)) {
            fault(to,
                  "a place to go to is the name of a screen, {say: text.key} or {end: text.key}");
            return no_screen;
        }
        id = say ? made_screen("say", *say, show_screen{.text = text(*say)})
                 : made_screen("end", *end, end_screen{.text = text(*end)});
    } else if (to.text == "return") {
        return return_screen;
    } else if (const auto found = menu_.screen_ids.find(to.text);
               to.is_scalar() && found != menu_.screen_ids.end()) {
        id = found->second;
    } else {
        std::vector<std::string> names;
        for (const auto& screen : menu_.screens) {
            names.push_back(screen.name);
        }
        fault(to, fmt::format("{} leads to '{}', but there is no such screen{}", what_, to.text,
                              core::suggestion(to.text, names)));
        return no_screen;
    }
    source_.edges.push_back({current_, id, place_of(to), pressed});
    return id;
}

screen_id menu_reader::required_target(fields& f, std::string_view key, bool pressed) {
    const auto* n = f.required(key);
    return n ? target(*n, pressed) : no_screen;
}

std::optional<expression> menu_reader::condition(const node& n) {
    if (!n.is_scalar()) {
        fault(n, "a condition is one line, such as: exists profile.contract");
        return std::nullopt;
    }
    auto parsed = expression::parse(n.text);
    const bool one_line = n.text.find('\n') == std::string::npos;
    if (!parsed) {
        fault(within(text_place_of(n), one_line, parsed.error().offset), parsed.error().message);
        return std::nullopt;
    }
    const auto content = parsed->content_paths();
    for (const auto* p : parsed->paths()) {
        const bool compared = std::find(content.begin(), content.end(), p) != content.end();
        source_.values.push_back(
            {*p, within(text_place_of(n), one_line, p->offset), current_, compared});
    }
    return std::move(*parsed);
}

std::optional<path> menu_reader::value_path(const node& n, bool content) {
    auto parsed = parse_path(n.text);
    if (!n.is_scalar() || !parsed) {
        fault(within(text_place_of(n), true, parsed ? 0 : parsed.error().offset),
              parsed ? "the name of a value is wanted here" : parsed.error().message);
        return std::nullopt;
    }
    source_.values.push_back({*parsed, text_place_of(n), current_, content});
    return std::move(*parsed);
}

operand menu_reader::value(const node& n) {
    operand o{.literal = {}, .from = {}, .place = place_of(n)};
    if (!n.is_scalar()) {
        fault(n, "a value is a plain text, a number, true, false, or =name.of.a.value");
        return o;
    }
    if (n.text.starts_with('=')) {
        const std::string_view name = std::string_view{n.text}.substr(1);
        auto parsed = parse_path(name, 1);
        if (!parsed) {
            fault(within(text_place_of(n), true, parsed.error().offset), parsed.error().message);
            return o;
        }
        source_.values.push_back({*parsed, within(text_place_of(n), true, 1), current_, true});
        o.from = std::move(*parsed);
        return o;
    }
    if (!n.quoted && (n.text.starts_with("profile.") || n.text.starts_with("item."))) {
        fault(n, fmt::format("this is the text '{0}' itself: write ={0} for the value of that name",
                             n.text));
    }
    // Numbers that begin with 0 are codes, not amounts.
    const bool code = n.text.size() > 1 && n.text.starts_with('0');
    const auto number = n.quoted || code ? std::nullopt : document::parse_integer(n.text);
    if (number) {
        o.literal = *number;
    } else if (!n.quoted && (n.text == "true" || n.text == "false")) {
        o.literal = n.text == "true";
    } else {
        o.literal = boost::json::string(n.text);
    }
    return o;
}

std::vector<assignment> menu_reader::assignments(const node* map, std::string what) {
    std::vector<assignment> all;
    if (!map) {
        return all;
    }
    if (!map->is_map()) {
        fault(*map, fmt::format("{} must be a map of 'name: value' lines", what));
    }
    for (const auto& [name, n] : map->entries) {
        all.push_back({name.text, value(n), place_of(name)});
    }
    return all;
}

void menu_reader::save(const std::string& name, place where, const std::string& operation,
                       const std::string& list) {
    const auto& reserved = reserved_names();
    if (!is_name(name)) {
        fault(where, fmt::format("'{}' is not a name (letters, digits and _)", name));
    } else if (std::find(reserved.begin(), reserved.end(), name) != reserved.end()) {
        fault(where, fmt::format("'{}' has a meaning of its own: save the value under another name",
                                 name));
    } else {
        source_.saves.push_back({name, where, current_, operation, list});
    }
}

std::string menu_reader::saved(fields& f, std::string_view key, bool required,
                               const std::string& operation, const std::string& list) {
    const auto* n = required ? f.required(key) : f.optional(key);
    if (!n) {
        return {};
    }
    save(n->text, place_of(*n), operation, list);
    return n->text;
}

} // namespace yeelen::menu

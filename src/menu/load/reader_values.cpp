// Expressions, operands, and the names that values are saved as.
#include "menu/load/menu_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

std::optional<expression> menu_reader::parsed(std::string_view text, place where, bool one_line,
                                              wanted as) {
    auto read = expression::parse(text);
    if (!read) {
        fault(within(where, one_line, read.error().offset), read.error().message);
        return std::nullopt;
    }
    // Of a list's entries only that is needed which a text or an expression names.
    for (const auto& use : read->uses(as != wanted::list)) {
        source_.values.push_back({*use.path, within(where, one_line, use.path->offset), current_,
                                  flow_, use.content,
                                  use.of ? std::optional{*use.of} : std::nullopt});
    }
    source_.expressions.push_back({*read, where, one_line, current_, flow_, as});
    return std::move(*read);
}

std::optional<expression> menu_reader::read_expression(const node& n, wanted as) {
    if (!n.is_scalar()) {
        fault(n, as == wanted::condition
                     ? "a condition is one line, such as: exists profile.contract"
                     : "one line is wanted here, such as: history.invoices");
        return std::nullopt;
    }
    if (n.text.starts_with('=')) {
        fault(n, "no = is written here: this is always an expression, never a plain text");
        return std::nullopt;
    }
    return parsed(n.text, text_place_of(n), n.text.find('\n') == std::string::npos, as);
}

operand menu_reader::value(const node& n) {
    operand o{.literal = {}, .from = {}, .place = place_of(n)};
    if (!n.is_scalar()) {
        fault(n, "a value is a plain text, a number, true, false, or =name.of.a.value");
        return o;
    }
    if (n.text.starts_with('=')) {
        o.from = parsed(std::string_view{n.text}.substr(1), within(text_place_of(n), true, 1),
                        n.text.find('\n') == std::string::npos, wanted::any);
        return o;
    }
    for (const std::string_view root : {"profile.", "config.", "flag.", "item."}) {
        if (!n.quoted && n.text.starts_with(root)) {
            fault(n, fmt::format(
                         "this is the text '{0}' itself: write ={0} for the value of that name",
                         n.text));
        }
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

std::vector<assignment> menu_reader::assignments(const node* map) {
    std::vector<assignment> all;
    if (map) {
        for (const auto& [name, n] : map->entries) {
            all.push_back({name.text, value(n), place_of(name)});
        }
    }
    return all;
}

void menu_reader::save(value_save s) {
    const auto& reserved = reserved_names();
    if (!is_name(s.name)) {
        fault(s.place, fmt::format("'{}' is not a name (letters, digits and _)", s.name));
    } else if (std::find(reserved.begin(), reserved.end(), s.name) != reserved.end()) {
        fault(s.place,
              fmt::format("'{}' has a meaning of its own: save the value under another name",
                          s.name));
    } else {
        s.screen = current_;
        s.flow = flow_;
        source_.saves.push_back(std::move(s));
    }
}

std::string menu_reader::saved(const fields& f, std::string_view name, value_save as) {
    const auto* n = f.find(name);
    if (!n) {
        return {};
    }
    as.name = n->text;
    as.place = place_of(*n);
    save(std::move(as));
    return n->text;
}

void menu_reader::save_all(const std::vector<assignment>& set) {
    for (const auto& a : set) {
        save({.name = a.name, .place = a.place, .value = a.value});
    }
}

} // namespace yeelen::menu

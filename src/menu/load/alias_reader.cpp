// Aliases: *123*deferral#, *123*pay*{meter}#.
#include "menu/load/language.hpp"
#include "menu/load/menu_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

namespace {

constexpr std::size_t most_parts = 8;
constexpr std::size_t longest_word = 20;

std::string lower(std::string_view text) {
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

/// On a keypad (ITU-T E.161): "deferral" is 33337725.
std::string keypad(std::string_view word) {
    static constexpr std::string_view digits = "22233344455566677778889999";
    std::string out;
    for (const char c : word) {
        out += c >= 'a' && c <= 'z' ? digits[static_cast<std::size_t>(c - 'a')] : c;
    }
    return out;
}

bool dialable(std::string_view word) {
    return !word.empty() && word.size() <= longest_word &&
           std::all_of(word.begin(), word.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

/// Whether the digits of a word could be taken for the value.
bool may_take(const ask_screen& as, const std::string& digits) {
    const auto size = static_cast<std::int64_t>(digits.size());
    switch (as.type) {
    case answer_type::text:
    case answer_type::digits:
    case answer_type::meter:
    case answer_type::pin:
    case answer_type::pattern: return size >= as.least && size <= as.most;
    case answer_type::amount: {
        const auto n = document::parse_integer(digits);
        return n && *n >= as.least && *n <= as.most;
    }
    case answer_type::phone: return size >= 7;
    case answer_type::date: return size >= 6 && size <= 8;
    }
    return true;
}

bool may_be_both(const alias_part& a, const alias_part& b) {
    if (a.word.empty() && b.word.empty()) {
        return true;
    }
    if (a.word.empty()) {
        return may_take(a.as, keypad(b.word));
    }
    return b.word.empty() ? may_take(b.as, keypad(a.word)) : keypad(a.word) == keypad(b.word);
}

} // namespace

void menu_reader::read_aliases(const node& aliases) {
    flow_ = whole_menu;
    current_ = no_screen;
    for (const auto& item : aliases.items) {
        read_alias(item);
    }
    check_aliases();
}

void menu_reader::read_alias(const node& item) {
    const auto* written = item.find("dial");
    what_ = written ? fmt::format("the alias '{}'", written->text) : "an alias";
    const auto f = shaped(item, language::alias(), what_);
    const auto* dial = f.find("dial");
    menu::alias a;
    if (dial) {
        a.place = place_of(*dial);
        a.parts = read_dial(*dial, f);
    }
    a.to = needed_target(f, "to", true);
    if (!a.parts.empty()) {
        menu_.aliases.push_back(std::move(a));
    }
}

std::vector<alias_part> menu_reader::read_dial(const node& dial, const fields& f) {
    std::vector<alias_part> parts;
    const auto* takes = f.find("takes");
    std::vector<std::string> names;
    const auto& text = dial.text;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('*', at), text.size());
        auto part = text.substr(at, end - at);
        at = end + 1;
        if (!part.starts_with('{') || !part.ends_with('}')) {
            part = lower(part);
            if (!dialable(part)) {
                fault(dial, fmt::format("'{}' in {} cannot be dialled: letters a to z and digits, "
                                        "{} at most, or {{value}}",
                                        part, what_, longest_word));
                return {};
            }
            parts.push_back({.word = part, .name = {}, .as = {}});
            continue;
        }
        const auto name = part.substr(1, part.size() - 2);
        names.push_back(name);
        const auto* type = takes ? takes->find(name) : nullptr;
        if (!type) {
            std::vector<std::string> declared;
            for (const auto& [key, value] :
                 takes ? takes->entries : std::vector<document::entry>{}) {
                declared.push_back(key.text);
            }
            fault(dial, fmt::format("'takes' of {} does not say what '{}' is{}", what_, name,
                                    core::suggestion(name, declared)));
            return {};
        }
        parts.push_back({.word = {}, .name = name, .as = read_alias_value(name, *type)});
    }
    if (parts.size() > most_parts) {
        fault(dial, fmt::format("{} has more than {} parts", what_, most_parts));
    }
    for (const auto& [key, value] : takes ? takes->entries : std::vector<document::entry>{}) {
        if (std::find(names.begin(), names.end(), key.text) == names.end()) {
            fault(key, fmt::format("'dial' of {} has no '{{{}}}'{}", what_, key.text,
                                   core::suggestion(key.text, names)));
        }
    }
    if (parts.front().word.empty()) {
        fault(dial, fmt::format("{} must begin with a word", what_));
    }
    return parts;
}

ask_screen menu_reader::read_alias_value(const std::string& name, const node& type) {
    const auto f = shaped(type, language::alias_value(), fmt::format("'{}' of {}", name, what_));
    ask_screen as;
    read_bounds(as, f);
    as.save = name;
    save({.name = name, .place = place_of(type), .type = type_of(as)});
    return as;
}

void menu_reader::check_aliases() {
    const auto& all = menu_.aliases;
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const auto& a = all[j].parts;
            const auto& b = all[i].parts;
            if (a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), may_be_both)) {
                fault(all[i].place,
                      fmt::format("this alias may be dialled for the one on line {}: letters are "
                                  "dialled by their keys, 2 is also a, b and c",
                                  all[j].place.line));
            }
        }
    }
}

} // namespace yeelen::menu

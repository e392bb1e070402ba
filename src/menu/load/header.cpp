// The head of menu.yaml.
#include "document/value_type_reader.hpp"
#include "menu/expression/decimal.hpp"
#include "menu/load/language.hpp"
#include "menu/load/menu_reader.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace yeelen::menu {

namespace {

/// Whether a plain value can be the default of a value of that type.
bool fits(const boost::json::value& v, const core::value_type& t) {
    using core::value_kind;
    switch (t.kind) {
    case value_kind::any: return true;
    case value_kind::text:
        return v.is_string() && static_cast<std::int64_t>(v.get_string().size()) <= t.most;
    case value_kind::number:
    case value_kind::amount: return !v.is_null() && bounded(v, t).has_value();
    case value_kind::date: return v.is_string() && v.get_string().size() == 10;
    case value_kind::month: return v.is_string() && v.get_string().size() == 7;
    case value_kind::flag: return v.is_bool();
    case value_kind::record:
    case value_kind::list: return false;
    }
    return false;
}

/// Nothing of a number with more places than are kept, or one that begins with 0 as codes do.
std::optional<decimal> exact_number(std::string_view text) {
    const auto digits = text.substr(text.starts_with('-') ? 1 : 0);
    const bool code = digits.size() > 1 && digits[0] == '0' && digits[1] != '.';
    const auto point = std::min(text.find('.'), text.size());
    return code || text.size() > point + 1 + decimal::max_places ? std::nullopt
                                                                 : decimal::parse(text);
}

} // namespace

void menu_reader::read_header(const fields& top) {
    menu_.name = top.text("menu");
    tries_ = static_cast<std::uint8_t>(top.integer("tries"));
    menu_.dialled_keys = top.flag("dialled_keys");
    read_languages(top);
    for (const auto key : builtin_keys) {
        menu_.text_ids.emplace(key, static_cast<text_id>(menu_.text_keys.size()));
        menu_.text_keys.emplace_back(key);
    }
    if (const auto* keys = top.find("keys")) {
        read_keys(*keys);
    }
    // A type that is wrong leaves its bounds unknown.
    const auto told = faults_.size();
    if (const auto* profile = top.find("profile")) {
        read_profile(*profile);
    }
    if (const auto* config = top.find("config")) {
        read_config(*config);
    }
    source_.incomplete = source_.incomplete || faults_.size() > told;
    read_flags(top);
}

void menu_reader::read_languages(const fields& top) {
    for (const auto* language : top.words("languages")) {
        const bool twice = std::any_of(menu_.locales.begin(), menu_.locales.end(),
                                       [&](const auto& l) { return l.language == language->text; });
        if (!is_name(language->text) || twice) {
            fault(*language, twice
                                 ? fmt::format("the language '{}' is listed twice", language->text)
                                 : fmt::format("'{}' is not the code of a language, such as fr",
                                               language->text));
            continue;
        }
        menu_.locales.emplace_back().language = language->text;
    }
}

void menu_reader::read_keys(const node& keys) {
    const auto f = shaped(keys, language::keys(), "'keys'");
    const std::array<std::pair<const char*, std::string*>, 4> all{
        {{"back", &menu_.keys.back},
         {"home", &menu_.keys.home},
         {"next", &menu_.keys.next},
         {"previous", &menu_.keys.previous}}};
    std::set<std::string> met;
    for (const auto& [name, key] : all) {
        *key = f.text(name);
        const auto* written = f.find(name);
        const node& where = written ? *written : keys;
        if (!dialled_key(*key) || *key == "1" || *key == "2") {
            fault(where,
                  fmt::format("the key '{}' must be one to four digits, and not 1 or 2", *key));
        }
        if (!met.insert(*key).second) {
            fault(where, fmt::format("the key '{}' has two meanings", *key));
        }
    }
}

void menu_reader::read_profile(const node& profile) {
    menu_.profile = document::read_value_types(profile, "'profile'", source_.file, faults_);
    for (const auto& [name, type] : profile.entries) {
        if (name.text == "language") {
            fault(name, "'language' is kept for each phone number anyway");
            menu_.profile.erase("language");
        } else {
            source_.profile.push_back({name.text, place_of(name)});
        }
    }
}

void menu_reader::read_config(const node& config) {
    for (const auto& [name, n] : config.entries) {
        const auto what = fmt::format("'{}' of 'config'", name.text);
        if (!is_name(name.text)) {
            fault(name, fmt::format("'{}' cannot name a value of the configuration", name.text));
            continue;
        }
        const auto type =
            document::read_value_type(n, what, source_.file, faults_, language::config_value());
        source_.config.push_back({name.text, place_of(name)});
        menu_.config.emplace(name.text, type);
        const auto* otherwise = n.find("default");
        if (!otherwise) {
            continue;
        }
        boost::json::value v = boost::json::string(otherwise->text);
        if (core::is_number(type.kind)) {
            const auto number = exact_number(otherwise->text);
            v = number ? number->to_json() : boost::json::value{};
        } else if (type.kind != core::value_kind::text) {
            v = value(*otherwise).literal;
        }
        if (!otherwise->is_scalar() || !fits(v, type)) {
            const auto number = decimal::of(v);
            const bool fine =
                type.kind == core::value_kind::amount && number && number->places() > type.decimals;
            fault(*otherwise,
                  fmt::format("the default of {} is not {} within its bounds{}", what,
                              core::phrase_of(type.kind),
                              fine ? fmt::format(": its 'decimals' are {}", type.decimals)
                                   : std::string{}));
        } else {
            menu_.config_defaults[name.text] = std::move(v);
        }
    }
}

void menu_reader::read_flags(const fields& top) {
    for (const auto* flag : top.words("flags")) {
        if (!is_name(flag->text)) {
            fault(*flag, fmt::format("'{}' cannot name a flag", flag->text));
        } else if (!menu_.flags.insert(flag->text).second) {
            fault(*flag, fmt::format("the flag '{}' is listed twice", flag->text));
        } else {
            source_.flags.push_back({flag->text, place_of(*flag)});
        }
    }
}

void menu_reader::read_failures(const node& failures) {
    what_ = "'failures'";
    flow_ = whole_menu;
    current_ = no_screen;
    const auto f = shaped(failures, language::failures(), what_);
    const auto edges = source_.edges.size();
    // The text counts as used; screens for it are made by the calls that lead there.
    const auto check = [&](const node& to) {
        if (to.is_map()) {
            if (const auto said = said_in(to)) {
                text_numbered(*said->second);
            }
        } else {
            target(to, false);
        }
    };
    const auto* otherwise = f.find("otherwise");
    for (std::size_t i = 0; i < failures_.size(); ++i) {
        const auto* to = f.find(core::name_of(static_cast<core::call_failure>(i)));
        if (to) {
            check(*to);
        }
        failures_[i] = to ? to : otherwise;
    }
    if (otherwise) {
        check(*otherwise);
    }
    // They are ways only from the calls that use them.
    source_.edges.resize(edges);
}

void menu_reader::read_start(const fields& top) {
    const auto* start = top.find("start");
    if (!start) {
        return;
    }
    what_ = "the menu";
    flow_ = whole_menu;
    current_ = no_screen;
    source_.start = place_of(*start);
    const auto edges = source_.edges.size();
    const auto id = target(*start, true);
    source_.edges.resize(edges);
    if (id < menu_.screens.size()) {
        menu_.flows[whole_menu].start = id;
        if (!menu_.screens[id].interactive()) {
            fault(*start,
                  fmt::format("the start screen '{}' must wait for a key: choose, ask, list, show "
                              "or confirm",
                              start->text));
        }
    }
}

} // namespace yeelen::menu

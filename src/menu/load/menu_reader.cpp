#include "menu/load/menu_reader.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace yeelen::menu {

namespace {

constexpr std::int64_t language_version = 1;
constexpr std::array<std::string_view, 11> kinds{
    "choose", "ask", "list", "show", "confirm", "call", "branch", "set", "sms", "language", "end"};

bool dialled_key(std::string_view key) {
    return !key.empty() && key.size() <= 4 &&
           std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

place place_of(const document::node& n) {
    return {n.line, n.column};
}
place text_place_of(const document::node& n) {
    return {n.line, n.column + (n.quoted ? 1 : 0)};
}

void menu_reader::fault(const node& where, std::string message) {
    fault(place_of(where), std::move(message));
}
void menu_reader::fault(place where, std::string message) {
    faults_.push_back({source_.file, where.line, where.column, std::move(message)});
}

void menu_reader::read(const node& root) {
    fields top{root, "the menu", source_.file, faults_};
    read_header(top);
    if (const auto* screens = top.required("screens")) {
        name_screens(*screens);
        if (const auto* failures = top.optional("failures")) {
            read_failures(*failures);
        }
        for (const auto& [name, body] : screens->entries) {
            read_screen(name, body);
        }
    }
    if (const auto* start = top.required("start")) {
        what_ = "the menu";
        current_ = no_screen;
        source_.start = place_of(*start);
        const auto id = target(*start, true);
        if (id < menu_.screens.size()) {
            menu_.start = id;
            if (!menu_.screens[id].interactive()) {
                fault(*start,
                      fmt::format(
                          "the start screen '{}' must wait for a key: choose, ask, list, show "
                          "or confirm",
                          start->text));
            }
        }
    }
    top.finish();
}

void menu_reader::read_header(fields& top) {
    const auto* version = top.required("menu_language");
    if (version && document::parse_integer(version->text) != language_version) {
        fault(*version,
              fmt::format("this gateway reads version {} of the menu language", language_version));
    }
    menu_.name = top.required_text("menu");
    tries_ = static_cast<std::uint8_t>(top.integer("tries", 3, 1, 9));
    const auto* languages = top.required("languages");
    for (const auto& language : top.texts("languages")) {
        const bool twice = std::any_of(menu_.locales.begin(), menu_.locales.end(),
                                       [&](const auto& l) { return l.language == language; });
        if (!is_name(language) || twice) {
            fault(*languages,
                  twice ? fmt::format("the language '{}' is listed twice", language)
                        : fmt::format("'{}' is not the code of a language, such as fr", language));
            continue;
        }
        menu_.locales.emplace_back().language = language;
    }
    if (languages && menu_.locales.empty()) {
        fault(*languages, "at least one language is needed; the first is the default");
    }
    for (const auto key : builtin_keys) {
        menu_.text_ids.emplace(key, static_cast<text_id>(menu_.text_keys.size()));
        menu_.text_keys.emplace_back(key);
    }
    if (const auto* keys = top.optional("keys")) {
        read_keys(*keys);
    }
    if (const auto* profile = top.optional("profile")) {
        for (const auto& item : profile->items) {
            if (!is_name(item.text) || item.text == "language") {
                fault(item, fmt::format("'{}' cannot name a value of the profile", item.text));
            }
            source_.profile.emplace_back(item.text, place_of(item));
        }
        if (!profile->is_list()) {
            fault(*profile, "'profile' must be a list of names");
        }
    }
}

void menu_reader::read_keys(const node& keys) {
    fields f{keys, "'keys'", source_.file, faults_};
    const std::array<std::pair<const char*, std::string*>, 4> all{
        {{"back", &menu_.keys.back},
         {"home", &menu_.keys.home},
         {"next", &menu_.keys.next},
         {"previous", &menu_.keys.previous}}};
    std::set<std::string> met;
    for (const auto& [name, key] : all) {
        *key = f.text(name, *key);
        const auto* written = keys.find(name);
        const node& where = written ? *written : keys;
        if (!dialled_key(*key) || *key == "1" || *key == "2") {
            fault(where,
                  fmt::format("the key '{}' must be one to four digits, and not 1 or 2", *key));
        }
        if (!met.insert(*key).second) {
            fault(where, fmt::format("the key '{}' has two meanings", *key));
        }
    }
    f.finish();
}

void menu_reader::read_failures(const node& failures) {
    what_ = "'failures'";
    current_ = no_screen;
    fields f{failures, what_, source_.file, faults_};
    for (std::size_t i = 0; i < failures_.size(); ++i) {
        if (const auto* to = f.optional(core::name_of(static_cast<core::call_failure>(i)))) {
            failures_[i] = target(*to, false);
            failure_places_[i] = place_of(*to);
        }
    }
    if (const auto* rest = f.optional("otherwise")) {
        const auto to = target(*rest, false);
        for (std::size_t i = 0; i < failures_.size(); ++i) {
            if (!failures_[i]) {
                failures_[i] = to;
                failure_places_[i] = place_of(*rest);
            }
        }
    }
    f.finish();
    // They are ways only from the calls that use them.
    std::erase_if(source_.edges, [](const edge& e) { return e.from == no_screen; });
}

void menu_reader::name_screens(const node& screens) {
    if (!screens.is_map()) {
        fault(screens, "'screens' must be a map: each screen under its name");
    }
    for (const auto& [name, body] : screens.entries) {
        const auto& reserved = reserved_names();
        if (!is_name(name.text) ||
            std::find(reserved.begin(), reserved.end(), name.text) != reserved.end()) {
            fault(name, fmt::format("'{}' cannot name a screen", name.text));
        }
        menu_.screen_ids.emplace(name.text, static_cast<screen_id>(menu_.screens.size()));
        menu_.screens.push_back({.name = name.text,
                                 .place = place_of(name),
                                 .first = {},
                                 .tries = tries_,
                                 .body = show_screen{}});
    }
}

void menu_reader::read_screen(const node& name, const node& body) {
    using reader = screen_body (menu_reader::*)(fields&, const node&);
    static constexpr std::array<reader, 11> readers{
        &menu_reader::read_choose,   &menu_reader::read_ask,     &menu_reader::read_list,
        &menu_reader::read_show,     &menu_reader::read_confirm, &menu_reader::read_call,
        &menu_reader::read_branch,   &menu_reader::read_set,     &menu_reader::read_sms,
        &menu_reader::read_language, &menu_reader::read_end};
    current_ = menu_.screen_ids.find(name.text)->second;
    what_ = fmt::format("screen '{}'", name.text);
    const auto not_read = [this] { source_.incomplete = true; };
    if (!body.is_map()) {
        not_read();
        fault(name, fmt::format("{} must be a map of 'name: value' lines", what_));
        return;
    }
    // `language:` is a kind, `set:` too, unless another kind comes first.
    std::optional<std::size_t> kind;
    for (const auto& [key, value] : body.entries) {
        const auto* found = std::find(kinds.begin(), kinds.end(), key.text);
        if (found == kinds.end()) {
            continue;
        }
        if (kind) {
            not_read();
            fault(key, fmt::format("{} is already a '{}': it cannot be a '{}' as well", what_,
                                   kinds[*kind], key.text));
            return;
        }
        kind = static_cast<std::size_t>(found - kinds.begin());
    }
    if (!kind && (body.find("remember") || body.find("forget"))) {
        kind = 7; // a set that only remembers
    }
    if (!kind) {
        not_read();
        std::vector<std::string> names{kinds.begin(), kinds.end()};
        const auto* first = body.entries.empty() ? &name : &body.entries.front().key;
        fault(*first, fmt::format("{} has no kind: one of {} must stand in it{}", what_,
                                  fmt::join(kinds, ", "), core::suggestion(first->text, names)));
        return;
    }
    fields f{body, what_, source_.file, faults_};
    const node none;
    const auto* word = f.optional(kinds[*kind]);
    std::optional<guard> first;
    if (const auto* g = f.optional("first")) {
        fields gf{*g, fmt::format("'first' of {}", what_), source_.file, faults_};
        const auto* unless = gf.required("unless");
        auto when = unless ? condition(*unless) : std::nullopt;
        const auto go = required_target(gf, "go", false);
        gf.finish();
        if (when) {
            first = guard{std::move(*when), go};
        }
    }
    const auto tries = static_cast<std::uint8_t>(f.integer("tries", tries_, 1, 9));
    auto read = (this->*readers[*kind])(f, word ? *word : none);
    f.finish();
    auto& screen = menu_.screens[current_];
    screen.first = std::move(first);
    screen.tries = tries;
    screen.body = std::move(read);
}

} // namespace yeelen::menu

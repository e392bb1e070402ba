#include "menu/load/menu_reader.hpp"

#include "menu/load/language.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

place place_of(const document::node& n) {
    return {n.line, n.column};
}
place text_place_of(const document::node& n) {
    return {n.line, n.column + (n.quoted ? 1 : 0)};
}

bool dialled_key(std::string_view key) noexcept {
    return !key.empty() && key.size() <= 4 &&
           std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
}

menu_reader::fields menu_reader::shaped(const node& map, const document::shape& declared,
                                        std::string what) {
    const auto told = faults_.size();
    fields f{map, declared, std::move(what), source_.file, faults_};
    source_.incomplete = source_.incomplete || faults_.size() > told;
    return f;
}

void menu_reader::read(const node& root) {
    const auto top = shaped(root, language::head(), "the menu");
    menu_.flows.emplace_back();
    source_.absent = {.screens = !top.has("screens"),
                      .flows = !top.has("flows"),
                      .failures = !top.has("failures"),
                      .profile = !top.has("profile"),
                      .config = !top.has("config"),
                      .flags = !top.has("flags"),
                      .told = source_.incomplete};
    read_header(top);
    const auto* screens = top.find("screens");
    const auto* flows = top.find("flows");
    if (screens) {
        name_screens(*screens);
    }
    if (flows) {
        name_flows(*flows);
    }
    declared_ = static_cast<screen_id>(menu_.screens.size());
    if (const auto* failures = top.find("failures")) {
        read_failures(*failures);
    }
    if (screens) {
        flow_ = whole_menu;
        read_screens(*screens);
        read_start(top);
    }
    for (flow_id id = 1; flows && id < menu_.flows.size(); ++id) {
        read_flow(id, *flows->find(menu_.flows[id].name));
    }
    if (const auto* aliases = top.find("aliases")) {
        read_aliases(*aliases);
    }
    check_flows();
    connect_flows();
    std::vector<std::string> locks;
    for (const auto& lock : source_.locks) {
        locks.push_back(lock.name);
    }
    for (const auto& [name, where, screen] : unlocks_) {
        if (!locks_.contains(name)) {
            fault(where,
                  fmt::format("no screen locks '{}'{}", name, core::suggestion(name, locks)));
        }
    }
}

std::string menu_reader::screen_name(std::string_view name) const {
    return flow_ == whole_menu ? std::string{name}
                               : fmt::format("{}.{}", menu_.flows[flow_].name, name);
}

void menu_reader::name_screens(const node& screens) {
    for (const auto& [name, body] : screens.entries) {
        const auto& reserved = reserved_names();
        if (!is_name(name.text) ||
            std::find(reserved.begin(), reserved.end(), name.text) != reserved.end()) {
            fault(name, fmt::format("'{}' cannot name a screen", name.text));
        }
        const auto whole = screen_name(name.text);
        menu_.screen_ids.emplace(whole, static_cast<screen_id>(menu_.screens.size()));
        menu_.screens.push_back({.name = whole,
                                 .flow = flow_,
                                 .place = place_of(name),
                                 .first = {},
                                 .tries = tries_,
                                 .body = show_screen{}});
    }
}

void menu_reader::read_screens(const node& screens) {
    for (const auto& [name, body] : screens.entries) {
        read_screen(name, body);
    }
}

/// The field of `body` that says its kind; `set` also by its other fields. Told where there is none
/// or more than one.
const std::string* menu_reader::kind_of(const node& name, const node& body) {
    const std::string* kind = nullptr;
    for (const auto& [key, value] : body.entries) {
        if (!language::kind_of(key.text)) {
            continue;
        }
        if (kind) {
            fault(key, fmt::format("{} is already a '{}': it cannot be a '{}' as well", what_,
                                   *kind, key.text));
            return nullptr;
        }
        kind = &key.text;
    }
    if (kind) {
        return kind;
    }
    for (const auto& k : language::kinds()) {
        for (const auto& also : document::words_of(k.also)) {
            if (body.find(also)) {
                static const std::string set{"set"};
                return &set;
            }
        }
    }
    const auto* first = body.entries.empty() ? &name : &body.entries.front().key;
    const auto names = language::kind_names();
    fault(*first, fmt::format("{} has no kind: one of {} must stand in it{}", what_,
                              fmt::join(names, ", "), core::suggestion(first->text, names)));
    return nullptr;
}

void menu_reader::read_screen(const node& name, const node& body) {
    using reader = screen_body (menu_reader::*)(const fields&, const node&);
    static const std::map<std::string_view, reader> readers{
        {"choose", &menu_reader::read_choose},   {"ask", &menu_reader::read_ask},
        {"list", &menu_reader::read_list},       {"show", &menu_reader::read_show},
        {"confirm", &menu_reader::read_confirm}, {"call", &menu_reader::read_call},
        {"pay", &menu_reader::read_pay},         {"branch", &menu_reader::read_branch},
        {"set", &menu_reader::read_set},         {"lock", &menu_reader::read_lock},
        {"sms", &menu_reader::read_sms},         {"language", &menu_reader::read_language},
        {"use", &menu_reader::read_use},         {"return", &menu_reader::read_return},
        {"end", &menu_reader::read_end}};
    const auto id = menu_.screen_ids.find(screen_name(name.text))->second;
    current_ = id;
    what_ = flow_ == whole_menu
                ? fmt::format("screen '{}'", name.text)
                : fmt::format("screen '{}' of the flow '{}'", name.text, menu_.flows[flow_].name);
    if (!body.is_map()) {
        source_.incomplete = true;
        fault(name, fmt::format("{} must be a map of 'name: value' lines", what_));
        return;
    }
    const auto* kind = kind_of(name, body);
    if (!kind) {
        source_.incomplete = true;
        return;
    }
    const auto f = shaped(body, language::shape_of(*kind), what_);
    const node none;
    const auto* word = f.find(*kind);
    auto first = read_guard(f);
    auto read = (this->*readers.at(*kind))(f, word ? *word : none);
    auto& screen = menu_.screens[id];
    screen.first = std::move(first);
    screen.tries = static_cast<std::uint8_t>(f.integer("tries", tries_));
    screen.body = std::move(read);
}

std::optional<guard> menu_reader::read_guard(const fields& f) {
    const auto* first = f.find("first");
    if (!first) {
        return std::nullopt;
    }
    const auto g = shaped(*first, language::guard(), fmt::format("'first' of {}", what_));
    const auto* unless = g.find("unless");
    const auto* use = g.find("use");
    auto when = unless ? read_expression(*unless, wanted::condition) : std::nullopt;
    const auto flow = use ? flow_named(*use) : std::nullopt;
    if (!flow) {
        return std::nullopt;
    }
    auto with = given_to(*flow, g.find("with"), *use);
    uses_.push_back({current_, flow_, *flow, current_, place_of(*use)});
    return when ? std::optional{guard{std::move(*when), *flow, std::move(with)}} : std::nullopt;
}

} // namespace yeelen::menu

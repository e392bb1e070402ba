// One function for each kind of screen that goes on by itself or ends: its fields.
#include "menu/load/language.hpp"
#include "menu/load/menu_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

screen_body menu_reader::read_branch(const fields&, const node& word) {
    branch_screen b;
    const auto what = fmt::format("a case of {}", what_);
    for (const auto& item : word.items) {
        const bool last = &item == &word.items.back();
        const bool otherwise = item.find("else") && (last || !item.find("when"));
        if (otherwise) {
            const auto f =
                shaped(item, language::branch_else(), fmt::format("the last case of {}", what_));
            b.otherwise = needed_target(f, "else", false);
            if (!last) {
                fault(item, fmt::format("'else' must be the last case of {}: those behind it "
                                        "would never be tried",
                                        what_));
            }
            continue;
        }
        if (last && item.is_map()) {
            source_.astray = true;
            fault(item, fmt::format("the last case of {} must be {{ else: ... }}: where to go when "
                                    "no other holds",
                                    what_));
        }
        const auto f = shaped(item, language::branch_case(), what);
        const auto* when = f.find("when");
        auto condition = when ? read_expression(*when, wanted::condition) : std::nullopt;
        const auto to = needed_target(f, "to", false);
        if (condition) {
            b.cases.push_back({std::move(*condition), to});
        }
    }
    return b;
}

screen_body menu_reader::read_set(const fields& f, const node&) {
    set_screen s;
    s.set = assignments(f.find("set"));
    save_all(s.set);
    s.remembered = assignments(f.find("remember"));
    for (const auto& a : s.remembered) {
        source_.remembered.push_back({a.name, a.place, current_, a.value});
    }
    for (const auto* name : f.words("forget")) {
        s.forgotten.push_back(name->text);
        source_.remembered.push_back({name->text, place_of(*name), current_, {}});
    }
    for (const auto* name : f.words("unlock")) {
        s.unlocked.push_back(name->text);
        unlocks_.push_back({name->text, place_of(*name), current_});
    }
    s.to = needed_target(f, "to", false);
    return s;
}

screen_body menu_reader::read_lock(const fields& f, const node& word) {
    lock_screen l{.name = word.text,
                  .after = static_cast<std::uint8_t>(f.integer("after")),
                  .time = std::chrono::duration_cast<std::chrono::minutes>(f.duration("for"))};
    l.to = needed_target(f, "to", false);
    l.locked = needed_target(f, "locked", false);
    if (!is_name(l.name)) {
        fault(word, fmt::format("'{}' is not a name (letters, digits and _)", l.name));
        return l;
    }
    source_.locks.push_back({l.name, place_of(word), current_});
    const auto [first, added] = locks_.emplace(l.name, l);
    if (!added && (first->second.after != l.after || first->second.time != l.time)) {
        fault(word, fmt::format("the lock '{}' has another 'after' or 'for' elsewhere: they must "
                                "be the same",
                                l.name));
    }
    return l;
}

screen_body menu_reader::read_sms(const fields& f, const node& word) {
    return sms_screen{.text = text(word), .to = needed_target(f, "to", false)};
}

screen_body menu_reader::read_language(const fields& f, const node& word) {
    std::vector<std::string> names;
    for (const auto& l : menu_.locales) {
        names.push_back(l.language);
    }
    if (!names.empty() && std::find(names.begin(), names.end(), word.text) == names.end()) {
        fault(word, fmt::format("the menu does not have the language '{}'; it has {}", word.text,
                                fmt::join(names, ", ")));
    }
    return language_screen{.language = word.text, .to = needed_target(f, "to", false)};
}

screen_body menu_reader::read_end(const fields&, const node& word) {
    return end_screen{.text = text(word)};
}

} // namespace yeelen::menu

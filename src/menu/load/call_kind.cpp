// The call: an operation, its arguments, and where each outcome leads.
#include "menu/load/menu_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

screen_body menu_reader::read_call(fields& f, const node& word) {
    call_screen c{.operation = word.text};
    const auto operation = known_.find(c.operation);
    if (operation == known_.end()) {
        std::vector<std::string> names;
        for (const auto& [name, shape] : known_) {
            names.push_back(name);
        }
        fault(word, fmt::format("there is no backend operation '{}'{}", c.operation,
                                core::suggestion(c.operation, names)));
    } else {
        c.once = operation->second.once;
    }
    const auto* arguments = f.optional("arguments");
    c.arguments = assignments(arguments, fmt::format("'arguments' of {}", what_));
    if (operation != known_.end()) {
        const auto& shape = operation->second;
        for (const auto& a : c.arguments) {
            if (!shape.arguments.contains(a.name)) {
                fault(a.place,
                      fmt::format("the operation '{}' has no argument '{}'{}", c.operation, a.name,
                                  core::suggestion(
                                      a.name, {shape.arguments.begin(), shape.arguments.end()})));
            }
        }
        for (const auto& name : shape.arguments) {
            if (std::none_of(c.arguments.begin(), c.arguments.end(),
                             [&](const auto& a) { return a.name == name; })) {
                fault(arguments ? *arguments : word,
                      fmt::format("the operation '{}' wants the argument '{}'", c.operation, name));
            }
        }
    }
    c.save = saved(f, "save", false, c.operation, {});
    c.most = static_cast<std::size_t>(f.integer("most", 24, 1, 90));
    c.ok = required_target(f, "ok", false);
    read_failed(c, f.optional("failed"), word);
    const auto* late = f.optional("late");
    if (late) {
        fields lf{*late, fmt::format("'late' of {}", what_), source_.file, faults_};
        c.late_sms = required_text(lf, "sms");
        if (const auto* refused = lf.optional("refused")) {
            c.late_refused = text(*refused);
        }
        lf.finish();
    } else if (c.once) {
        fault(
            word,
            fmt::format(
                "the operation '{}' is carried out once, maybe after the session: 'late' must say "
                "by which SMS the customer then hears of it",
                c.operation));
    }
    return c;
}

void menu_reader::read_failed(call_screen& c, const node* failed, const node& where) {
    std::optional<screen_id> otherwise;
    if (failed) {
        fields f{*failed, fmt::format("'failed' of {}", what_), source_.file, faults_};
        for (std::size_t i = 0; i < c.failed.size(); ++i) {
            if (const auto* to = f.optional(core::name_of(static_cast<core::call_failure>(i)))) {
                c.failed[i] = target(*to, false);
            }
        }
        if (const auto* to = f.optional("otherwise")) {
            otherwise = target(*to, false);
        }
        f.finish();
    }
    std::string missing;
    for (std::size_t i = 0; i < c.failed.size(); ++i) {
        const auto name = core::name_of(static_cast<core::call_failure>(i));
        if (failed && failed->find(name)) {
            continue;
        }
        if (otherwise) {
            c.failed[i] = *otherwise;
        } else if (failures_[i]) {
            c.failed[i] = *failures_[i];
            source_.edges.push_back({current_, *failures_[i], failure_places_[i], false});
        } else {
            missing += fmt::format("{}{}", missing.empty() ? "" : ", ", name);
        }
    }
    if (!missing.empty()) {
        fault(failed ? *failed : where, fmt::format("{} does not say where to go when the call "
                                                    "fails with: {} ('failed', with 'otherwise' "
                                                    "for the rest)",
                                                    what_, missing));
    }
}

} // namespace yeelen::menu

// Calls and payments: an operation, its arguments, and where each outcome leads.
#include "menu/load/language.hpp"
#include "menu/load/menu_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

backend_request menu_reader::read_request(const fields& f, const node& word) {
    backend_request r{.operation = word.text};
    r.most = f.find("most") ? static_cast<std::size_t>(f.integer("most")) : 0;
    const auto known = known_.find(r.operation);
    value_save as{.operation = r.operation};
    if (known == known_.end()) {
        std::vector<std::string> names;
        for (const auto& [name, shape] : known_) {
            names.push_back(name);
        }
        fault(word, fmt::format("there is no backend operation '{}'{}", r.operation,
                                core::suggestion(r.operation, names)));
    } else {
        r.once = known->second.once;
        r.answer = core::plain(core::value_kind::record);
        r.answer.fields = known->second.answer;
        as.type = r.answer;
        for (auto& [name, type] : as.type->fields) {
            if (r.most != 0 && type.kind == core::value_kind::list) {
                type.most = std::min(type.most, static_cast<std::int64_t>(r.most));
            }
        }
    }
    read_arguments(r, f, word);
    r.save = saved(f, "save", std::move(as));
    read_late(r, f);
    return r;
}

void menu_reader::read_arguments(backend_request& r, const fields& f, const node& word) {
    const auto* written = f.find("arguments");
    r.arguments = assignments(written);
    const auto known = known_.find(r.operation);
    if (known == known_.end()) {
        return;
    }
    const auto& shape = known->second;
    std::vector<std::string> names;
    for (const auto& [name, type] : shape.arguments) {
        names.push_back(name);
        if (!type.optional && std::none_of(r.arguments.begin(), r.arguments.end(),
                                           [&](const auto& a) { return a.name == name; })) {
            fault(written ? *written : word,
                  fmt::format("the operation '{}' wants the argument '{}'", r.operation, name));
        }
    }
    for (const auto& a : r.arguments) {
        const auto type = shape.arguments.find(a.name);
        if (type == shape.arguments.end()) {
            fault(a.place, fmt::format("the operation '{}' has no argument '{}'{}", r.operation,
                                       a.name, core::suggestion(a.name, names)));
        } else {
            source_.given.push_back({a.value, type->second,
                                     fmt::format("the argument '{}' of '{}'", a.name, r.operation),
                                     current_});
        }
    }
}

void menu_reader::read_late(backend_request& r, const fields& f) {
    if (const auto* late = f.find("late")) {
        const auto lf = shaped(*late, language::late(), fmt::format("'late' of {}", what_));
        r.late_sms = needed_text(lf, "sms");
        r.late_refused = maybe_text(lf, "refused", no_text);
    }
}

screen_body menu_reader::read_call(const fields& f, const node& word) {
    call_screen c{.request = read_request(f, word)};
    c.ok = needed_target(f, "ok", false);
    read_failed(c, f.find("failed"), word);
    if (c.request.once && !f.map().find("late")) {
        fault(word, fmt::format("the operation '{}' is carried out once, maybe after the session: "
                                "'late' must say by which SMS the customer then hears of it",
                                c.request.operation));
    }
    return c;
}

screen_body menu_reader::read_pay(const fields& f, const node& word) {
    pay_screen p{.text = needed_text(f, "text"), .request = read_request(f, word)};
    if (known_.contains(p.request.operation) && !p.request.once) {
        fault(word, fmt::format("the operation '{}' is not marked 'once' in config/backends: it "
                                "cannot be paid with",
                                p.request.operation));
    }
    return p;
}

void menu_reader::read_failed(call_screen& c, const node* failed, const node& where) {
    std::array<const node*, 6> own{};
    const node* otherwise = nullptr;
    if (failed) {
        const auto f = shaped(*failed, language::failures(), fmt::format("'failed' of {}", what_));
        for (std::size_t i = 0; i < own.size(); ++i) {
            own[i] = f.find(core::name_of(static_cast<core::call_failure>(i)));
        }
        otherwise = f.find("otherwise");
    }
    std::optional<screen_id> rest;
    std::string missing, unknown;
    for (std::size_t i = 0; i < own.size(); ++i) {
        if (own[i]) {
            c.failed[i] = target(*own[i], false);
        } else if (otherwise) {
            rest = rest ? rest : std::optional{target(*otherwise, false)};
            c.failed[i] = *rest;
        } else if (c.request.once && core::uncertain(static_cast<core::call_failure>(i))) {
            unknown += fmt::format("{}{}", unknown.empty() ? "" : ", ",
                                   core::name_of(static_cast<core::call_failure>(i)));
        } else if (!failures_[i]) {
            missing += fmt::format("{}{}", missing.empty() ? "" : ", ",
                                   core::name_of(static_cast<core::call_failure>(i)));
        } else if (flow_ != whole_menu && !failures_[i]->is_map()) {
            fault(failed ? *failed : where,
                  fmt::format("{} must say itself where to go when the call fails with {}: the "
                              "menu's 'failures' lead to its own screen '{}', outside the flow",
                              what_, core::name_of(static_cast<core::call_failure>(i)),
                              failures_[i]->text));
        } else {
            // What is wrong there was told once, at the menu's `failures`.
            const auto told = faults_.size();
            c.failed[i] = target(*failures_[i], false);
            faults_.resize(told);
        }
    }
    if (!unknown.empty()) {
        fault(failed ? *failed : where,
              fmt::format("{} must say itself ('failed') where to go after: {}. The operation '{}' "
                          "is carried out once: it may have been done all the same, and is tried "
                          "again until that is known, so 'try again later' would be wrong",
                          what_, unknown, c.request.operation));
    }
    if (!missing.empty() && !(source_.absent.failures && source_.absent.told)) {
        fault(failed ? *failed : where, fmt::format("{} does not say where to go when the call "
                                                    "fails with: {} ('failed', with 'otherwise' "
                                                    "for the rest)",
                                                    what_, missing));
    }
}

} // namespace yeelen::menu

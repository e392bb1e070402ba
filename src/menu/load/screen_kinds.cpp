// One function for each kind of screen: its fields.
#include "menu/load/menu_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

screen_body menu_reader::read_choose(fields& f, const node& word) {
    choose_screen c{.text = text(word), .options = {}};
    if (const auto* options = f.required("options")) {
        if (!options->is_list() || options->items.empty()) {
            fault(*options,
                  fmt::format("'options' of {} must be a list with at least one option", what_));
        }
        for (const auto& item : options->items) {
            c.options.push_back(read_option(item));
        }
    }
    check_option_keys(c.options);
    return c;
}

option menu_reader::read_option(const node& item) {
    option o;
    o.place = place_of(item);
    fields f{item, fmt::format("an option of {}", what_), source_.file, faults_};
    o.key = f.required_text("key");
    if (const auto* key = item.find("key")) {
        o.place = place_of(*key);
    }
    o.text = required_text(f, "text");
    o.to = required_target(f, "to", true);
    if (const auto* then = f.optional("then")) {
        o.then = target(*then, true);
        if (o.then == return_screen) {
            fault(*then, "'then' says where 'return' leads: it must be a screen");
        }
    }
    if (const auto* when = f.optional("when")) {
        o.when = condition(*when);
    }
    const auto* set = f.optional("set");
    o.set = assignments(set, fmt::format("'set' of an option of {}", what_));
    for (const auto& a : o.set) {
        save(a.name, a.place, {}, {});
    }
    f.finish();
    return o;
}

void menu_reader::check_option_keys(const std::vector<option>& options) {
    const auto& k = menu_.keys;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const auto& o = options[i];
        const std::string* meaning = nullptr;
        static const std::array<std::string, 4> meanings{"back", "home", "next", "previous"};
        const std::array<const std::string*, 4> keys{&k.back, &k.home, &k.next, &k.previous};
        for (std::size_t m = 0; m < keys.size(); ++m) {
            meaning = *keys[m] == o.key ? &meanings[m] : meaning;
        }
        if (meaning) {
            fault(o.place, fmt::format("the key '{}' of {} already means '{}' everywhere", o.key,
                                       what_, *meaning));
        }
        const bool typed =
            !o.key.empty() && o.key.size() <= 4 &&
            std::all_of(o.key.begin(), o.key.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!typed && !o.key.empty()) {
            fault(o.place,
                  fmt::format("the key '{}' of {} must be one to four digits", o.key, what_));
        }
        const auto earlier =
            std::find_if(options.begin(), options.begin() + static_cast<std::ptrdiff_t>(i),
                         [&](const auto& e) { return e.key == o.key && !e.when && !o.when; });
        if (earlier != options.begin() + static_cast<std::ptrdiff_t>(i) && !o.key.empty()) {
            fault(o.place, fmt::format("the key '{}' of {} is taken (first on line {})", o.key,
                                       what_, earlier->place.line));
        }
    }
}

screen_body menu_reader::read_ask(fields& f, const node& word) {
    ask_screen a{.text = text(word)};
    const auto type = f.choice("type", {"text", "digits", "amount", "phone", "date"});
    a.type = type == "text"     ? answer_type::text
             : type == "digits" ? answer_type::digits
             : type == "amount" ? answer_type::amount
             : type == "phone"  ? answer_type::phone
                                : answer_type::date;
    read_bounds(a, f);
    static constexpr std::array<builtin, 5> usual{builtin::expect_text, builtin::expect_digits,
                                                  builtin::expect_amount, builtin::expect_phone,
                                                  builtin::expect_date};
    const auto* expected = f.optional("expected");
    a.expected = expected ? text(*expected) : id_of(usual[static_cast<std::size_t>(a.type)]);
    a.save = saved(f, "save", true, {}, {});
    a.to = required_target(f, "to", true);
    return a;
}

void menu_reader::read_bounds(ask_screen& a, fields& f) {
    a.least = 1;
    a.most = a.type == answer_type::amount ? 100'000'000 : a.type == answer_type::digits ? 20 : 140;
    if (a.type == answer_type::phone || a.type == answer_type::date) {
        return;
    }
    const std::int64_t bound = a.type == answer_type::amount ? 1'000'000'000'000 : 160;
    a.least = f.integer("min", a.least, 1, bound);
    a.most = f.integer("max", a.most, 1, bound);
    if (const auto* max = f.map().find("max"); max && a.most < a.least) {
        fault(*max, fmt::format("'max' of {} is less than its 'min'", what_));
    }
}

screen_body menu_reader::read_list(fields& f, const node& word) {
    list_screen l{.text = text(word)};
    if (const auto* of = f.required("of")) {
        l.place = place_of(*of);
        if (auto p = value_path(*of, false)) {
            l.of = std::move(*p);
        }
    }
    l.item = required_text(f, "item", true);
    l.empty = required_text(f, "empty");
    l.save = saved(f, "save", false, {}, l.of.text());
    if (const auto* to = l.save.empty() ? f.optional("to") : f.required("to")) {
        l.to = target(*to, true);
    }
    return l;
}

screen_body menu_reader::read_show(fields& f, const node& word) {
    show_screen s{.text = text(word)};
    if (const auto* to = f.optional("to")) {
        s.to = target(*to, true);
    }
    return s;
}

screen_body menu_reader::read_confirm(fields& f, const node& word) {
    confirm_screen c{.text = text(word)};
    const auto* yes = f.optional("yes_text");
    const auto* no = f.optional("no_text");
    c.yes_text = yes ? text(*yes) : id_of(builtin::key_yes);
    c.denied_text = no ? text(*no) : id_of(builtin::key_no);
    c.yes = required_target(f, "yes", true);
    c.no = required_target(f, "no", true);
    return c;
}

screen_body menu_reader::read_branch(fields&, const node& word) {
    branch_screen b;
    if (!word.is_list() || word.items.empty()) {
        fault(word, fmt::format(
                        "'branch' of {} must be a list of 'when' and 'to', with 'else' at its end",
                        what_));
        return b;
    }
    for (const auto& item : word.items) {
        fields f{item, fmt::format("a branch of {}", what_), source_.file, faults_};
        if (&item == &word.items.back()) {
            b.otherwise = required_target(f, "else", false);
        } else {
            const auto* when = f.required("when");
            auto parsed = when ? condition(*when) : std::nullopt;
            const auto to = required_target(f, "to", false);
            if (parsed) {
                b.cases.push_back({std::move(*parsed), to});
            }
        }
        f.finish();
    }
    return b;
}

screen_body menu_reader::read_set(fields& f, const node&) {
    set_screen s;
    const auto* set = f.optional("set");
    s.set = assignments(set, fmt::format("'set' of {}", what_));
    for (const auto& a : s.set) {
        save(a.name, a.place, {}, {});
    }
    s.remembered = assignments(f.optional("remember"), fmt::format("'remember' of {}", what_));
    for (const auto& a : s.remembered) {
        source_.remembered.emplace_back(a.name, a.place);
    }
    const auto* forget = f.optional("forget");
    s.forgotten = f.texts("forget");
    for (std::size_t i = 0; i < s.forgotten.size(); ++i) {
        const bool in_list = forget->is_list() && i < forget->items.size();
        source_.remembered.emplace_back(s.forgotten[i],
                                        place_of(in_list ? forget->items[i] : *forget));
    }
    s.to = required_target(f, "to", false);
    return s;
}

screen_body menu_reader::read_sms(fields& f, const node& word) {
    return sms_screen{.text = text(word), .to = required_target(f, "to", false)};
}

screen_body menu_reader::read_language(fields& f, const node& word) {
    std::vector<std::string> names;
    for (const auto& l : menu_.locales) {
        names.push_back(l.language);
    }
    if (std::find(names.begin(), names.end(), word.text) == names.end()) {
        fault(word, fmt::format("the menu does not have the language '{}'; it has {}", word.text,
                                fmt::join(names, ", ")));
    }
    return language_screen{.language = word.text, .to = required_target(f, "to", false)};
}

screen_body menu_reader::read_end(fields&, const node& word) {
    return end_screen{.text = text(word)};
}

} // namespace yeelen::menu

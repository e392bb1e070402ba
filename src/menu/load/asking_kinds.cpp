// One function for each kind of screen that waits for a key: its fields.
#include "menu/load/exclusion.hpp"
#include "menu/load/language.hpp"
#include "menu/load/menu_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

screen_body menu_reader::read_choose(const fields& f, const node& word) {
    choose_screen c{.text = text(word), .options = {}, .listed = {}};
    std::vector<bool> unclear;
    if (const auto* options = f.find("options")) {
        for (const auto& item : options->items) {
            if (!item.find("each")) {
                c.options.push_back(read_option(item));
                unclear.push_back(item.find("when") && !c.options.back().when);
            } else if (c.listed) {
                fault(item, fmt::format("{} has options for each entry of a list already (line {})",
                                        what_, c.listed->place.line));
                read_listed(item); // what it leads to and saves is not missing as well
            } else {
                c.listed = read_listed(item);
                c.listed->before = c.options.size();
            }
        }
    }
    check_option_keys(c.options, unclear);
    return c;
}

option menu_reader::read_option(const node& item) {
    option o;
    const auto f = shaped(item, language::option(), fmt::format("an option of {}", what_));
    o.key = f.text("key");
    const auto* key = f.find("key");
    o.place = place_of(key ? *key : item);
    o.text = needed_text(f, "text");
    o.to = needed_target(f, "to", true);
    if (const auto* when = f.find("when")) {
        o.when = read_expression(*when, wanted::condition);
    }
    o.set = assignments(f.find("set"));
    save_all(o.set);
    return o;
}

listed_options menu_reader::read_listed(const node& item) {
    listed_options l;
    const auto f = shaped(item, language::listed_options(), fmt::format("an option of {}", what_));
    l.place = place_of(item);
    std::optional<expression> of;
    if (const auto* each = f.find("each")) {
        l.place = place_of(*each);
        of = read_expression(*each, wanted::list);
    }
    l.text = item_text(f, "text", of ? &*of : nullptr);
    l.to = needed_target(f, "to", true);
    l.save = saved(f, "save", {.entry_of = of});
    if (of) {
        l.of = std::move(*of);
    }
    return l;
}

void menu_reader::check_option_keys(const std::vector<option>& options,
                                    const std::vector<bool>& unclear) {
    const auto& k = menu_.keys;
    static constexpr std::array<std::string_view, 4> meanings{"back", "home", "next", "previous"};
    const std::array<const std::string*, 4> keys{&k.back, &k.home, &k.next, &k.previous};
    for (std::size_t i = 0; i < options.size(); ++i) {
        const auto& o = options[i];
        for (std::size_t m = 0; m < keys.size(); ++m) {
            if (*keys[m] == o.key) {
                fault(o.place, fmt::format("the key '{}' of {} already means '{}' everywhere",
                                           o.key, what_, meanings[m]));
            }
        }
        if (!dialled_key(o.key) && !o.key.empty()) {
            fault(o.place,
                  fmt::format("the key '{}' of {} must be one to four digits", o.key, what_));
        }
        for (std::size_t e = 0; e < i && !o.key.empty() && !unclear[i]; ++e) {
            const auto& first = options[e];
            if (first.key != o.key || unclear[e] ||
                (first.when && o.when && exclude_one_another(*first.when, *o.when))) {
                continue;
            }
            const bool always = !first.when && !o.when;
            fault(o.place, fmt::format("the key '{}' of {} is taken (first on line {}){}", o.key,
                                       what_, first.place.line,
                                       always ? ""
                                              : ": two options share a key only where their "
                                                "conditions exclude each other, such as "
                                                "'when: x' and 'when: not (x)'"));
            break;
        }
    }
}

screen_body menu_reader::read_list(const fields& f, const node& word) {
    list_screen l{.text = text(word)};
    std::optional<expression> of;
    if (const auto* n = f.find("of")) {
        l.place = place_of(*n);
        of = read_expression(*n, wanted::list);
    }
    l.item = item_text(f, "item", of ? &*of : nullptr);
    l.empty = needed_text(f, "empty");
    l.save = saved(f, "save", {.entry_of = of});
    l.to = needed_target(f, "to", true);
    if (!l.save.empty() && !f.map().find("to")) {
        fault(f.map(), fmt::format("{} lacks 'to': where the chosen entry leads", what_));
    }
    if (of) {
        l.of = std::move(*of);
    }
    return l;
}

screen_body menu_reader::read_show(const fields& f, const node& word) {
    return show_screen{.text = text(word), .to = needed_target(f, "to", true)};
}

screen_body menu_reader::read_confirm(const fields& f, const node& word) {
    confirm_screen c{.text = text(word)};
    c.yes_text = maybe_text(f, "yes_text", id_of(builtin::key_yes));
    c.denied_text = maybe_text(f, "no_text", id_of(builtin::key_no));
    c.yes = needed_target(f, "yes", true);
    c.no = needed_target(f, "no", true);
    return c;
}

} // namespace yeelen::menu

// The ask: what is taken for an answer. Aliases take their values the same way.
#include "menu/load/language.hpp"
#include "menu/load/menu_reader.hpp"
#include "menu/walk/answer_pattern.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

namespace {

struct type_row {
    std::string_view name;
    answer_type type;
    builtin expected;
    std::int64_t least; ///< unless the menu says: characters, of an amount its value
    std::int64_t most;
    std::int64_t bound; ///< of what the menu may say
};
/// In the order of answer_type.
constexpr std::array<type_row, 8> types{{
    {"text", answer_type::text, builtin::expect_text, 1, 140, 160},
    {"digits", answer_type::digits, builtin::expect_digits, 1, 20, 40},
    {"amount", answer_type::amount, builtin::expect_amount, 1, 100'000'000, 1'000'000'000'000},
    {"phone", answer_type::phone, builtin::expect_phone, 1, 15, 15},
    {"date", answer_type::date, builtin::expect_date, 10, 10, 10},
    {"meter", answer_type::meter, builtin::expect_meter, 7, 13, 20},
    {"pin", answer_type::pin, builtin::expect_pin, 4, 6, 12},
    {"pattern", answer_type::pattern, builtin::expect_pattern, 1, 40, 160},
}};

} // namespace

core::value_type type_of(const ask_screen& a) {
    auto type = core::plain(a.type == answer_type::amount ? core::value_kind::amount
                            : a.type == answer_type::date ? core::value_kind::date
                                                          : core::value_kind::text);
    if (a.type != answer_type::date) {
        type.least = a.least;
        type.most = a.most;
    }
    type.decimals = a.decimals;
    return type;
}

void menu_reader::read_bounds(ask_screen& a, const fields& f) {
    const auto name = f.text("type");
    const auto* row =
        std::find_if(types.begin(), types.end(), [&](const auto& t) { return t.name == name; });
    if (row == types.end()) {
        row = types.begin();
    }
    a.type = row->type;
    a.expected = id_of(row->expected);
    a.decimals = a.type == answer_type::amount ? f.integer("decimals") : 0;
    a.least = f.integer("min", row->least);
    a.most = f.integer("max", f.has("min") ? std::max(row->most, a.least) : row->most);
    if (!f.has("min")) {
        a.least = std::min(a.least, a.most);
    }
    for (const std::string_view bound : {"min", "max"}) {
        if (const auto* n = f.find(bound);
            n && document::parse_integer(n->text).value_or(0) > row->bound) {
            fault(*n, fmt::format("'{}' of {} is at most {}", bound, f.what(), row->bound));
        }
    }
    if (const auto* max = f.find("max"); max && a.most < a.least) {
        fault(*max, fmt::format("'max' of {} is less than its 'min'", f.what()));
    }
}

screen_body menu_reader::read_ask(const fields& f, const node& word) {
    ask_screen a{.text = text(word)};
    read_bounds(a, f);
    if (const auto* from = f.find("from")) {
        a.from = read_expression(*from, wanted::date);
    }
    if (const auto* until = f.find("until")) {
        a.until = read_expression(*until, wanted::date);
    }
    if (const auto* pattern = f.find("pattern")) {
        auto made = answer_pattern::parse(pattern->text);
        if (made) {
            a.pattern = std::make_shared<const answer_pattern>(std::move(*made));
        } else {
            fault(within(text_place_of(*pattern), true, made.error().offset), made.error().message);
        }
    }
    const auto* luhn = f.find("luhn");
    a.luhn = luhn ? luhn->text == "warn" : a.type == answer_type::meter;
    a.doubt = maybe_text(f, "doubt", a.luhn ? id_of(builtin::doubt_meter) : no_text);
    if (const auto* doubt = f.find("doubt"); doubt && !a.luhn) {
        fault(*doubt, fmt::format("{} doubts nothing: 'doubt' wants 'luhn: warn'", what_));
    }
    a.expected = maybe_text(f, "expected", a.expected);
    a.save = saved(f, "save", {.type = type_of(a), .secret = a.secret()});
    a.to = needed_target(f, "to", true);
    return a;
}

} // namespace yeelen::menu

#include "menu/small_menu.hpp"

#include "document/node.hpp"
#include "menu/load/menu_reader.hpp"
#include <doctest/doctest.h>
#include <fmt/format.h>

namespace menu_test {

using yeelen::core::value_kind;
using yeelen::core::value_type;

namespace {

value_type text(std::int64_t most) {
    return {.kind = value_kind::text, .most = most};
}
value_type optional(value_type t) {
    t.optional = true;
    return t;
}
value_type list_of(std::map<std::string, value_type, std::less<>> fields) {
    auto t = yeelen::core::plain(value_kind::list);
    t.entry.front() = yeelen::core::plain(value_kind::record);
    t.entry.front().fields = std::move(fields);
    return t;
}

} // namespace

const yeelen::menu::operations& small_operations() {
    static const auto all = [] {
        const auto amount = yeelen::core::plain(value_kind::amount);
        const auto date = yeelen::core::plain(value_kind::date);
        yeelen::menu::operations o;
        o["balance"] = {
            .arguments = {{"contract", {}}},
            .answer = {{"amount", amount}, {"currency", text(3)}, {"due_date", optional(date)}}};
        o["invoices"] = {.arguments = {{"contract", {}}},
                         .answer = {{"invoices", list_of({{"number", text(12)},
                                                          {"status", text(10)},
                                                          {"amount", amount}})}}};
        o["find_contract"] = {.arguments = {{"contract", {}}},
                              .answer = {{"contract", text(13)}, {"name", text(30)}}};
        o["check_pin"] = {.arguments = {{"pin", {}}}, .answer = {{"right", {}}}};
        o["buy_token"] = {.arguments = {{"contract", {}}, {"amount", {}}, {"msisdn", {}}},
                          .answer = {{"token", text(20)}},
                          .once = true};
        o["report"] = {.arguments = {{"kind", {}}, {"msisdn", optional({})}},
                       .answer = {{"ticket", text(12)}},
                       .once = true};
        return o;
    }();
    return all;
}

std::string_view builtin_texts() {
    return R"(  key: { back: Back, home: Home, next: Next, previous: Prev, continue: Go on, "yes": "Yes", "no": "No" }
  notice: { choice: No such choice., empty: Nothing typed., long: Too long., place: No such place. }
  expect: { text: Text., digits: "{min} to {max} digits.", amount: An amount., phone: A number., date: A date., meter: A meter., pin: A PIN., pattern: Another form. }
  doubt: { meter: "Is it right?" }
  closing: { timeout: Timeout., overload: Overload., fault: Fault., draining: Draining., tries: Too many tries. }
)";
}

std::string made_locale(const std::string& menu_yaml) {
    std::string out{"texts:\n"};
    out += builtin_texts();
    const auto root = yeelen::document::read_yaml(menu_yaml, "menu.yaml");
    if (!root) {
        return out;
    }
    yeelen::menu::menu_data menu;
    yeelen::menu::menu_source source{.file = "menu.yaml"};
    yeelen::core::faults faults;
    yeelen::menu::menu_reader{menu, source, small_operations(), faults}.read(*root);
    for (std::size_t i = yeelen::menu::builtin_keys.size(); i < menu.text_keys.size(); ++i) {
        out += fmt::format("  {0}: Text {1}\n", menu.text_keys[i], i);
    }
    return out;
}

yeelen::menu::sources with_locales(const std::string& menu_yaml,
                                   const std::vector<std::string>& languages) {
    yeelen::menu::sources files{{"menu.yaml", menu_yaml}};
    for (const auto& language : languages) {
        files[fmt::format("locales/{}.yaml", language)] = made_locale(menu_yaml);
    }
    return files;
}

std::string replaced(std::string_view whole, std::string_view from, std::string_view to) {
    std::string out{whole};
    const auto at = out.find(from);
    REQUIRE_MESSAGE(at != std::string::npos, "the example has no '" << from << "'");
    return out.replace(at, from.size(), to);
}

std::vector<std::string> places(const yeelen::core::faults& faults) {
    std::vector<std::string> all;
    for (const auto& f : faults) {
        all.push_back(fmt::format("{}:{}:{}", f.file, f.line, f.column));
    }
    return all;
}

std::string lines_of(const yeelen::core::faults& faults) {
    std::string all;
    for (const auto& f : faults) {
        all += f.text() + "\n";
    }
    return all;
}

} // namespace menu_test

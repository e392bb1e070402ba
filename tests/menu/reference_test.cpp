// Every example of the reference (menus/README.md) in a menu around it: the screens of each kind,
// and what stands in the column "such as" of each table.
#include "document/value_type_reader.hpp"
#include "menu/language_frame.hpp"
#include "menu/load/language.hpp"
#include "menu/small_menu.hpp"
#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace yeelen;
using menu_test::faults_of;
using menu_test::indented;
using menu_test::whole_example;

namespace {

std::string first_name(std::string_view example) {
    return std::string{example.substr(0, example.find(':'))};
}

/// One screen called "fragment".
std::string screen(const std::string& fields) {
    return "fragment:\n" + indented(fields, 2);
}

void check(const menu_test::frame& f) {
    CHECK(faults_of(f) == "");
}

/// As an item of a list.
std::string item(const std::string& fields) {
    auto out = indented(fields, 4);
    out[2] = '-';
    return out;
}

} // namespace

TEST_CASE("the frame is a menu without fault, and tells the faults of what is put into it") {
    CHECK(faults_of({}) == "");
    CHECK(faults_of({.screens = screen("shw: x\n"), .to = "fragment"}) != "");
    CHECK(faults_of({.screens = screen("show: x\ntoo: y\n"), .to = "fragment"}) != "");
}

TEST_CASE("the examples of all kinds of screen load") {
    for (const auto& kind : menu::language::kinds()) {
        INFO(kind.shape.name);
        const std::string example{kind.example};
        if (kind.flows) {
            check({.screens = screen(fmt::format("use: {}\nto: home\n", first_name(example))),
                   .flows = example,
                   .to = "fragment"});
        } else {
            check({.screens = example, .to = first_name(example), .places = false});
        }
    }
}

TEST_CASE("each field of each kind takes its example") {
    for (const auto& kind : menu::language::kinds()) {
        const auto* typed = kind.shape.find("type");
        const auto types = typed ? document::words_of(typed->words) : std::vector<std::string>{""};
        for (const auto& type : types) {
            INFO(kind.shape.name << " " << type);
            auto fields = whole_example(kind.shape, type);
            if (kind.shape.name == "return") {
                check(
                    {.screens = screen("use: probe\nwith: { found: =found }\nsave: x\nto: home\n"),
                     .flows = "probe:\n  takes: { found: { type: record, fields: { contract: "
                              "{ type: text, max: 13 } } } }\n  gives: { type: text, max: 13 }\n"
                              "  start: done\n  screens:\n    done:\n" +
                              indented(fields, 6),
                     .to = "fragment"});
            } else {
                check({.screens = screen(fields), .to = "fragment"});
            }
        }
    }
}

TEST_CASE("each field of the parts of screens takes its example") {
    using namespace menu::language;
    const std::string call =
        "call: balance\narguments: { contract: =profile.contract }\nok: home\n";
    const std::string pay = "pay: buy_token\ntext: x\narguments: { contract: =profile.contract, "
                            "amount: =amount, msisdn: =msisdn }\n";
    const std::string options = "choose: x\noptions:\n";
    const std::vector<std::pair<const char*, std::string>> all{
        {"failures", call + "failed:\n" + indented(whole_example(failures()), 2)},
        {"first", "show: x\nfirst:\n" + indented(whole_example(guard()), 2)},
        {"option", options + item(whole_example(option()))},
        {"option for each entry", options + item(whole_example(listed_options()))},
        {"case", "branch:\n" + item(whole_example(branch_case())) + "  - else: home\n"},
        {"else", "branch:\n" + item(whole_example(branch_else()))},
        {"late", pay + "late:\n" + indented(whole_example(late()), 2)},
    };
    for (const auto& [name, fields] : all) {
        INFO(name);
        check({.screens = screen(fields), .to = "fragment"});
    }
    for (const auto& f : place().fields) {
        INFO(f.name);
        check({.screens = screen(fmt::format("show: x\nto: {{ {}: {} }}\n", f.name, f.example)),
               .to = "fragment"});
    }
}

TEST_CASE("each field of the head and its parts takes its example") {
    using namespace menu::language;
    std::string fields;
    for (const auto& f : head().fields) {
        if (f.name != "screens" && f.name != "flows") {
            fields += fmt::format("{}: {}\n", f.name, f.example);
        }
    }
    fields +=
        "screens:\n  home:\n    choose: x\n    options:\n      - { key: 1, text: x, to: { end: x "
        "}, when: flag.wallet and exists profile.contract and exists config.helpline }\n"
        "      - { key: 2, text: x, to: invoices }\n  invoices: { show: x }\n";
    const auto loaded = menu::load(menu_test::with_locales(fields, {"fr", "en"}), "",
                                   menu_test::small_operations());
    CHECK_MESSAGE(loaded.has_value(), menu_test::lines_of(loaded.error()) << fields);

    check({.head = "keys:\n" + indented(whole_example(keys()), 2)});
    check({.head = "aliases:\n" + item(whole_example(alias()))});
    for (const auto& type : document::words_of(alias_value().find("type")->words)) {
        INFO(type);
        check({.head = "aliases:\n  - dial: \"8*{x}\"\n    to: home\n    takes:\n      x:\n" +
                       indented(whole_example(alias_value(), type), 8)});
    }
    check({.screens = screen("use: probe\nwith: { why: x }\nsave: got\nto: home\n"),
           .flows = "probe:\n" + indented(whole_example(flow()), 2),
           .to = "fragment"});
    for (const auto& type : document::words_of(document::value_type_shape().find("type")->words)) {
        INFO(type);
        const auto example = whole_example(document::value_type_shape(), type);
        check(
            {.profile = "  probe:\n" + indented(example, 4), .condition = "exists profile.probe"});
    }
    // `config` follows directly behind the profile.
    check({.profile = "config:\n  probe:\n    type: text\n" +
                      indented(whole_example({.fields = config_value().fields}), 4),
           .condition = "exists config.probe"});
    for (const char* name : {"screens", "flows"}) {
        INFO(name);
        const bool flow = std::string_view{name} == "flows";
        const auto menu = fmt::format(
            "menu_language: 2\nmenu: x\nlanguages: [en]\nstart: home\n{}: {}\n{}", name,
            head().find(name)->example,
            flow ? "screens: { home: { choose: x, options: [{ key: 1, text: x, to: hi }] }, "
                   "hi: { use: hello, to: home } }\n"
                 : "");
        const auto one =
            menu::load(menu_test::with_locales(menu, {"en"}), "", menu_test::small_operations());
        CHECK_MESSAGE(one.has_value(), menu_test::lines_of(one.error()) << menu);
    }
}

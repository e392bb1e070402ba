// Scripted conversations: read, run, told apart from what was expected, rewritten.
#include "support/temporary_folder.hpp"
#include "workbench/conversation_check.hpp"
#include "workbench/pump.hpp"
#include "workbench/rewrite.hpp"
#include "workbench/run_conversation.hpp"
#include <array>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

using namespace yeelen;
using namespace yeelen::workbench;
using workbench_test::pump;
using workbench_test::pump_operations;

namespace {

const std::string level_file = workbench_test::pump_folder + "/tests/level.yaml";

std::string text_of(const std::string& file) {
    std::ifstream in{file};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

conversation read(const std::string& file) {
    auto c = read_conversation(file);
    if (!c) {
        for (const auto& fault : c.error()) {
            FAIL_CHECK(fault.text());
        }
        throw std::runtime_error{"faults"};
    }
    return std::move(*c);
}

} // namespace

TEST_CASE("a conversation that goes as expected") {
    coverage seen;
    const auto result = run(read(level_file), pump(), seen);
    for (const auto& f : result.failures) {
        FAIL_CHECK(f.message);
    }
    const auto r = report(*pump(), seen);
    CHECK(r.screens_met == 3); // home, level, shown
    CHECK(r.not_met.size() == r.screens - 3);
}

TEST_CASE("what is not as expected is told at its line") {
    struct row {
        const char* name;
        const char* from;
        const char* to;
        std::size_t line;
        const char* says;
    };
    const std::array rows{
        row{"another screen", "2 Pay\n", "2 Buy\n", 6, "another screen"},
        row{"a part is missing", "Level 42", "Level 43", 13, "does not say 'Level 43 %'"},
        row{"another argument", "calls: { level: { phone: \"233201234567\" } }",
            "calls: { level: { phone: \"1\" } }", 10, "was called with"},
        row{"no answer is given", "backend: { level: { percent: 42 } }",
            "backend: { pay: timeout }", 10, "has no answer for it"},
        row{"an answer that nothing asks for", "level: { percent: 42 }",
            "level: { percent: 42 }, pay: timeout", 10, "was not called"},
        row{"an SMS that does not come", "    contains: Level 42 %",
            "    contains: Level 42 %\n    sms: [Hello]", 14, "did not come"},
        row{"the session goes on", "- type: 1", "- type: 1\n    ends: true", 10,
            "should have ended"},
        row{"a key after the end", "    expect: Timed out.\n    ends: true\n", "  - type: 1\n", 15,
            "nothing can be typed"},
    };
    const test::temporary_folder folder;
    for (const auto& r : rows) {
        CAPTURE(r.name);
        const auto file = (folder.path() / "one.yaml").string();
        std::ofstream{file} << replaced(text_of(level_file), r.from, r.to);
        coverage seen;
        const auto result = run(read(file), pump(), seen);
        REQUIRE(!result.failures.empty());
        CHECK(result.failures.front().where.line == r.line);
        CHECK_MESSAGE(result.failures.front().message.find(r.says) != std::string::npos,
                      result.failures.front().message);
    }
}

TEST_CASE("faults of form are told all at once") {
    const test::temporary_folder folder;
    const auto file = (folder.path() / "one.yaml").string();
    std::ofstream{file} << "test: x\nphone: abc\ndate: 2026-02-30\nsteps:\n  - dail: 1\n"
                           "  - type: 1\n    backend: { level: timeuot }\n";
    const auto c = read_conversation(file);
    REQUIRE(!c);
    std::vector<std::size_t> lines;
    for (const auto& fault : c.error()) {
        lines.push_back(fault.line);
    }
    for (const std::size_t line : {2u, 3u, 5u, 7u}) {
        CHECK(std::ranges::find(lines, line) != lines.end());
    }
}

TEST_CASE("a payment ends the session first; its outcome comes by SMS") {
    const test::temporary_folder folder;
    const auto file = (folder.path() / "pay.yaml").string();
    std::ofstream{file} << R"(test: A payment
steps:
  - dial: "*7#"
  - type: 2
  - type: 500
    expect: You pay GHS 500.00.
    ends: true
    calls: { pay: { amount: 500, phone: "2250701020304" } }
  - late: { pay: { amount: 500 } }
    sms: [Paid GHS 500.00.]
)";
    coverage seen;
    const auto result = run(read(file), pump(), seen);
    for (const auto& f : result.failures) {
        FAIL_CHECK(f.message);
    }
}

TEST_CASE("expectations are rewritten, and nothing else") {
    const auto before = text_of(level_file);
    const test::temporary_folder folder;
    const auto file = (folder.path() / "one.yaml").string();
    for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
             {"      The pump\n      1 Level\n      2 Pay\n", "      Something\n\n      else\n"},
             {"expect: |\n      The pump\n      1 Level\n      2 Pay\n", "expect: \"\"\n"},
             {"2 Pay\n", "3 Pay\n"}}) {
        CAPTURE(to);
        std::ofstream{file} << replaced(before, from, to);
        coverage seen;
        const auto result = run(read(file), pump(), seen, true);
        CHECK(!result.failures.empty());
        const auto after = with_expectations(text_of(file), result.shown);
        CHECK(after ==
              replaced(before, "    expect: Timed out.\n", "    expect: |\n      Timed out.\n"));
    }
}

TEST_CASE("a conversation speaks of what there is") {
    const test::temporary_folder folder;
    const auto file = (folder / "odd.yaml").string();
    std::ofstream{file} << "test: Odd\n"
                           "flags: [walet]\n"
                           "profile: { metre: 1 }\n"
                           "steps:\n"
                           "  - dial: \"*7#\"\n"
                           "  - type: 1\n"
                           "    backend: { level: { percnt: 42 }, levle: timeout }\n";
    const auto c = read_conversation(file);
    REQUIRE(c.has_value());
    std::vector<std::string> told;
    for (const auto& f : check_conversation(*c, *pump(), pump_operations())) {
        told.push_back(fmt::format("{}:{} {}", f.line, f.column, f.message));
    }
    REQUIRE(told.size() == 5);
    CHECK(told[0].starts_with("2:8 the menu has no flag 'walet'"));
    CHECK(told[1].starts_with("3:10 the profile has no 'metre'"));
    CHECK(told[2].find("did you mean 'percent'") != std::string::npos);
    CHECK(told[3].find("lacks 'percent'") != std::string::npos);
    CHECK(told[4].find("did you mean 'level'") != std::string::npos);
}

TEST_CASE("answers of a conversation are as deep as the operation declares them") {
    const test::temporary_folder folder;
    const auto file = (folder / "deep.yaml").string();
    std::ofstream{file} << "test: Deep\n"
                           "steps:\n"
                           "  - dial: \"*7#\"\n"
                           "    backend:\n"
                           "      level:\n"
                           "        percent: 4\n"
                           "        readings:\n"
                           "          - { day: 2026-07-01, by: Awa }\n"
                           "          - { day: 2026-07-02, by: Fatoumata, wo: x }\n"
                           "          - { by: Ali }\n";
    const auto c = read_conversation(file);
    REQUIRE(c.has_value());
    using core::value_kind;
    auto known = pump_operations();
    known["level"].answer["readings"] = {
        .kind = value_kind::list,
        .most = 2,
        .entry = {core::value_type{.kind = value_kind::record,
                                   .fields = {{"day", core::plain(value_kind::date)},
                                              {"by", {.kind = value_kind::text, .most = 6}}}}}};
    std::string told;
    for (const auto& f : check_conversation(*c, *pump(), known)) {
        told += f.message + "\n";
    }
    const std::string readings = "'readings' in the answer of 'level'";
    CHECK(told == readings + " has at most 2 entries, not 3\n'by' in entry 2 of " + readings +
                      " has at most 6 characters: 'Fatoumata' would be cut\nentry 2 of " +
                      readings + " has no 'wo'\nentry 3 of " + readings +
                      " lacks 'day': a backend that leaves it out is garbage\n");
}

// "When the menu is refused" in menus/README.md: each message that it explains is really said.
#include "workbench/manual.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace yeelen;
using namespace workbench_test;

namespace {

struct mistake {
    std::size_t example; ///< which menu of the manual
    bool texts;          ///< in its texts, else in menu.yaml
    std::string from;
    std::string to;
};

const std::vector<mistake> mistakes{
    {0, false, "options:", "optons:"},
    {0, false, "to: report }", "to: reprt }"},
    {0, false, "  thanks: {", "  old: { end: hours }\n  thanks: {"},
    {0, true, "  hours: Our", "  old: Old\n  hours: Our"},
    {0, false, "ask: report.ask", "ask: report.asked"},
    {0, false, "key: 1", "key: 0"},
    {0, true, "Opening hours", "Opening ☎"},
    {0, true, "for it here", "for it here" + std::string(170, 'x')},
    {0, true, "hours: Our", "hours: { Our"},
    {0, true, "hours: Our", "hours: *Our"},
    {0, true, "hours: Our offices", "hours: Our: offices"},
    {0, true, "8 to 16.", "8 to 16 # o'clock"},
    {0, true, "hours: Our", "hours:Our"},
    {0, true, "hours: Our", "hours: \xDCr"},
    {0, false, "  thanks: {", "   thanks: {"},
    {0, false, "key: 2", "key: 1"},
    {1, false, "ok: balance_kind", "ok: identify.keep"},
    {1, false, "contract: =profile.contract", "contract: profile.contract"},
    {1, false, "  otherwise: { say: trouble.later }\n", ""},
    {1, false, "max: 8, save: typed", "max: 30, save: typed"},
    {1, false, "ok: balance_kind", "ok: balance"},
    {1, true, "{balance.due_date, date}", "{balance.due_date, money, KES}"},
    {1, false, "balance.amount <= 0", "0 <= 0"},
};

std::vector<std::string> messages() {
    const auto examples = examples_of(blocks_of(manual_text()));
    const test::temporary_folder folder;
    std::vector<std::string> all;
    for (const auto& m : mistakes) {
        INFO(m.from << " -> " << m.to);
        auto e = examples.at(m.example);
        auto& text = m.texts ? e.texts.at(0).second : e.menu.text;
        const auto at = text.find(m.from);
        REQUIRE(at != std::string::npos);
        text.replace(at, m.from.size(), m.to);
        const auto read = load(e, folder);
        REQUIRE(!read);
        for (const auto& f : read.error()) {
            all.push_back(f.message);
        }
    }
    return all;
}

/// What stands between back quotes in the first column.
std::vector<std::string> explained() {
    const auto text = manual_text();
    const auto begin = text.find("## When the menu is refused");
    REQUIRE(begin != std::string::npos);
    std::istringstream lines{text.substr(begin, text.find("\n## ", begin + 1) - begin)};
    std::vector<std::string> all;
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("| `")) {
            continue;
        }
        const auto cell = line.substr(0, line.find(" | "));
        for (auto at = cell.find('`'); at != std::string::npos; at = cell.find('`', at + 1)) {
            const auto end = cell.find('`', at + 1);
            all.push_back(cell.substr(at + 1, end - at - 1));
            at = end;
        }
    }
    return all;
}

/// The words that are always the same: not names in quotes, numbers and what `...` stands for.
std::vector<std::string> firm_parts(const std::string& message) {
    std::vector<std::string> all{""};
    bool quoted = false;
    for (const char c : message) {
        quoted = quoted != (c == '\'');
        if (quoted || c == '\'' || c == '.' || (c >= '0' && c <= '9')) {
            all.emplace_back();
        } else {
            all.back() += c;
        }
    }
    std::erase_if(
        all, [](const auto& part) { return part.find_first_not_of(' ') == std::string::npos; });
    return all;
}

} // namespace

TEST_CASE("every message that the manual explains is said of such a mistake") {
    const auto said = messages();
    const auto rows = explained();
    CHECK(rows.size() > 8);
    for (const auto& row : rows) {
        INFO(row);
        const auto parts = firm_parts(row);
        REQUIRE(!parts.empty());
        const bool met = std::ranges::any_of(said, [&](const std::string& message) {
            std::size_t at = 0;
            return std::ranges::all_of(parts, [&](const std::string& part) {
                const auto found = message.find(part, at);
                at = found == std::string::npos ? at : found + part.size();
                return found != std::string::npos;
            });
        });
        CHECK_MESSAGE(met, fmt::format("said: {}", fmt::join(said, "\n")));
    }
}

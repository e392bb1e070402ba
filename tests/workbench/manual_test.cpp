// menus/README.md: every menu in it loads, every conversation in it goes as written, and what the
// code writes into it is there. YEELEN_UPDATE_GOLDENS=1 writes generated parts and screens anew.
#include "support/generated.hpp"
#include "workbench/conversation_language.hpp"
#include "workbench/manual.hpp"
#include "workbench/rewrite.hpp"
#include "workbench/run_conversation.hpp"

using namespace yeelen;
using namespace workbench_test;

namespace {

std::shared_ptr<const menu::definition> loaded(const example& e, const test::temporary_folder& at) {
    const auto read = load(e, at);
    if (!read) {
        for (const auto& f : read.error()) {
            FAIL_CHECK(manual << ": the menu at line " << e.menu.line << ": " << f.text());
        }
        return nullptr;
    }
    return *read;
}

/// The conversation as it should stand.
std::string converse(const block& b, const std::shared_ptr<const menu::definition>& menu,
                     workbench::coverage& seen, const test::temporary_folder& at) {
    const auto file = (at.path() / "conversation.yaml").string();
    std::ofstream{file} << b.text;
    const auto c = workbench::read_conversation(file);
    if (!c) {
        for (const auto& f : c.error()) {
            FAIL_CHECK(manual << ":" << b.line - 1 + f.line << ": " << f.message);
        }
        return b.text;
    }
    const bool update = support::update_goldens();
    const auto result = workbench::run(*c, menu, seen, update);
    for (const auto& f : result.failures) {
        if (!update || !f.of_screen) {
            FAIL_CHECK(manual << ":" << b.line - 1 + f.where.line << ": " << f.message
                              << "\nthe phone shows:\n"
                              << f.screen);
        }
    }
    return update ? workbench::with_expectations(b.text, result.shown) : b.text;
}

} // namespace

TEST_CASE("the manual's generated parts are what the code writes") {
    support::check_generated_part(
        manual, "builtin", "\n```yaml builtin\n" + menu::language::builtin_locale() + "```\n\n");
    support::check_generated_part(manual, "conversations", workbench::conversation_reference());
    support::check_generated_part(manual, "reference", menu::reference());
}

TEST_CASE("menus/conversation.schema.json is what the table of the conversations says") {
    support::check_generated("menus/conversation.schema.json", workbench::conversation_schema());
}

TEST_CASE("every menu of the manual loads, every conversation goes as written") {
    auto text = manual_text();
    const auto examples = examples_of(blocks_of(text));
    CHECK(examples.size() >= 5);
    const test::temporary_folder folder;
    for (const auto& e : examples) {
        INFO(manual << ":" << e.menu.line);
        CHECK_MESSAGE(!e.conversations.empty(), "no conversation shows what it does");
        const auto menu = loaded(e, folder);
        workbench::coverage seen;
        for (const auto& b : e.conversations) {
            if (!menu) {
                break;
            }
            const auto after = converse(b, menu, seen, folder);
            if (after != b.text) {
                text.replace(text.find(b.text), b.text.size(), after);
            }
        }
        if (menu) {
            const auto r = workbench::report(*menu, seen);
            CHECK_MESSAGE(r.not_met.empty(), "never entered: " << r.not_met.front());
        }
    }
    if (support::update_goldens()) {
        std::ofstream{std::string{YEELEN_SOURCE_DIR} + "/" + manual, std::ios::binary} << text;
    }
}

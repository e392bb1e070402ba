// menus/README.md: every menu in it loads, every conversation in it goes as written, and what the
// code writes into it is there. YEELEN_UPDATE_GOLDENS=1 writes generated parts and screens anew.
#include "menu/load/language.hpp"
#include "support/generated.hpp"
#include "support/menus.hpp"
#include "support/temporary_folder.hpp"
#include "workbench/conversation_language.hpp"
#include "workbench/rewrite.hpp"
#include "workbench/run_conversation.hpp"
#include <algorithm>
#include <sstream>

using namespace yeelen;

namespace {

const std::string manual = "menus/README.md";

struct block {
    std::string info; ///< "menu", "texts fr"
    std::string text;
    std::size_t line = 0; ///< of its first line
};

/// The parts between "```yaml INFO" and "```".
std::vector<block> blocks_of(const std::string& markdown) {
    std::vector<block> all;
    std::istringstream lines{markdown};
    std::string line;
    bool inside = false;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        if (inside && line == "```") {
            inside = false;
        } else if (inside) {
            all.back().text += line + "\n";
        } else if (line.starts_with("```yaml")) {
            inside = true;
            all.push_back({line.size() > 8 ? line.substr(8) : "", {}, number + 1});
        }
    }
    CHECK(!inside);
    return all;
}

struct example {
    std::string backend;
    block menu;
    std::vector<std::pair<std::string, std::string>> texts; ///< by language
    std::vector<block> conversations;
};

/// A menu and what follows it up to the next; the backends stand before it.
std::vector<example> examples_of(const std::vector<block>& blocks) {
    std::vector<example> all;
    std::string backend;
    for (const auto& b : blocks) {
        INFO(manual << ":" << b.line << ": " << b.info);
        if (b.info == "backend") {
            backend = b.text;
        } else if (b.info == "menu") {
            all.push_back({std::exchange(backend, {}), b, {}, {}});
        } else if (b.info.starts_with("texts")) {
            REQUIRE(!all.empty());
            all.back().texts.emplace_back(b.info.size() > 6 ? b.info.substr(6) : "en", b.text);
        } else if (b.info == "conversation") {
            REQUIRE(!all.empty());
            all.back().conversations.push_back(b);
        } else {
            // The reference's examples: tests/menu/reference_test.cpp.
            const bool known = b.info == "screens" || b.info == "flows" || b.info == "builtin";
            CHECK_MESSAGE(known, "an example that no test runs");
        }
    }
    return all;
}

std::shared_ptr<const menu::definition> load(const example& e, const test::temporary_folder& at) {
    menu::sources files{{"menu.yaml", e.menu.text}};
    for (const auto& [language, texts] : e.texts) {
        files["locales/" + language + ".yaml"] =
            (language == "en" ? menu::language::builtin_locale() : "fallback: en\ntexts:\n") +
            texts;
    }
    menu::operations known;
    if (!e.backend.empty()) {
        const auto file = (at.path() / "backend.yaml").string();
        std::ofstream{file} << e.backend;
        known = support::declared_operations(file);
    }
    auto loaded = menu::load(std::move(files), "", known);
    if (!loaded) {
        for (const auto& f : loaded.error()) {
            FAIL_CHECK(manual << ": the menu at line " << e.menu.line << ": " << f.text());
        }
        return nullptr;
    }
    return *loaded;
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

std::string manual_text() {
    return support::read_text_file(std::string{YEELEN_SOURCE_DIR} + "/" + manual);
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
        const auto menu = load(e, folder);
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

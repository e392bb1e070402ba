#pragma once
// The examples of menus/README.md: small menus with their texts, backends and conversations.
#include "menu/load/language.hpp"
#include "support/hex_golden.hpp"
#include "support/menus.hpp"
#include "support/temporary_folder.hpp"
#include <doctest/doctest.h>
#include <fstream>
#include <sstream>

namespace workbench_test {

inline const std::string manual = "menus/README.md";

struct block {
    std::string info; ///< "menu", "texts fr"
    std::string text;
    std::size_t line = 0; ///< of its first line
};

/// The parts between "```yaml INFO" and "```".
inline std::vector<block> blocks_of(const std::string& markdown) {
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
inline std::vector<example> examples_of(const std::vector<block>& blocks) {
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

inline std::string manual_text() {
    return support::read_text_file(std::string{YEELEN_SOURCE_DIR} + "/" + manual);
}

inline auto load(const example& e, const yeelen::test::temporary_folder& at) {
    using namespace yeelen;
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
    return menu::load(std::move(files), "", known);
}

} // namespace workbench_test

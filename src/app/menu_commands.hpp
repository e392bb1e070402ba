#pragma once
// yeelen menu ...: what a menu's author works with.
#include "app/menu_choice.hpp"
#include <cstddef>
#include <string>
#include <vector>

namespace yeelen::app {

struct menu_test_options {
    bool update = false;            ///< rewrite what the files expect with what is shown
    bool coverage = false;          ///< name every screen and way that no conversation goes
    std::vector<std::string> files; ///< empty: all of the menu's tests/
};
/// 0; 1 when a conversation fails or the menu has faults.
int menu_test(const menu_choice& choice, const menu_test_options& options);

struct menu_explore_options {
    std::size_t depth = 5;
    std::size_t most_turns = 300'000;
    std::string language; ///< empty: every language of the menu
    std::vector<std::string> flags;
};
/// 0; 1 when a screen breaks a rule.
int menu_explore(const menu_choice& choice, const menu_explore_options& options);

struct menu_graph_options {
    std::string format = "svg"; ///< svg, dot, mermaid
    std::string language;
    bool failures = false;
};
/// To standard output. SVG is drawn by Graphviz' program `dot`.
int menu_graph(const menu_choice& choice, const menu_graph_options& options);

/// Every screen of every language with the longest it can get.
int menu_screens(const menu_choice& choice, const std::string& language);

/// The JSON Schema for editors, of "menu", "locale" or "conversation".
int menu_schema(const std::string& of);
/// The reference of the language, as it stands in menus/README.md.
int menu_reference();
/// Writes the menu of the folder `from` to the new folder `to`, in this version of the language.
/// Nothing is overwritten. 0; 1 with the faults of what cannot be moved.
int menu_migrate(const std::string& from, const std::string& to);

} // namespace yeelen::app

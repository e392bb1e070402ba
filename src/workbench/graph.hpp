#pragma once
// The tree of a menu as a picture: for Graphviz, or for Mermaid (which documents and web forges
// draw).
#include "menu/definition.hpp"
#include <string>

namespace yeelen::workbench {

struct graph_options {
    std::string language;  ///< empty: the menu's first
    bool failures = false; ///< with the ways that a failed call takes
};

std::string to_dot(const menu::definition& menu, const graph_options& options);
std::string to_mermaid(const menu::definition& menu, const graph_options& options);

} // namespace yeelen::workbench

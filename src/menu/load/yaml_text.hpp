#pragma once
#include "document/node.hpp"
#include <string>

namespace yeelen::menu {

/// A document as YAML that reads as the same tree. Maps and lists of plain words stand on one line
/// where they fit. Comments and the author's own breaks are not in a tree, so they are lost.
std::string yaml_text(const document::node& root);

} // namespace yeelen::menu

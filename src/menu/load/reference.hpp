#pragma once
#include "document/shape.hpp"
#include <string>

namespace yeelen::menu {

/// Markdown: a heading, what the map is for, and the table of its fields.
std::string reference_of(const document::shape& declared);

} // namespace yeelen::menu

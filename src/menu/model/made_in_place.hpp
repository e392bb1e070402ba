#pragma once
#include "menu/model/model.hpp"

namespace yeelen::menu {

/// Whether the screen was written where it is led to (`{ say: x }`, `{ end: x }`): the reader gives
/// such a one a name with a colon, which no author can write.
inline bool made_in_place(const screen_node& node) noexcept {
    return node.name.find(':') != std::string::npos;
}

} // namespace yeelen::menu

#pragma once
// Version 1 had no flows: a screen said `first: { go: X }` or `then: Y`, and somewhere behind X
// stood `to: return`. What lies between becomes the flow X.
#include "document/node.hpp"

namespace yeelen::menu {

/// Takes the screens of flows out of `screens`, mends what leads to them, and gives the map for
/// `flows`. `start`: where a `return` led that nobody had sent for.
document::node flows_of(document::node& screens, const std::string& start, const std::string& file,
                        core::faults& faults);

} // namespace yeelen::menu

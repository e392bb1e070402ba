#pragma once
#include "menu/expression/expression.hpp"

namespace yeelen::menu {

/// Whether two conditions can be seen never to hold both: `x` and `not x`, two literals that one
/// value would have to equal, comparisons that leave no value. Of what is too involved to be
/// followed it is taken for granted.
bool exclude_one_another(const expression& a, const expression& b);

} // namespace yeelen::menu

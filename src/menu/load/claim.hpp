#pragma once
// One condition without `and`, `or`, `not`, as something that is said of a value.
#include "menu/expression/expression_part.hpp"
#include <compare>
#include <optional>
#include <variant>

namespace yeelen::menu {

/// A part of an expression, which must live on.
struct part_of {
    const std::vector<expression::part>* all = nullptr;
    std::uint16_t index = 0;

    const expression::part& part() const { return (*all)[index]; }
    part_of input(std::size_t i) const { return {all, part().inputs[i]}; }
};
/// Whether they are written alike, blanks and brackets apart.
bool alike(part_of a, part_of b);

/// "a is less than, equal to or greater than base + key", one or two of the three. A condition such
/// as `flag.x` says that its value equals true.
struct comparison {
    static constexpr std::uint8_t less = 1, equal = 2, greater = 4, all = 7;

    part_of of;
    std::uint8_t is = equal;
    std::optional<part_of> base; ///< of `today + 30`: today; then the key is a number
    std::variant<decimal, std::string, bool> key;
    bool whole = false; ///< the value is a whole number
};

struct claim {
    part_of written;
    bool holds = true;              ///< else: it does not, or a value of it is missing
    std::vector<comparison> says{}; ///< the same from both sides
};

claim claim_of(part_of e, bool holds);
/// Whether both cannot be at once.
bool contradict(const claim& a, const claim& b);

} // namespace yeelen::menu

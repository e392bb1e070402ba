// Each condition becomes the ways in which it can hold; each way of one with each way of the other
// must have two claims in it that contradict each other.
#include "menu/load/exclusion.hpp"

#include "menu/load/claim.hpp"
#include <optional>

namespace yeelen::menu {

namespace {

/// What must hold all together.
using way_to_hold = std::vector<claim>;
using ways_to_hold = std::vector<way_to_hold>;

constexpr std::size_t most_ways = 64;

/// Nothing where there are too many.
std::optional<ways_to_hold> ways(part_of e, bool holds) {
    const auto& p = e.part();
    if (p.kind == part_kind::negate) {
        return ways(e.input(0), !holds);
    }
    if (p.kind == part_kind::boolean) {
        const bool always = std::get<bool>(p.leaf) == holds;
        return always ? ways_to_hold{way_to_hold{}} : ways_to_hold{};
    }
    const bool joins = p.kind == part_kind::operation &&
                       (p.sign == operator_kind::either || p.sign == operator_kind::both);
    if (!joins) {
        return ways_to_hold{{claim_of(e, holds)}};
    }
    auto left = ways(e.input(0), holds);
    auto right = ways(e.input(1), holds);
    if (!left || !right) {
        return std::nullopt;
    }
    if ((p.sign == operator_kind::either) == holds) {
        left->insert(left->end(), right->begin(), right->end());
        return left->size() <= most_ways ? left : std::nullopt;
    }
    ways_to_hold both;
    for (const auto& a : *left) {
        for (const auto& b : *right) {
            both.push_back(a);
            both.back().insert(both.back().end(), b.begin(), b.end());
        }
        if (both.size() > most_ways) {
            return std::nullopt;
        }
    }
    return both;
}

bool contradict(const way_to_hold& a, const way_to_hold& b) {
    for (const auto& x : a) {
        for (const auto& y : b) {
            if (contradict(x, y)) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

bool exclude_one_another(const expression& a, const expression& b) {
    const auto first = ways({&a.parts(), a.root()}, true);
    const auto second = ways({&b.parts(), b.root()}, true);
    if (!first || !second) {
        return true;
    }
    for (const auto& x : *first) {
        for (const auto& y : *second) {
            // A way that contradicts itself is none.
            if (!contradict(x, x) && !contradict(y, y) && !contradict(x, y)) {
                return false;
            }
        }
    }
    return true;
}

} // namespace yeelen::menu

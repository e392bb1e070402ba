#include "menu/proof/folding.hpp"

#include "menu/expression/day.hpp"
#include "menu/expression/scope.hpp"
#include <algorithm>

namespace yeelen::menu {

namespace {

std::size_t inputs_of(const expression::part& p) {
    switch (p.kind) {
    case part_kind::where:
    case part_kind::operation: return 2;
    case part_kind::field:
    case part_kind::negate:
    case part_kind::minus: return 1;
    case part_kind::call: return p.function->arity();
    case part_kind::text:
    case part_kind::number:
    case part_kind::boolean:
    case part_kind::path:
    case part_kind::gathered:
    case part_kind::locked: break;
    }
    return 0;
}

} // namespace

bool folding::fixed(std::uint16_t index) const {
    const auto& p = parts_[index];
    if (p.kind == part_kind::path || p.kind == part_kind::gathered || p.kind == part_kind::locked) {
        return false;
    }
    for (std::size_t i = 0; i < inputs_of(p); ++i) {
        if (!fixed(p.inputs[i])) {
            return false;
        }
    }
    return true;
}

/// Only of what is fixed: nobody's session is looked at.
computed folding::result(std::uint16_t index) const {
    static const state nowhere;
    static const boost::json::object profile;
    static const settings defaults;
    static const menu_data none;
    const environment env{.msisdn = {}, .dialled = {}, .profile = profile, .now = {}};
    const scope nobody{nowhere, env, defaults, none};
    return evaluation{parts_, nobody}.run(index);
}

std::optional<bool> folding::truth(std::uint16_t index) const {
    const auto& p = parts_[index];
    if (fixed(index)) {
        return result(index).truth();
    }
    if (p.kind == part_kind::negate) {
        const auto inner = truth(p.inputs[0]);
        return inner ? std::optional{!*inner} : std::nullopt;
    }
    if (p.kind == part_kind::operation &&
        (p.sign == operator_kind::both || p.sign == operator_kind::either)) {
        const bool settles = p.sign == operator_kind::either;
        const auto a = truth(p.inputs[0]);
        const auto b = truth(p.inputs[1]);
        if (a == settles || b == settles) {
            return settles;
        }
        return a && b ? std::optional{!settles} : std::nullopt;
    }
    return std::nullopt;
}

std::optional<steady_day> folding::day(std::uint16_t index) const {
    const auto& p = parts_[index];
    if (fixed(index)) {
        const auto found = result(index).date();
        return found ? std::optional{steady_day{.day = *found}} : std::nullopt;
    }
    if (p.kind == part_kind::path && p.path().root == path_root::today) {
        return steady_day{.from_today = true};
    }
    const bool less = p.kind == part_kind::operation && p.sign == operator_kind::subtract;
    if (less || (p.kind == part_kind::operation && p.sign == operator_kind::add)) {
        const auto from = day(p.inputs[0]);
        const auto number =
            from && fixed(p.inputs[1]) ? result(p.inputs[1]).number() : std::nullopt;
        const auto days = number ? number->whole() : std::nullopt;
        const auto moved =
            days && *days != INT64_MIN ? later(from->day, less ? -*days : *days) : std::nullopt;
        return moved ? std::optional{steady_day{from->from_today, *moved}} : std::nullopt;
    }
    if (p.kind == part_kind::call && (p.function->name == "min" || p.function->name == "max")) {
        const auto a = day(p.inputs[0]);
        const auto b = day(p.inputs[1]);
        if (a && b && a->from_today == b->from_today) {
            return (a->day < b->day) == (p.function->name == "min") ? a : b;
        }
    }
    return std::nullopt;
}

std::size_t folding::begin(std::uint16_t index) const {
    const auto& p = parts_[index];
    auto first = p.offset;
    for (std::size_t i = 0; i < inputs_of(p); ++i) {
        first = std::min(first, begin(p.inputs[i]));
    }
    return first;
}

} // namespace yeelen::menu

#pragma once
// What the functions of functions.cpp do, and what type that has.
#include "core/value_type.hpp"
#include "menu/expression/computed.hpp"
#include <span>

namespace yeelen::menu {

using computeds = std::span<const computed>;
using value_types = std::span<const core::value_type>;

namespace function_body {
computed exists(computeds given);
computed count(computeds given);
computed any(computeds given);
computed sum(computeds given);
computed first(computeds given);
computed with(computeds given);
computed lesser(computeds given);
computed greater(computeds given);
computed otherwise(computeds given);
computed as_number(computeds given);
computed length(computeds given);
computed part(computeds given);
computed starts(computeds given);
computed ends(computeds given);
computed upper(computeds given);
computed lower(computeds given);
computed check_digit(computeds given);
computed month(computeds given);
} // namespace function_body

namespace function_type {
core::value_type flag(value_types given);
core::value_type count(value_types given);
core::value_type sum(value_types given);
core::value_type first(value_types given);
core::value_type with(value_types given);
core::value_type lesser(value_types given);
core::value_type greater(value_types given);
core::value_type otherwise(value_types given);
core::value_type as_number(value_types given);
core::value_type length(value_types given);
core::value_type part(value_types given);
core::value_type same_text(value_types given);
core::value_type month(value_types given);
} // namespace function_type

/// Whether such a value can be joined to a text as it stands.
constexpr bool is_written(core::value_kind kind) noexcept {
    return kind == core::value_kind::text || core::is_number(kind) ||
           kind == core::value_kind::date || kind == core::value_kind::month;
}
/// The most characters that a value takes when it is written out plainly.
std::int64_t written_length(const core::value_type& type) noexcept;
/// Of a list; anything where that was not declared.
core::value_type entry_of(const core::value_type& list);
core::value_type number_between(core::value_kind kind, std::int64_t least, std::int64_t most);
/// Between the bounds of int64 instead of past them.
std::int64_t bounded_product(std::int64_t a, std::int64_t b) noexcept;
std::int64_t bounded_sum(std::int64_t a, std::int64_t b) noexcept;

} // namespace yeelen::menu

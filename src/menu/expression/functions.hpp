#pragma once
// All that an expression can do, in two tables: what is parsed, checked, evaluated and documented
// comes from them.
#include "core/value_type.hpp"
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace yeelen::menu {

class computed;

/// What a function takes at one place.
enum class function_input : std::uint8_t {
    nothing,  ///< it takes no more
    anything, ///< also a missing value
    text,     ///< a number or a date is taken as it is written
    number,
    date,
    month,   ///< or a date
    list,    ///< a missing one has no entries
    numbers, ///< a list of them: `list.field` is that field of each entry
    ordered, ///< numbers or dates
};

enum class function_form : std::uint8_t {
    call,   ///< name(a, b)
    prefix, ///< `name a`, or name(a)
    name,   ///< `name word`: the word is no value
    infix,  ///< a name b
};

struct function_spec {
    std::string_view name;
    function_form form;
    std::string_view usage; ///< "part(text, from, count)"
    std::array<function_input, 3> takes;
    core::value_kind gives; ///< any: by what it takes
    std::string_view sentence;
    std::string_view example;
    std::string_view result; ///< an expression that equals the example
    /// Values that are missing come only where anything or a list is taken.
    computed (*run)(std::span<const computed> given);
    /// The type of the result: its bounds by those of what is given.
    core::value_type (*type)(std::span<const core::value_type> given);

    std::size_t arity() const noexcept;
};
/// In the order in which a manual shows them.
std::span<const function_spec> functions() noexcept;
const function_spec* function_named(std::string_view name) noexcept;

enum class operator_kind : std::uint8_t {
    either,
    both,
    equal,
    differ,
    less,
    at_most,
    greater,
    at_least,
    join,
    add,
    subtract,
    multiply,
    divide,
};
/// Binary operators; those of a higher level bind closer.
struct operator_spec {
    std::string_view sign;
    operator_kind what;
    std::uint8_t level;
    std::string_view sentence;
    std::string_view example;
    std::string_view result;
};
inline constexpr std::uint8_t either_level = 0;
inline constexpr std::uint8_t both_level = 1;
inline constexpr std::uint8_t comparison_level = 2; ///< `not` stands before it
inline constexpr std::uint8_t join_level = 3;
inline constexpr std::uint8_t sum_level = 4;
inline constexpr std::uint8_t product_level = 5;
std::span<const operator_spec> operators() noexcept;

} // namespace yeelen::menu

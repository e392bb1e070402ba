#pragma once
// An expression as it was read: its parts by index, the arguments of each before it.
#include "menu/expression/decimal.hpp"
#include "menu/expression/expression.hpp"
#include "menu/expression/functions.hpp"
#include <array>
#include <string>
#include <variant>

namespace yeelen::menu {

enum class part_kind : std::uint8_t {
    text,     ///< leaf: string
    number,   ///< leaf: decimal
    boolean,  ///< leaf: bool
    path,     ///< leaf: path
    gathered, ///< leaf: path; where it meets a list, the rest of it is taken of each entry
    field,    ///< of inputs[0]; its steps are the last `own_steps` of the leaf, a path
    where,    ///< inputs: list, condition
    locked,   ///< leaf: string
    call,     ///< of `function`
    negate,
    minus,
    operation, ///< `sign` of two inputs
};

inline constexpr std::size_t most_inputs = 3;

struct expression::part {
    part_kind kind = part_kind::boolean;
    operator_kind sign = operator_kind::either;
    const function_spec* function = nullptr;
    std::array<std::uint16_t, most_inputs> inputs{};
    std::uint8_t own_steps = 0;
    std::variant<std::monostate, std::string, decimal, bool, path> leaf;
    std::size_t offset = 0; ///< in the text: of its name or sign

    const menu::path& path() const { return std::get<menu::path>(leaf); }
    std::size_t first_own_step() const { return path().steps.size() - own_steps; }
};

} // namespace yeelen::menu

#pragma once
// What an expression comes to whatever the customer and the day: from the words and numbers in it
// alone.
#include "menu/expression/evaluation.hpp"
#include "menu/model/model.hpp"
#include "menu/settings.hpp"
#include <optional>

namespace yeelen::menu {

/// A day that is always the same, or always so many days from today.
struct steady_day {
    bool from_today = false;
    std::chrono::sys_days day; ///< of one from today: as if today were day 0
};

/// Refers to the expression's parts; lives no longer.
class folding {
public:
    explicit folding(const expression& of)
        : parts_(of.parts()) {}

    /// Whether the condition in the part `index` always holds, or never. Nothing where that
    /// depends.
    std::optional<bool> truth(std::uint16_t index) const;
    std::optional<steady_day> day(std::uint16_t index) const;
    /// Where that part begins in the text.
    std::size_t begin(std::uint16_t index) const;

private:
    /// No value of a session in it.
    bool fixed(std::uint16_t index) const;
    computed result(std::uint16_t index) const;

    const std::vector<expression::part>& parts_;
};

} // namespace yeelen::menu

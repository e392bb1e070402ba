#pragma once
#include "core/value_type.hpp"
#include <optional>
#include <string>

namespace yeelen::menu {

/// Why a value that can be `has` may not be given where `wants` is declared, in the words of a
/// menu's author: "can have up to 160 characters: at most 100 are taken". Nothing where it may.
std::optional<std::string> misfit(const core::value_type& has, const core::value_type& wants);

} // namespace yeelen::menu

#pragma once
#include "menu/walk/answer.hpp"

namespace yeelen::menu {

/// "06/07/2026", "6.7.26", "6/7", "06072026", "060726", "0607", "2026-07-06". Between the parts
/// stand / - . * or spaces. Nothing if there is no such day, or it is outside the limits.
std::optional<std::chrono::sys_days> read_typed_date(std::string_view typed,
                                                     const date_limits& limits);

} // namespace yeelen::menu

#pragma once
#include "core/fault.hpp"
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::document {

/// What is wrong with a file that is not saved as UTF-8, with the place of the first octet that
/// shows it. A byte order mark of UTF-8 at its begin is allowed, and counts as no column.
std::optional<core::fault> encoding_fault(std::string_view text, const std::string& file);

inline constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

} // namespace yeelen::document

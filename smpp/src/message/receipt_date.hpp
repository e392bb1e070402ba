#pragma once
// The dates in the text of a receipt.
#include "smpp/receipt.hpp"
#include <optional>
#include <string>
#include <string_view>

namespace smpp {

/// YYMMDDhhmm, YYMMDDhhmmss, YYYYMMDDhhmm (12 digits that are no date otherwise), YYYYMMDDhhmmss;
/// the same with separators, such as 2026-07-14 12:00:05. Years of two digits as in
/// smpp/time.hpp. Nothing for anything else, such as zeros.
std::optional<receipt_date> read_receipt_date(std::string_view text) noexcept;

/// YYMMDDhhmm, as Appendix B has it; zeros for none and for years that two digits cannot say.
std::string write_receipt_date(std::optional<receipt_date> date);

} // namespace smpp

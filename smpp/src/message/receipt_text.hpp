#pragma once
// The text of a delivery receipt (SMPP 3.4 Appendix B), which every SMSC writes in its own way.
#include <string_view>

namespace smpp {

/// What a receipt's text says; the views point into it. Empty where it says nothing.
struct receipt_text {
    std::string_view id;
    std::string_view submitted;
    std::string_view delivered;
    std::string_view submit_date; ///< with its time of day, if that stands apart
    std::string_view done_date;
    std::string_view state; ///< such as "DELIVRD", as written
    std::string_view error; ///< often not a number
    std::string_view text;  ///< all that stands behind "text:", or up to the fields that follow it
};

/// Reads "id:... sub:... dlvrd:... submit date:... done date:... stat:... err:... text:..." with
/// fields absent, in any order and letter case, spaces around the colon, values of any length. The
/// first of two equal fields counts. What follows "text:" is the customer's own and is not read
/// once id and state are known, be it from elsewhere. Linear in `text`.
receipt_text read_receipt_text(std::string_view text, bool id_known, bool state_known) noexcept;

} // namespace smpp

#pragma once
#include <string>
#include <string_view>

namespace yeelen::channels {

/// A message id in the one form that it is stored and looked up by: lower case, no leading zeros,
/// no spaces, no 0x before hexadecimal digits; `how` says how ids in receipts differ from those in
/// submit_sm_resp: as_is, hex_to_decimal, decimal_to_hex. An id that is no such number is kept as
/// it is.
std::string normalised_id(std::string_view id, std::string_view how);

} // namespace yeelen::channels

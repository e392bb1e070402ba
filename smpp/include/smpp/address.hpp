#pragma once
// Addresses as people write them, to the type of number and numbering plan that an operator expects
// (SMPP 3.4 5.2.5-5.2.9). Pure.
#include "smpp/pdu.hpp"
#include <cstdint>
#include <string_view>

namespace smpp {

/// What a connector's operator expects of a number.
struct number_plan {
    std::uint8_t ton = static_cast<std::uint8_t>(smpp::ton::unknown);
    std::uint8_t npi = static_cast<std::uint8_t>(smpp::npi::isdn);
};

/// A sender is a name or a number. A name (anything with a character that is no digit) is
/// alphanumeric, 5/0, whatever the plan: 1/1 for a name is refused or shown as rubbish. "+225..."
/// is an international number, 1/1, sent without its plus. All else is of the plan.
address make_address(std::string_view text, const number_plan& plan);

/// Characters of a name that phones show (TS 23.040 9.1.2.5: 11 of the GSM 7 bit alphabet).
inline constexpr std::size_t longest_name = 11;

} // namespace smpp

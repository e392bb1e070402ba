#pragma once
// Addresses as people write them, to the type of number and numbering plan that an operator expects
// (SMPP 3.4 5.2.5-5.2.9). Pure.
#include "smpp/pdu.hpp"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace smpp {

/// What a connector's operator expects of a number.
struct number_plan {
    std::uint8_t ton = static_cast<std::uint8_t>(smpp::ton::unknown);
    std::uint8_t npi = static_cast<std::uint8_t>(smpp::npi::isdn);
};

/// Of a name, in septets: characters of the GSM 7 bit alphabet, where [ and others take two. A
/// phone gets no more (TS 23.040 9.1.2.5: 10 octets), though the field has place for 20.
inline constexpr std::size_t longest_name = 11;
/// Of a number, in digits: the field is 21 octets with its NUL (SMPP 3.4 5.2.8).
inline constexpr std::size_t longest_number = 20;

/// A sender is a name or a number. A name (anything with a character that is no digit) is
/// alphanumeric, 5/0, whatever the plan: 1/1 for a name is refused or shown as rubbish. "+225..."
/// is an international number, 1/1, sent without its plus. All else is of the plan. Nothing for a
/// name or number that is too long, and for a name with characters other than printable ASCII or
/// outside the GSM 7 bit alphabet: cut, it would be another's.
std::optional<address> make_address(std::string_view text, const number_plan& plan);

} // namespace smpp

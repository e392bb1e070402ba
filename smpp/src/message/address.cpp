#include "smpp/address.hpp"
#include "smpp/text.hpp"
#include <algorithm>

namespace smpp {
namespace {

bool all_digits(std::string_view text) noexcept {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_name(std::string_view text) noexcept {
    const auto septets = gsm7_length(text);
    return septets && *septets <= longest_name &&
           std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

} // namespace

std::optional<address> make_address(std::string_view text, const number_plan& plan) {
    const bool international = text.starts_with('+') && all_digits(text.substr(1));
    if (international || text.empty() || all_digits(text)) {
        const std::string_view digits = international ? text.substr(1) : text;
        if (digits.size() > longest_number) {
            return std::nullopt;
        }
        return international ? address{static_cast<std::uint8_t>(ton::international),
                                       static_cast<std::uint8_t>(npi::isdn), std::string{digits}}
                             : address{plan.ton, plan.npi, std::string{digits}};
    }
    if (!is_name(text)) {
        return std::nullopt;
    }
    return address{static_cast<std::uint8_t>(ton::alphanumeric),
                   static_cast<std::uint8_t>(npi::unknown), std::string{text}};
}

} // namespace smpp

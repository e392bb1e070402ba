#include "smpp/address.hpp"
#include <algorithm>

namespace smpp {
namespace {

bool all_digits(std::string_view text) noexcept {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

address make_address(std::string_view text, const number_plan& plan) {
    if (text.starts_with('+') && all_digits(text.substr(1))) {
        return {static_cast<std::uint8_t>(ton::international), static_cast<std::uint8_t>(npi::isdn),
                std::string{text.substr(1)}};
    }
    if (text.empty() || all_digits(text)) {
        return {plan.ton, plan.npi, std::string{text}};
    }
    return {static_cast<std::uint8_t>(ton::alphanumeric), static_cast<std::uint8_t>(npi::unknown),
            std::string{text}};
}

} // namespace smpp

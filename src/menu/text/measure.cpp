#include "menu/text/measure.hpp"

#include "menu/text/formats.hpp"
#include <array>
#include <smpp/text.hpp>

namespace yeelen::menu {

namespace {

constexpr bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

/// Septets of each ASCII character; 0 of those that GSM-7 lacks. Form feed is an extension of two.
constexpr auto ascii_septets = [] {
    std::array<std::uint8_t, 128> septets{};
    for (std::size_t c = 0x20; c < 0x7F; ++c) {
        septets[c] = 1;
    }
    septets['\n'] = septets['\r'] = 1;
    septets[static_cast<std::size_t>(firm_space)] = 1;
    for (const char c : std::string_view{"^{}\\[]~|\f"}) {
        septets[static_cast<std::size_t>(c)] = 2;
    }
    septets['`'] = 0;
    return septets;
}();

/// The end of the character that begins at `at`.
std::size_t next(std::string_view text, std::size_t at) noexcept {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) {
        ++at;
    }
    return at;
}

/// Of one character; 0 where GSM-7 lacks it.
std::size_t septets(std::string_view character) noexcept {
    if (character.size() == 1 && is_ascii(character[0])) {
        return ascii_septets[static_cast<std::size_t>(character[0])];
    }
    return smpp::gsm7_length(character).value_or(0);
}

std::size_t cost(std::string_view character, bool gsm7) noexcept {
    if (!gsm7) {
        return character.size() == 1 ? 1 : smpp::utf16_length(character);
    }
    const auto n = septets(character);
    return n == 0 ? 2 : n;
}

} // namespace

std::size_t measured(std::string_view text, bool gsm7) noexcept {
    std::size_t total = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = next(text, at);
        total += cost(text.substr(at, end - at), gsm7);
        at = end;
    }
    return total;
}

bool all_gsm7(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        const auto end = next(text, at);
        if (septets(text.substr(at, end - at)) == 0) {
            return false;
        }
        at = end;
    }
    return true;
}

std::size_t prefix_within(std::string_view text, std::size_t room, bool gsm7) noexcept {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = next(text, at);
        const auto n = cost(text.substr(at, end - at), gsm7);
        if (n > room) {
            break;
        }
        room -= n;
        at = end;
    }
    return at;
}

} // namespace yeelen::menu

#include "api/text_rules.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::api {

namespace {

bool printable(char c) noexcept {
    return c >= 0x20 && c <= 0x7e;
}
bool digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
bool letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// How long a sequence a lead byte begins, and what its second byte may be (Unicode table 3-7).
struct lead {
    std::size_t length = 0; ///< 0: no lead byte
    unsigned least = 0x80, most = 0xBF;
};

lead lead_of(unsigned byte) noexcept {
    if (byte >= 0xC2 && byte <= 0xDF) {
        return {2};
    }
    if (byte >= 0xE0 && byte <= 0xEF) {
        return {3, byte == 0xE0 ? 0xA0U : 0x80U, byte == 0xED ? 0x9FU : 0xBFU};
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        return {4, byte == 0xF0 ? 0x90U : 0x80U, byte == 0xF4 ? 0x8FU : 0xBFU};
    }
    return {};
}

/// Bytes of the sequence at `i`, 0 when it is not UTF-8.
std::size_t sequence_at(std::string_view text, std::size_t i) noexcept {
    const auto at = [&](std::size_t n) { return unsigned{static_cast<unsigned char>(text[n])}; };
    if (at(i) < 0x80) {
        return 1;
    }
    const lead l = lead_of(at(i));
    if (l.length == 0 || i + l.length > text.size() || at(i + 1) < l.least || at(i + 1) > l.most) {
        return 0;
    }
    for (std::size_t n = i + 2; n < i + l.length; ++n) {
        if ((at(n) & 0xC0U) != 0x80U) {
            return 0;
        }
    }
    return l.length;
}

} // namespace

std::optional<std::string> fault_in_text(std::string_view text) {
    if (text.empty()) {
        return "the text is empty";
    }
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = sequence_at(text, i);
        if (length == 0) {
            return fmt::format("byte {} of the text is not UTF-8", i + 1);
        }
        ++characters;
        const auto first = static_cast<unsigned char>(text[i]);
        const bool control =
            (first < 0x20 && first != '\n' && first != '\r' && first != '\t') || first == 0x7F;
        const bool c1 = first == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (control || c1) {
            return fmt::format("character {} of the text is the control character U+{:04X}",
                               characters, c1 ? static_cast<unsigned char>(text[i + 1]) : first);
        }
        i += length;
    }
    if (characters > max_characters) {
        return fmt::format("the text has {} characters; at most {} are allowed", characters,
                           max_characters);
    }
    return std::nullopt;
}

bool is_sender(std::string_view sender) noexcept {
    if (std::all_of(sender.begin(), sender.end(), digit)) {
        return sender.size() >= 3 && sender.size() <= 15;
    }
    return sender.size() <= 11 && std::all_of(sender.begin(), sender.end(), printable) &&
           std::any_of(sender.begin(), sender.end(), letter);
}

bool is_idempotency_key(std::string_view key) noexcept {
    return !key.empty() && key.size() <= max_key_length &&
           std::all_of(key.begin(), key.end(), printable);
}

std::uint64_t fingerprint(std::string_view to, std::string_view text,
                          std::string_view sender) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325U;
    const auto mix = [&hash](unsigned char byte) { hash = (hash ^ byte) * 0x100000001B3U; };
    for (const auto field : {to, text, sender}) {
        for (const char c : field) {
            mix(static_cast<unsigned char>(c));
        }
        mix(0xFF);
    }
    return hash;
}

} // namespace yeelen::api

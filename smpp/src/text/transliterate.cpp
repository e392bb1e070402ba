// French and other Latin text within GSM-7, so that a screen keeps 182 characters instead of 80.
#include "gsm7_table.hpp"
#include "smpp/text.hpp"
#include "transliterate_table.hpp"
#include "utf8.hpp"
#include <cstddef>
#include <string>
#include <string_view>

namespace smpp {

namespace {

bool is_combining_mark(char32_t code) noexcept {
    return code >= 0x300 && code <= 0x36F;
}

/// Of the characters in GSM-7 only: beyond ASCII they are letters from À on, but for the euro sign.
bool is_gsm7_letter(char32_t code) noexcept {
    return (code >= U'A' && code <= U'Z') || (code >= U'a' && code <= U'z') ||
           (code >= 0xC0 && code != U'€');
}

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool is_digit_first(std::string_view text) noexcept {
    return !text.empty() && is_digit(text.front());
}

char32_t last_code(std::string_view text) noexcept {
    char32_t code = 0;
    for (std::size_t at = 0; at < text.size();) {
        const utf8_step step = next_utf8(text.substr(at));
        code = step.code;
        at += step.size;
    }
    return code;
}

} // namespace

std::string transliterate_to_gsm7(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    char32_t composable = 0;   // the letter just written, while a mark may still join it
    bool after_letter = false; // marks that follow belong to a letter and go with its accent
    for (std::size_t at = 0; at < utf8.size();) {
        const utf8_step step = next_utf8(utf8.substr(at));
        const std::string_view as_written = utf8.substr(at, step.size);
        at += step.size;
        if (after_letter && is_combining_mark(step.code)) {
            if (const char32_t composed = gsm7_composed(composable, step.code); composed != 0) {
                out.pop_back(); // all that compose are ASCII
                append_utf8(out, composed);
            }
            composable = 0;
        } else if (gsm7::find(step.code) != gsm7::absent) {
            out += as_written;
            after_letter = is_gsm7_letter(step.code);
            composable = step.code;
        } else if (const auto other = gsm7_stand_in(step.code)) {
            // 2½ is not 21/2.
            if (is_digit_first(*other) && !out.empty() && is_digit(out.back()))
                out.push_back(' ');
            out += *other;
            // By what stands there now, so that a second pass finds nothing more to take off.
            if (!other->empty())
                after_letter = is_gsm7_letter(last_code(*other));
            composable = 0;
        } else {
            out += as_written;
            after_letter = false;
        }
    }
    return out;
}

} // namespace smpp

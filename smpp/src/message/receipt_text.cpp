#include "receipt_text.hpp"
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace smpp {
namespace {

using field = std::string_view receipt_text::*;

struct field_name {
    std::string_view name; ///< lower case; a space stands for any number of spaces, '_' and '-'
    field value;
};
// Those of Appendix B, and other words that are met for them.
constexpr field_name names[] = {
    {"id", &receipt_text::id},
    {"msgid", &receipt_text::id},
    {"message id", &receipt_text::id},
    {"stat", &receipt_text::state},
    {"status", &receipt_text::state},
    {"state", &receipt_text::state},
    {"err", &receipt_text::error},
    {"error", &receipt_text::error},
    {"sub", &receipt_text::submitted},
    {"dlvrd", &receipt_text::delivered},
    {"submit date", &receipt_text::submit_date},
    {"done date", &receipt_text::done_date},
    {"text", &receipt_text::text},
};

// By hand: the locale must not matter.
constexpr bool is_space(char c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}
constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
constexpr bool is_word(char c) noexcept {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::size_t skip_spaces(std::string_view text, std::size_t at) noexcept {
    while (at < text.size() && is_space(text[at]))
        ++at;
    return at;
}

/// The offset behind `name`, if `text` has it at `at`.
std::optional<std::size_t> behind(std::string_view text, std::size_t at,
                                  std::string_view name) noexcept {
    for (const char c : name) {
        if (c == ' ') {
            while (at < text.size() && (is_space(text[at]) || text[at] == '_' || text[at] == '-'))
                ++at;
        } else if (at < text.size() && lower(text[at]) == c) {
            ++at;
        } else {
            return std::nullopt;
        }
    }
    return at;
}

struct heading {
    field value;
    std::size_t after_colon;
};

/// A field's name and its colon (or the '=' that some write for it) at `at`, which is the beginning
/// of a word.
std::optional<heading> heading_at(std::string_view text, std::size_t at) noexcept {
    for (const field_name& candidate : names) {
        const auto end = behind(text, at, candidate.name);
        if (!end)
            continue;
        const std::size_t colon = skip_spaces(text, *end);
        if (colon < text.size() && (text[colon] == ':' || text[colon] == '='))
            return heading{candidate.value, colon + 1};
    }
    return std::nullopt;
}

/// One word: to the next space, comma or semicolon. Nothing if the next field begins here.
std::string_view word_at(std::string_view text, std::size_t at) noexcept {
    if (heading_at(text, at))
        return {};
    const auto ends_value = [](char c) { return is_space(c) || c == ',' || c == ';'; };
    const std::string_view rest = text.substr(at);
    const auto* end = std::ranges::find_if(rest, ends_value);
    return rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
}

/// A word, and the time of day behind it: "2026-07-14 12:00:05", "260714 12:00".
std::string_view date_at(std::string_view text, std::size_t at) noexcept {
    const std::string_view day = word_at(text, at);
    const bool is_day = day.size() == 6 || day.size() == 8;
    if (!is_day && day.find_first_of("-/.") == std::string_view::npos)
        return day;
    const std::size_t next = skip_spaces(text, at + day.size());
    if (next >= text.size() || !is_digit(text[next]))
        return day;
    const std::string_view time = word_at(text, next);
    if (time.find(':') == std::string_view::npos)
        return day;
    return text.substr(at, next + time.size() - at);
}

std::string_view trimmed_end(std::string_view text) noexcept {
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

} // namespace

receipt_text read_receipt_text(std::string_view text, bool id_known, bool state_known) noexcept {
    receipt_text result;
    std::size_t text_at = std::string_view::npos;
    std::size_t text_end = text.size();
    for (std::size_t at = 0; at < text.size();) {
        const auto found = heading_at(text, at);
        if (!found) {
            while (at < text.size() && is_word(text[at]))
                ++at;
            while (at < text.size() && !is_word(text[at]))
                ++at;
            continue;
        }
        if (text_at <= at && text_end == text.size())
            text_end = at;
        at = found->after_colon;
        if (found->value == &receipt_text::text) {
            if (text_at == std::string_view::npos)
                text_at = at;
            if ((id_known || !result.id.empty()) && (state_known || !result.state.empty()))
                break;
            at = skip_spaces(text, at);
            continue; // what follows may itself be fields
        }
        at = skip_spaces(text, at);
        const bool is_date =
            found->value == &receipt_text::submit_date || found->value == &receipt_text::done_date;
        const std::string_view value = is_date ? date_at(text, at) : word_at(text, at);
        std::string_view& kept = result.*found->value;
        if (kept.empty())
            kept = value;
        at += value.size();
    }
    if (text_at < text_end) {
        result.text = text.substr(text_at, text_end - text_at);
        if (text_end != text.size())
            result.text = trimmed_end(result.text);
    }
    return result;
}

} // namespace smpp

#include "receipt_text.hpp"
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace smpp {
namespace {

enum class field { id, state, error, text, other };

struct field_name {
    std::string_view name; ///< lower case
    smpp::field field;
};
// Those of Appendix B, and other words that are met for them. `other` ends a value that was left
// empty.
constexpr field_name names[] = {
    {"id", field::id},
    {"msgid", field::id},
    {"message_id", field::id},
    {"stat", field::state},
    {"status", field::state},
    {"state", field::state},
    {"err", field::error},
    {"error", field::error},
    {"text", field::text},
    {"sub", field::other},
    {"dlvrd", field::other},
    {"submit date", field::other},
    {"submit_date", field::other},
    {"done date", field::other},
    {"done_date", field::other},
};

// By hand: the locale must not matter.
constexpr bool is_space(char c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}
constexpr bool is_word(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::size_t skip_spaces(std::string_view text, std::size_t at) noexcept {
    while (at < text.size() && is_space(text[at]))
        ++at;
    return at;
}

struct heading {
    smpp::field field;
    std::size_t value_at; ///< behind the colon and the spaces after it
};

/// A field's name and its colon at `at`, which is the beginning of a word.
std::optional<heading> heading_at(std::string_view text, std::size_t at) noexcept {
    for (const field_name& candidate : names) {
        const std::string_view written = text.substr(at, candidate.name.size());
        if (!std::ranges::equal(written, candidate.name, {}, lower))
            continue;
        const std::size_t colon = skip_spaces(text, at + written.size());
        if (colon < text.size() && text[colon] == ':')
            return heading{candidate.field, skip_spaces(text, colon + 1)};
    }
    return std::nullopt;
}

/// One word: to the next space, comma or semicolon. Nothing if the next field begins here.
std::string_view value_at(std::string_view text, std::size_t at) noexcept {
    if (heading_at(text, at))
        return {};
    const auto ends_value = [](char c) { return is_space(c) || c == ',' || c == ';'; };
    const std::string_view rest = text.substr(at);
    const auto* end = std::ranges::find_if(rest, ends_value);
    return rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
}

} // namespace

receipt_text read_receipt_text(std::string_view text) noexcept {
    receipt_text result;
    const auto keep_first = [](std::string_view& kept, std::string_view value) {
        if (kept.empty())
            kept = value;
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto found = heading_at(text, at);
        if (!found) {
            while (at < text.size() && is_word(text[at]))
                ++at;
            while (at < text.size() && !is_word(text[at]))
                ++at;
            continue;
        }
        at = found->value_at;
        const std::string_view value = value_at(text, at);
        switch (found->field) {
        case field::id: keep_first(result.id, value); break;
        case field::state: keep_first(result.state, value); break;
        case field::error: keep_first(result.error, value); break;
        case field::text:
            if (!result.id.empty() && !result.state.empty())
                return result;
            continue; // what follows may itself be fields
        case field::other: break;
        }
        at += value.size();
    }
    return result;
}

} // namespace smpp

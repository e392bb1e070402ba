#include "menu/walk/answer_pattern.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <unicode/parseerr.h>

namespace yeelen::menu {

namespace {

// ICU counts steps of the matcher by the thousand; 16 of these are a few milliseconds, and an
// honest pattern of 200 octets needs far less than one for an answer of 400.
constexpr std::int32_t most_time = 16;
constexpr std::int32_t most_stack = 256 * 1024; // octets

icu::UnicodeString unicode(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

std::string_view words(UErrorCode code) {
    // The others of this enumeration are of things that are no syntax, or have no words of ours.
    static constexpr std::pair<UErrorCode, std::string_view> known[]{
        {U_REGEX_BAD_ESCAPE_SEQUENCE, "there is no such sequence with '\\'"},
        {U_REGEX_PROPERTY_SYNTAX, "there is no such class of characters"},
        {U_REGEX_UNIMPLEMENTED, "this is not supported"},
        {U_REGEX_MISMATCHED_PAREN, "the brackets ( and ) do not match"},
        {U_REGEX_NUMBER_TOO_BIG, "the number is too large"},
        {U_REGEX_BAD_INTERVAL, "repetitions are written {2}, {2,} or {2,4}"},
        {U_REGEX_MAX_LT_MIN, "repetitions are written with the lesser number first: {2,4}"},
        {U_REGEX_INVALID_BACK_REF, "there is no such group before it"},
        {U_REGEX_INVALID_FLAG, "there is no such flag"},
        {U_REGEX_LOOK_BEHIND_LIMIT, "what is looked back for must have a bounded length"},
        {U_REGEX_MISSING_CLOSE_BRACKET, "a ']' is missing"},
        {U_REGEX_INVALID_RANGE, "the range's first character comes after its last"},
        {U_REGEX_PATTERN_TOO_BIG, "the pattern is too large"},
        {U_REGEX_INVALID_CAPTURE_GROUP_NAME, "there is no group of this name"},
        {U_REGEX_RULE_SYNTAX, "this is not expected here"},
    };
    for (const auto& [which, text] : known) {
        if (which == code) {
            return text;
        }
    }
    return "this is not a regular expression";
}

/// Octets of UTF-8 up to ICU's place: lines and UTF-16 units from the line's begin.
std::size_t octets_before(const icu::UnicodeString& text, const UParseError& where) {
    std::int32_t begin = 0;
    for (std::int32_t line = 1; line < where.line; ++line) {
        const auto end = text.indexOf(u'\n', begin);
        if (end < 0) {
            break;
        }
        begin = end + 1;
    }
    std::string before;
    text.tempSubString(0, begin + std::max(0, where.offset)).toUTF8String(before);
    return before.size();
}

} // namespace

answer_pattern::answer_pattern(std::unique_ptr<const icu::RegexPattern> compiled)
    : compiled_(std::move(compiled)) {}

std::expected<answer_pattern, text_error> answer_pattern::parse(std::string_view text) {
    if (text.empty() || text.size() > max_size) {
        return std::unexpected(text_error{
            0, text.empty() ? "the pattern is empty"
                            : fmt::format("the pattern has more than {} characters", max_size)});
    }
    const auto source = unicode(text);
    UParseError where{};
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<const icu::RegexPattern> compiled{
        icu::RegexPattern::compile(source, UREGEX_CASE_INSENSITIVE, where, status)};
    if (U_FAILURE(status) || !compiled) {
        const auto offset = std::min(octets_before(source, where), text.size());
        return std::unexpected(
            text_error{offset, fmt::format("the pattern cannot be read: {}", words(status))});
    }
    return answer_pattern{std::move(compiled)};
}

bool answer_pattern::matches(std::string_view answer) const {
    const auto typed = unicode(answer);
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::RegexMatcher> matcher{compiled_->matcher(typed, status)};
    if (U_FAILURE(status) || !matcher) {
        return false;
    }
    matcher->setTimeLimit(most_time, status);
    matcher->setStackLimit(most_stack, status);
    const bool whole = matcher->matches(status);
    return U_SUCCESS(status) && whole;
}

} // namespace yeelen::menu

#include "menu/walk/answer.hpp"

#include "core/msisdn.hpp"
#include <algorithm>
#include <charconv>
#include <chrono>
#include <fmt/format.h>
#include <smpp/text.hpp>

namespace yeelen::menu {

namespace {

using answered = std::expected<boost::json::value, answer_fault>;
constexpr std::unexpected<answer_fault> not_expected{answer_fault::not_expected};

/// Letters and signs of any script that a basic phone can type: no control characters, no broken
/// UTF-8, no emoji.
bool typeable(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t size = lead < 0x80 ? 1 : lead >> 5 == 0x6 ? 2 : lead >> 4 == 0xE ? 3 : 0;
        if (size == 0 || i + size > text.size() || lead < 0x20 || lead == 0x7F) {
            return false;
        }
        std::uint32_t code = size == 1 ? lead : size == 2 ? lead & 0x1Fu : lead & 0x0Fu;
        for (std::size_t k = 1; k < size; ++k) {
            const auto octet = static_cast<unsigned char>(text[i + k]);
            if (octet >> 6 != 2) {
                return false;
            }
            code = code << 6 | (octet & 0x3Fu);
        }
        const bool overlong = (size == 2 && code < 0x80) || (size == 3 && code < 0x800);
        const bool odd = (code >= 0x80 && code < 0xA0) || (code >= 0x2000 && code < 0x2010) ||
                         (code >= 0x2028 && code < 0x2030) || (code >= 0x2600 && code < 0x2800) ||
                         (code >= 0xD800 && code < 0xF900) || code >= 0xFE00;
        if (overlong || odd) {
            return false;
        }
        i += size;
    }
    return true;
}

/// Nothing if something other than digits and the separators people write stands in it.
std::optional<std::string> bare_digits(std::string_view text, std::string_view separators) {
    std::string out;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            out += c;
        } else if (separators.find(c) == std::string_view::npos) {
            return std::nullopt;
        }
    }
    return out;
}

answered read_amount(const ask_screen& ask, std::string_view typed) {
    const auto digits = bare_digits(typed, " ");
    if (!digits || digits->empty() || digits->size() > 15) {
        return not_expected;
    }
    std::int64_t amount = 0;
    std::from_chars(digits->data(), digits->data() + digits->size(), amount);
    if (amount < ask.least || amount > ask.most) {
        return not_expected;
    }
    return amount;
}

answered read_date(std::string_view typed) {
    std::string digits;
    int parts = 1;
    for (const char c : typed) {
        if (c >= '0' && c <= '9') {
            digits += c;
        } else if (c == '/' || c == '-' || c == '.' || c == ' ' || c == '*') {
            // "6/7/2026": pad the day and the month that just ended.
            if (parts <= 2 && digits.size() % 2 == 1) {
                digits.insert(digits.size() - 1, 1, '0');
            }
            ++parts;
        } else {
            return not_expected;
        }
    }
    if (digits.size() == 6) {
        digits.insert(4, "20");
    }
    if (digits.size() != 8 || (parts != 1 && parts != 3)) {
        return not_expected;
    }
    const auto number = [&](std::size_t at, std::size_t size) {
        int n = 0;
        std::from_chars(digits.data() + at, digits.data() + at + size, n);
        return n;
    };
    const std::chrono::year_month_day day{std::chrono::year{number(4, 4)},
                                          std::chrono::month{static_cast<unsigned>(number(2, 2))},
                                          std::chrono::day{static_cast<unsigned>(number(0, 2))}};
    if (!day.ok() || number(4, 4) < 1900) {
        return not_expected;
    }
    return boost::json::string(
        fmt::format("{:04}-{:02}-{:02}", number(4, 4), number(2, 2), number(0, 2)));
}

} // namespace

std::string_view trim(std::string_view text) noexcept {
    constexpr std::string_view no_break = "\xC2\xA0";
    for (bool again = true; again && !text.empty();) {
        again = false;
        const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
        if (blank(text.front())) {
            text.remove_prefix(1);
            again = true;
        } else if (blank(text.back())) {
            text.remove_suffix(1);
            again = true;
        } else if (text.starts_with(no_break)) {
            text.remove_prefix(2);
            again = true;
        } else if (text.ends_with(no_break)) {
            text.remove_suffix(2);
            again = true;
        }
    }
    return text;
}

answered read_answer(const ask_screen& ask, std::string_view typed) {
    if (typed.empty()) {
        return std::unexpected(answer_fault::empty);
    }
    if (typed.size() > max_answer) {
        return std::unexpected(answer_fault::too_long);
    }
    switch (ask.type) {
    case answer_type::text: {
        const auto length = static_cast<std::int64_t>(smpp::utf16_length(typed));
        if (!typeable(typed) || length < ask.least || length > ask.most) {
            return not_expected;
        }
        return boost::json::string(typed);
    }
    case answer_type::digits: {
        const auto digits = bare_digits(typed, " .-");
        const auto length = digits ? static_cast<std::int64_t>(digits->size()) : -1;
        if (length < ask.least || length > ask.most) {
            return not_expected;
        }
        return boost::json::string(*digits);
    }
    case answer_type::amount: return read_amount(ask, typed);
    case answer_type::phone: {
        const auto number = core::msisdn::parse(typed);
        if (!number) {
            return not_expected;
        }
        return boost::json::string(number->digits());
    }
    case answer_type::date: return read_date(typed);
    }
    return not_expected;
}

} // namespace yeelen::menu

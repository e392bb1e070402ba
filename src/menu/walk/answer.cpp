#include "menu/walk/answer.hpp"

#include "core/msisdn.hpp"
#include "menu/expression/day.hpp"
#include "menu/expression/decimal.hpp"
#include "menu/walk/answer_pattern.hpp"
#include "menu/walk/typed_date.hpp"
#include <algorithm>
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

/// "5000", "12 501", "12,501", "1.234.567": where an amount is whole, a comma or a point can only
/// stand before three digits. "12,5" and "500.75" are finer, and nothing is rounded.
std::optional<std::string> whole_amount(std::string_view typed) {
    const auto first = typed.find_first_of(".,");
    if (first == std::string_view::npos) {
        return bare_digits(typed, " ");
    }
    if (first == 0 || first > 3 || typed.front() == '0' || (typed.size() - first) % 4 != 0) {
        return std::nullopt;
    }
    auto digits = bare_digits(typed.substr(0, first), "");
    for (auto at = first; digits && at < typed.size(); at += 4) {
        const auto group = bare_digits(typed.substr(at + 1, 3), "");
        if (typed[at] != typed[first] || !group || group->size() != 3) {
            return std::nullopt;
        }
        *digits += *group;
    }
    return digits;
}

/// "5000", "5 000", "5000,50", "5000.5": after a comma or a point stand one or two digits. Of
/// "5.000" nobody knows whether five or five thousand is meant: it is asked for again.
std::optional<std::string> amount_with_places(std::string_view typed, std::int64_t most) {
    const auto point = std::min(typed.find_first_of(".,"), typed.size());
    auto text = bare_digits(typed.substr(0, point), " ");
    if (!text || text->empty() || point == typed.size()) {
        return text;
    }
    const auto places = bare_digits(typed.substr(point + 1), "");
    if (!places || places->empty() || static_cast<std::int64_t>(places->size()) > most) {
        return std::nullopt;
    }
    return *text + '.' + *places;
}

answered read_amount(const ask_screen& ask, std::string_view typed) {
    constexpr std::size_t most_digits = 15;
    const auto text =
        ask.decimals == 0 ? whole_amount(typed) : amount_with_places(typed, ask.decimals);
    if (!text || text->empty() || std::min(text->find('.'), text->size()) > most_digits) {
        return not_expected;
    }
    const auto amount = decimal::parse(*text);
    const auto least = decimal::of(ask.least);
    const auto most = decimal::of(ask.most);
    if (!amount || !least || !most || *amount < *least || *amount > *most) {
        return not_expected;
    }
    return amount->to_json();
}

answered read_digits(const ask_screen& ask, std::string_view typed, std::string_view separators) {
    const auto digits = bare_digits(typed, separators);
    const auto length = digits ? static_cast<std::int64_t>(digits->size()) : -1;
    if (length < std::max<std::int64_t>(1, ask.least) || length > ask.most) {
        return not_expected;
    }
    return boost::json::string(*digits);
}

/// UTF-16 units: what a basic phone can type has one a character.
bool length_within(const ask_screen& ask, std::string_view typed) {
    const auto length = static_cast<std::int64_t>(smpp::utf16_length(typed));
    return length >= ask.least && length <= ask.most;
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

answered read_answer(const ask_screen& ask, std::string_view typed, const date_limits& limits) {
    if (typed.empty()) {
        return std::unexpected(answer_fault::empty);
    }
    if (typed.size() > max_answer) {
        return std::unexpected(answer_fault::too_long);
    }
    switch (ask.type) {
    case answer_type::text:
        if (!typeable(typed) || !length_within(ask, typed)) {
            return not_expected;
        }
        return boost::json::string(typed);
    case answer_type::pattern:
        if (!typeable(typed) || !length_within(ask, typed) || !ask.pattern ||
            !ask.pattern->matches(typed)) {
            return not_expected;
        }
        return boost::json::string(typed);
    case answer_type::digits:
    case answer_type::meter: return read_digits(ask, typed, " .-");
    case answer_type::pin: return read_digits(ask, typed, "");
    case answer_type::amount: return read_amount(ask, typed);
    case answer_type::phone: {
        std::string bare{typed}; // "(07) 01020304"
        std::erase_if(bare, [](char c) { return c == '(' || c == ')'; });
        const auto number = core::msisdn::parse(bare);
        if (!number) {
            return not_expected;
        }
        return boost::json::string(number->digits());
    }
    case answer_type::date: {
        const auto day = read_typed_date(typed, limits);
        if (!day) {
            return not_expected;
        }
        return boost::json::string(day_text(*day));
    }
    }
    return not_expected;
}

} // namespace yeelen::menu

#include "menu/expression/function_bodies.hpp"

#include "menu/expression/day.hpp"
#include "menu/expression/luhn.hpp"
#include <algorithm>
#include <array>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace yeelen::menu::function_body {

computed exists(computeds given) {
    return !given[0].nothing();
}

computed count(computeds given) {
    if (given[0].missing() || given[0].is_list()) {
        return decimal::of(static_cast<std::int64_t>(given[0].size()));
    }
    return {};
}

computed any(computeds given) {
    return given[0].missing() || given[0].is_list() ? computed{given[0].size() > 0} : computed{};
}

computed sum(computeds given) {
    if (!given[0].is_list()) {
        return {};
    }
    std::optional<decimal> total = decimal{};
    for (std::size_t i = 0; total && i < given[0].size(); ++i) {
        const auto n = computed::of(given[0].entry(i)).number();
        total = n ? add(*total, *n) : std::nullopt;
    }
    return total;
}

computed first(computeds given) {
    return computed::of(given[0].entry(0));
}

computed with(computeds given) {
    if (!given[0].missing() && !given[0].is_list()) {
        return {};
    }
    computed::entries all;
    for (std::size_t i = 0; i < given[0].size(); ++i) {
        all.push_back(given[0].entry(i));
    }
    if (const auto* one = given[1].whole()) {
        all.push_back(one);
    }
    return all;
}

namespace {

computed chosen(computeds given, bool want_less) {
    const auto order = compare(given[0], given[1]);
    if (!order) {
        return {};
    }
    const auto& found = given[(*order < 0) == want_less ? 0 : 1];
    if (const auto n = found.number()) {
        return *n;
    }
    return found.date();
}

} // namespace

computed otherwise(computeds given) {
    return given[0].nothing() ? given[1] : given[0];
}

computed as_number(computeds given) {
    return given[0].number();
}

computed lesser(computeds given) {
    return chosen(given, true);
}

computed greater(computeds given) {
    return chosen(given, false);
}

namespace {

/// Octets of UTF-8 at which no character begins.
bool inner(char c) noexcept {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::int64_t characters(std::string_view text) noexcept {
    return std::count_if(text.begin(), text.end(), [](char c) { return !inner(c); });
}

/// Where the character with that number (from 0) begins; the text's end past the last one.
std::size_t begin_of(std::string_view text, std::int64_t number) noexcept {
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        if (!inner(text[at]) && number-- == 0) {
            break;
        }
    }
    return at;
}

/// Character by character: as many come out as went in.
std::string mapped(std::string_view text, UChar32 (*map)(UChar32)) {
    std::string out;
    out.reserve(text.size());
    const auto* octets = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        const auto begin = at;
        UChar32 c = 0;
        U8_NEXT(octets, at, size, c);
        if (c < 0) {
            out.append(
                text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)));
            continue;
        }
        std::array<std::uint8_t, U8_MAX_LENGTH> one{};
        std::int32_t used = 0;
        const UChar32 other = map(c);
        U8_APPEND_UNSAFE(one.data(), used, other);
        out.append(reinterpret_cast<const char*>(one.data()), static_cast<std::size_t>(used));
    }
    return out;
}

} // namespace

computed length(computeds given) {
    const auto text = given[0].written();
    return text ? computed{decimal::of(characters(*text))} : computed{};
}

computed part(computeds given) {
    const auto text = given[0].written();
    const auto from_number = given[1].number();
    const auto count_number = given[2].number();
    const auto from = from_number ? from_number->whole() : std::nullopt;
    const auto count = count_number ? count_number->whole() : std::nullopt;
    if (!text || !from || !count || *from == 0 || *count < 0) {
        return {};
    }
    const auto size = characters(*text);
    // From the end, as much as there is of it.
    const auto begin = *from > 0 ? *from - 1 : std::max<std::int64_t>(0, size + *from);
    if (begin >= size) {
        return std::string{};
    }
    const auto end = begin + std::min(*count, size - begin);
    const auto at = begin_of(*text, begin);
    return text->substr(at, begin_of(*text, end) - at);
}

computed starts(computeds given) {
    const auto text = given[0].written();
    const auto with = given[1].written();
    return text && with ? computed{text->starts_with(*with)} : computed{};
}

computed ends(computeds given) {
    const auto text = given[0].written();
    const auto with = given[1].written();
    return text && with ? computed{text->ends_with(*with)} : computed{};
}

computed upper(computeds given) {
    const auto text = given[0].written();
    return text ? computed{mapped(*text, u_toupper)} : computed{};
}

computed lower(computeds given) {
    const auto text = given[0].written();
    return text ? computed{mapped(*text, u_tolower)} : computed{};
}

computed check_digit(computeds given) {
    const auto text = given[0].written();
    return text ? computed{luhn(*text)} : computed{};
}

computed month(computeds given) {
    const auto text = given[0].written();
    const auto found = text ? read_month(*text) : std::nullopt;
    return found ? computed{std::string{*found}} : computed{};
}

} // namespace yeelen::menu::function_body

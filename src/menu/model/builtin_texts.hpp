#pragma once
// Texts that every menu needs, whatever its screens: each locale must have them.
#include "menu/state.hpp"
#include <array>
#include <cstdint>
#include <string_view>

namespace yeelen::menu {

/// Their ids are the first ones of every menu, in this order.
enum class builtin : text_id {
    key_back,
    key_home,
    key_next,
    key_previous,
    key_continue,
    key_yes,
    key_no,
    notice_choice,
    notice_empty,
    notice_long,
    expect_text,
    expect_digits,
    expect_amount,
    expect_phone,
    expect_date,
    expect_meter,
    expect_pin,
    expect_pattern,
    doubt_meter,
    closing_timeout,
    closing_overload,
    closing_fault,
    closing_draining,
    closing_tries,
    notice_place,
};
inline constexpr std::array<std::string_view, 25> builtin_keys{
    "key.back",         "key.home",      "key.next",         "key.previous",  "key.continue",
    "key.yes",          "key.no",        "notice.choice",    "notice.empty",  "notice.long",
    "expect.text",      "expect.digits", "expect.amount",    "expect.phone",  "expect.date",
    "expect.meter",     "expect.pin",    "expect.pattern",   "doubt.meter",   "closing.timeout",
    "closing.overload", "closing.fault", "closing.draining", "closing.tries", "notice.place"};

constexpr text_id id_of(builtin b) noexcept {
    return static_cast<text_id>(b);
}
constexpr std::string_view key_of(builtin b) noexcept {
    return builtin_keys[id_of(b)];
}

} // namespace yeelen::menu

#pragma once
// Texts that every menu needs, whatever its screens: each locale must have them.
#include <array>
#include <cstdint>
#include <string_view>

namespace yeelen::menu {

using text_id = std::uint32_t;
inline constexpr text_id no_text = UINT32_MAX;

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
    closing_timeout,
    closing_overload,
    closing_fault,
    closing_draining,
    closing_tries,
};
inline constexpr std::array<std::string_view, 20> builtin_keys{
    "key.back",        "key.home",         "key.next",      "key.previous",     "key.continue",
    "key.yes",         "key.no",           "notice.choice", "notice.empty",     "notice.long",
    "expect.text",     "expect.digits",    "expect.amount", "expect.phone",     "expect.date",
    "closing.timeout", "closing.overload", "closing.fault", "closing.draining", "closing.tries"};

constexpr text_id id_of(builtin b) noexcept {
    return static_cast<text_id>(b);
}
constexpr std::string_view key_of(builtin b) noexcept {
    return builtin_keys[id_of(b)];
}

} // namespace yeelen::menu

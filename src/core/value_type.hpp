#pragma once
// What a value is and how large it can get, as far as somebody declared it: a backend its answers,
// a menu its questions, its profile and its flows. From these bounds a menu is proved to fit.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::core {

enum class value_kind : std::uint8_t {
    any,    ///< nothing is known of it: counts as a text of the default length
    text,   ///< JSON string
    number, ///< a whole number, or a decimal written as text; never binary floating point
    amount, ///< the same, of money, in the currency's main unit; its currency is another value
    date,   ///< "2026-07-06", or a time that begins so
    month,  ///< "2026-07", or a date
    flag,   ///< true or false
    record, ///< JSON object
    list,   ///< JSON array
};
/// "text", "number" ...: as menus and backends write it; of any: "any".
std::string_view name_of(value_kind kind) noexcept;
std::optional<value_kind> kind_named(std::string_view name) noexcept;
/// The same in a sentence: "a text", "an amount", "true or false".
std::string_view phrase_of(value_kind kind) noexcept;

inline constexpr std::int64_t default_text_length = 40;
inline constexpr std::int64_t default_most_number = 999'999'999;
inline constexpr std::int64_t default_most_entries = 12;
/// Places behind the point: of any number, and the most that an amount may declare.
inline constexpr std::int64_t most_decimals = 6;
inline constexpr std::int64_t most_amount_decimals = 2;

struct value_type {
    value_kind kind = value_kind::any;
    bool optional = false; ///< may be missing
    /// Text: characters. Number, amount: the lowest and highest value. List: `most` entries.
    std::int64_t least = 0;
    std::int64_t most = default_text_length;
    /// Number, amount: the most places behind the point. What is declared an amount is held to it:
    /// money that is finer than what is shown must not be asked for or charged.
    std::int64_t decimals = 0;
    std::map<std::string, value_type, std::less<>> fields; ///< of a record
    std::vector<value_type> entry;                         ///< of a list: what each is; one element

    bool operator==(const value_type&) const = default;
};

/// The type of which no more is said than its kind: with the default bounds. A list has entries of
/// any kind.
value_type plain(value_kind kind);
constexpr bool is_number(value_kind kind) noexcept {
    return kind == value_kind::number || kind == value_kind::amount;
}

} // namespace yeelen::core

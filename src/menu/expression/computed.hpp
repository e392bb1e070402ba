#pragma once
// What a part of an expression comes to: borrowed from the scope wherever possible.
#include "menu/expression/decimal.hpp"
#include <boost/json.hpp>
#include <chrono>
#include <compare>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace yeelen::menu {

class computed {
public:
    using entries = std::vector<const boost::json::value*>;
    using day = std::chrono::sys_days;

    computed() = default;               ///< missing
    computed(std::same_as<bool> auto v) // not of pointers
        : value_(v) {}
    computed(decimal v)
        : value_(v) {}
    computed(day v)
        : value_(v) {}
    computed(std::string_view v)
        : value_(v) {}
    computed(std::string v)
        : value_(std::move(v)) {}
    computed(entries v)
        : value_(std::move(v)) {}
    template<typename T>
    computed(std::optional<T> v) {
        if (v) {
            value_ = std::move(*v);
        }
    }
    /// Missing of nullptr and of JSON null.
    static computed of(const boost::json::value* v);

    bool missing() const noexcept { return value_.index() == 0; }
    /// Missing, or an empty text.
    bool nothing() const noexcept;
    const bool* flag() const noexcept { return std::get_if<bool>(&value_); }
    bool truth() const noexcept { return flag() && *flag(); }
    std::optional<std::string_view> text() const noexcept;
    /// Also of a text that reads as one.
    std::optional<decimal> number() const noexcept;
    std::optional<day> date() const noexcept;
    bool is_list() const noexcept;
    std::size_t size() const noexcept; ///< of a list; 0 of others
    const boost::json::value* entry(std::size_t i) const noexcept;
    /// A single JSON value that is a record or a list; nullptr of others.
    const boost::json::value* whole() const noexcept;

    /// A text as it is, a number or a date as it is written. Nothing of others.
    std::optional<std::string> written() const;
    boost::json::value to_json() const;

private:
    std::variant<std::monostate, bool, decimal, day, std::string_view, std::string,
                 const boost::json::value*, entries>
        value_;
};

/// Nothing of unlike things, of lists and records, and of true and false.
std::optional<std::strong_ordering> compare(const computed& a, const computed& b);
/// The same, and of true and false.
std::optional<bool> equal(const computed& a, const computed& b);
computed sum(const computed& a, const computed& b, bool subtracted);

} // namespace yeelen::menu

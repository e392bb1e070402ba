#pragma once
// Exact decimals: money and numbers of menus without binary floating point.
#include <boost/json.hpp>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::menu {

/// A whole number of up to 18 digits, or one with up to 6 places and as many digits in all.
/// More places are rounded half away from zero. What does not fit is nothing.
class decimal {
public:
    static constexpr int max_places = 6;

    constexpr decimal() = default;
    /// Nothing of the lowest int64: it has no opposite.
    static std::optional<decimal> of(std::int64_t whole) noexcept;
    /// "12", "-12.50": digits, at most one point between digits.
    static std::optional<decimal> parse(std::string_view text) noexcept;
    /// Of an integer, a decimal as text, or a real by its shortest decimal form.
    static std::optional<decimal> of(const boost::json::value& v) noexcept;

    /// Nothing if it has a fraction.
    std::optional<std::int64_t> whole() const noexcept;
    /// "12", "-12.5": no zeros at the end of the fraction.
    std::string text() const;
    /// An integer where it is whole, else its text.
    boost::json::value to_json() const;
    bool negative() const noexcept { return digits_ < 0; }
    /// Digits behind the point, without zeros at the end.
    int places() const noexcept { return places_; }

    decimal operator-() const noexcept;
    friend std::optional<decimal> add(decimal a, decimal b) noexcept;
    friend std::optional<decimal> multiply(decimal a, decimal b) noexcept;
    /// Nothing by zero.
    friend std::optional<decimal> divide(decimal a, decimal b) noexcept;
    bool operator==(const decimal&) const = default;
    friend std::strong_ordering operator<=>(decimal a, decimal b) noexcept;

private:
    std::int64_t digits_ = 0; ///< never the lowest
    /// The value is digits_ / 10^places_; the fewest that do: equal values are equal members.
    std::uint8_t places_ = 0;

    friend struct decimal_maker;
};

std::optional<decimal> add(decimal a, decimal b) noexcept;
std::optional<decimal> multiply(decimal a, decimal b) noexcept;
std::optional<decimal> divide(decimal a, decimal b) noexcept;
inline std::optional<decimal> subtract(decimal a, decimal b) noexcept {
    return add(a, -b);
}

} // namespace yeelen::menu

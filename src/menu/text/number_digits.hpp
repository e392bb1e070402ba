#pragma once
// A number as its decimal digits, ready to be written.
#include <array>
#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string_view>

namespace yeelen::menu {

struct number_digits {
    static constexpr std::size_t most_whole = 19; ///< all of int64
    static constexpr std::size_t most_fraction = 6;
    bool negative = false;     ///< never of zero
    std::uint8_t whole = 0;    ///< how many before the point: at least one, no needless zero
    std::uint8_t fraction = 0; ///< how many behind it: no needless zero until it is rounded
    std::array<char, most_whole + most_fraction + 1> digits{}; ///< all of them

    std::string_view whole_digits() const noexcept { return {digits.data(), whole}; }
    std::string_view fraction_digits() const noexcept { return {digits.data() + whole, fraction}; }
    /// To `least` places at least and `most` (up to most_fraction) at most, half away from zero.
    void round(std::size_t least, std::size_t most) noexcept;

    static number_digits of(std::int64_t n) noexcept;
    /// That number with so many places behind the point, none of them a zero at the end.
    static number_digits finest(std::int64_t n, std::int64_t places) noexcept;
    /// An integer, a decimal as text, or a real by its shortest decimal form, as expressions read
    /// them. Nothing if it is none, or has more than 18 digits.
    static std::optional<number_digits> of(const boost::json::value& v);
};

} // namespace yeelen::menu

#pragma once
// National language tables of GSM-7 (TS 23.038 Annex A). A locking table stands in for the whole
// default alphabet, a single shift table for the extension behind an escape; which of them a
// message uses is said in its user data header (TS 23.040 9.2.3.24.15, 16; smpp/text/udh.hpp).
#include "smpp/text/alphabet.hpp"
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace smpp {

/// National Language Identifiers (TS 23.038 6.2.1.2.4); other values are reserved and read as none.
enum class national_language : std::uint8_t {
    none = 0, ///< the default alphabet, or the default extension
    turkish = 1,
    spanish = 2, ///< a single shift table only
    portuguese = 3,
    bengali = 4, ///< and Assamese
    gujarati = 5,
    hindi = 6,
    kannada = 7,
    malayalam = 8,
    oriya = 9,
    punjabi = 10,
    tamil = 11,
    telugu = 12,
    urdu = 13,
};
inline constexpr std::size_t national_language_count = 14; ///< with none

/// Such as "Portuguese"; empty for a reserved value.
std::string_view name_of(national_language l) noexcept;
constexpr bool has_single_shift(national_language l) noexcept {
    return l >= national_language::turkish && l <= national_language::urdu;
}
constexpr bool has_locking_shift(national_language l) noexcept {
    return has_single_shift(l) && l != national_language::spanish;
}

/// The tables of one message. A language that has no such table counts as none.
struct shift_tables {
    national_language locking = national_language::none;
    national_language single = national_language::none;
    constexpr bool any() const noexcept {
        return locking != national_language::none || single != national_language::none;
    }
    friend bool operator==(const shift_tables&, const shift_tables&) = default;
};

/// Octets of user data header that name the tables, without the length octet: 0, 3 or 6.
constexpr std::size_t header_octets(const shift_tables& t) noexcept {
    return (t.locking == national_language::none ? 0u : 3u) +
           (t.single == national_language::none ? 0u : 3u);
}

/// As gsm7_length(), to_gsm7() and from_gsm7() of smpp/text.hpp, with these tables.
std::optional<std::size_t> gsm7_length(std::string_view utf8, const shift_tables& tables) noexcept;
/// A character that is in neither table becomes '?'.
std::string to_gsm7(std::string_view utf8, const shift_tables& tables);
/// A septet without a character becomes a space; one behind an escape is looked up in the single
/// shift table, then in the locking one (TS 23.038 6.2.1.1).
std::string from_gsm7(std::string_view octets, const shift_tables& tables);

/// Languages that the phones reached are known to have. None unless a caller says so: a phone
/// without the table shows other letters.
class language_set {
public:
    constexpr language_set() noexcept = default;
    constexpr language_set(std::initializer_list<national_language> languages) noexcept {
        for (const national_language l : languages)
            add(l);
    }
    constexpr void add(national_language l) noexcept {
        if (has_single_shift(l))
            bits_ = static_cast<std::uint16_t>(bits_ | 1u << static_cast<unsigned>(l));
    }
    constexpr bool contains(national_language l) const noexcept {
        return (bits_ >> (static_cast<unsigned>(l) & 15) & 1) != 0;
    }
    constexpr bool empty() const noexcept { return bits_ == 0; }
    friend bool operator==(const language_set&, const language_set&) = default;

private:
    std::uint16_t bits_ = 0;
};

/// How a text goes out in the fewest short messages.
struct text_encoding {
    smpp::alphabet alphabet = smpp::alphabet::gsm7;
    shift_tables tables{};    ///< none with ucs2
    std::size_t used = 0;     ///< septets or UTF-16 units, without any header
    std::size_t messages = 0; ///< of 140 octets, with a concatenation header if over 1
    friend bool operator==(const text_encoding&, const text_encoding&) = default;
};
/// Of the default tables, every pair of tables of the allowed languages, and UCS-2, the one that
/// takes the fewest messages; then the one without tables, the one without a locking table (a phone
/// that lacks a single shift table shows "e" for "ê"), that of the fewest octets. With no language
/// allowed: GSM-7 where the text fits it, else UCS-2. Time grows with the text times the
/// pairs (182 at most); give it no text of which the length is not bounded.
/// `wide_reference`: of several messages each header has a 16-bit reference (06 08 04), an octet
/// more than with an 8-bit one.
text_encoding best_encoding(std::string_view utf8, language_set allowed,
                            bool wide_reference = false);

} // namespace smpp

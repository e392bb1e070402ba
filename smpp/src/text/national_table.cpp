// The tables of one language each, and the same turned round for writing.
#include "national_table.hpp"
#include "national_locking.hpp"
#include "national_single.hpp"
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace smpp::gsm7 {

namespace {

using characters = std::array<char16_t, 128>; // by septet; 0 for none
using by_language = std::array<characters, national_language_count>;

/// Those of a string are 128, a space for none but at `real_space`.
consteval characters read(std::u16string_view table, std::size_t real_space) {
    characters out{};
    for (std::size_t septet = 0; septet < out.size(); ++septet)
        if (septet != escape && (table[septet] != u' ' || septet == real_space))
            out[septet] = table[septet];
    return out;
}

consteval by_language make_main() {
    const auto of = [](std::u16string_view table) { return read(table, 0x20); };
    return {of(basic),
            of(locking::turkish),
            characters{}, // Spanish has none
            of(locking::portuguese),
            of(locking::bengali),
            of(locking::gujarati),
            of(locking::hindi),
            of(locking::kannada),
            of(locking::malayalam),
            of(locking::oriya),
            of(locking::punjabi),
            of(locking::tamil),
            of(locking::telugu),
            of(locking::urdu)};
}

consteval by_language make_shifted() {
    const auto of = [](std::u16string_view table) { return read(table, 128); };
    characters standard{};
    for (const extension& e : extensions)
        standard[e.septet] = e.code;
    return {standard,
            of(single::turkish),
            of(single::spanish),
            of(single::portuguese),
            of(single::bengali),
            of(single::gujarati),
            of(single::hindi),
            of(single::kannada),
            of(single::malayalam),
            of(single::oriya),
            of(single::punjabi),
            of(single::tamil),
            of(single::telugu),
            of(single::urdu)};
}

constexpr by_language main_tables = make_main();
constexpr by_language shifted_tables = make_shifted();

/// A table by character, for a binary search. Indian single shift tables have '*' and '¡' twice:
/// the lower septet is the one that is written.
struct reverse {
    struct entry {
        char16_t character;
        std::uint8_t septet;
    };
    std::array<entry, 128> entries{};
    std::size_t size = 0;

    consteval explicit reverse(const characters& table) {
        for (std::size_t septet = 0; septet < table.size(); ++septet)
            if (table[septet] != 0)
                entries[size++] = {table[septet], static_cast<std::uint8_t>(septet)};
        std::sort(entries.begin(), entries.begin() + size, [](const entry& a, const entry& b) {
            return a.character != b.character ? a.character < b.character : a.septet < b.septet;
        });
    }
    /// 0x80 where it is not in the table.
    constexpr std::uint8_t find(char32_t character) const noexcept {
        const auto end = entries.begin() + size;
        const auto at =
            std::lower_bound(entries.begin(), end, character,
                             [](const entry& e, char32_t wanted) { return e.character < wanted; });
        return at != end && at->character == character ? at->septet : 0x80;
    }
};

template<std::size_t... Language>
consteval std::array<reverse, national_language_count>
make_reverse(const by_language& tables, std::index_sequence<Language...>) {
    return {reverse{tables[Language]}...};
}
constexpr auto reverse_main =
    make_reverse(main_tables, std::make_index_sequence<national_language_count>{});
constexpr auto reverse_shifted =
    make_reverse(shifted_tables, std::make_index_sequence<national_language_count>{});

constexpr std::size_t index(national_language l) noexcept {
    return static_cast<std::size_t>(l);
}

} // namespace

code find(char32_t character, const shift_tables& tables) noexcept {
    if (const auto septet = reverse_main[index(locking_of(tables))].find(character); septet < 0x80)
        return septet;
    if (const auto septet = reverse_shifted[index(single_of(tables))].find(character);
        septet < 0x80)
        return static_cast<code>(escape << 8 | septet);
    return absent;
}

char16_t main_character(std::uint8_t septet, const shift_tables& tables) noexcept {
    return main_tables[index(locking_of(tables))][septet];
}

char16_t shifted_character(std::uint8_t septet, const shift_tables& tables) noexcept {
    return shifted_tables[index(single_of(tables))][septet];
}

} // namespace smpp::gsm7

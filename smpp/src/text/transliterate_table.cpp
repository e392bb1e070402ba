// The rows are for people; a two-stage table made of them at compile time is for look-up.
#include "transliterate_table.hpp"
#include "gsm7_table.hpp"
#include "utf8.hpp"
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>

namespace smpp {

namespace {

struct row {
    std::string_view text;
    std::u32string_view characters;
};

// Letters by their base letter. Where taking off the outermost accent leaves a letter that GSM-7
// has, that one stays (ǻ -> å). Letters of African languages (ɛ ɔ ŋ ɲ ɗ ɓ ƙ ƴ ə ...) go to the
// letter that plain spelling writes for them; Greek capitals that look like Latin ones are those,
// as in Unicode's GSM0338 mapping.
// clang-format off
constexpr row letters[] = {
    {"A", U"ÀÁÂÃĀĂĄǍǠȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶȺⱭⱯΑ"},
    {"a", U"áâãāăąǎǡȁȃȧḁạảấầẩẫậắằẳẵặɑɐẚⱥ"},
    {"B", U"ḂḄḆƁƂɃΒ"},
    {"b", U"ḃḅḇƀɓƃ"},
    {"C", U"ĆĈĊČƇȻ"},
    {"c", U"çćĉċčḉƈȼɕ"},
    {"D", U"ĎḊḌḎḐḒÐĐƉƊƋ"},
    {"d", U"ďḋḍḏḑḓðđɖɗƌȡ"},
    {"E", U"ÈÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆƎƏƐɆΕ"},
    {"e", U"êëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệǝəɛɇɘɜⱸ"},
    {"F", U"ḞƑ"},
    {"f", U"ḟƒ"},
    {"G", U"ĜĞĠĢǦǴḠƓƔǤ"},
    {"g", U"ĝğġģǧǵḡɠɣǥɡ"},
    {"H", U"ĤȞḢḤḦḨḪĦⱧΗ"},
    {"h", U"ĥȟḣḥḧḩḫẖħⱨɦɧ"},
    {"I", U"ÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊƖƗΙ"},
    {"i", U"íîïĩīĭįǐȉȋḭḯỉịıɩɨɪ"},
    {"J", U"ĴɈ"},
    {"j", U"ĵǰɉȷɟʝ"},
    {"K", U"ĶǨḰḲḴƘⱩΚ"},
    {"k", U"ķǩḱḳḵƙĸⱪ"},
    {"L", U"ĹĻĽḶḸḺḼĿŁȽⱠⱢ"},
    {"l", U"ĺļľḷḹḻḽŀłƚȴɫɬɭⱡ"},
    {"M", U"ḾṀṂƜⱮΜ"},
    {"m", U"ḿṁṃɱ"},
    {"N", U"ŃŅŇǸṄṆṈṊŊƝȠꞤꞐΝ"},
    {"n", U"ńņňǹṅṇṉṋŋɲƞȵɳꞥꞑ"},
    {"O", U"ÒÓÔÕŌŎŐƠǑǪǬȌȎȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢƆƟΟ"},
    {"o", U"óôõōŏőơǒǫǭȍȏȭȯȱṍṏṑṓọỏốồổỗộớờởỡợɔɵɤⱺ"},
    {"P", U"ṔṖƤⱣΡ"},
    {"p", U"ṕṗƥ"},
    {"Q", U"Ɋ"},
    {"q", U"ɋʠ"},
    {"R", U"ŔŖŘȐȒṘṚṜṞɌⱤ"},
    {"r", U"ŕŗřȑȓṙṛṝṟɍɼɽɾ"},
    {"S", U"ŚŜŞŠȘṠṢṤṦṨƧƩ"},
    {"s", U"śŝşšșṡṣṥṧṩſƨẛẜẝȿʂʃ"},
    {"T", U"ŢŤȚṪṬṮṰŦƬƮȾΤ"},
    {"t", U"ţťțṫṭṯṱẗŧƫƭȶʈⱦ"},
    {"U", U"ÙÚÛŨŪŬŮŰŲƯǓȔȖṲṴṶṸṺỤỦỨỪỬỮỰƱɄ"},
    {"u", U"úûũūŭůűųưǔȕȗṳṵṷṹṻụủứừửữựʊʉ"},
    {"V", U"ṼṾƲɅỼ"},
    {"v", U"ṽṿʋʌỽⱱ"},
    {"W", U"ŴẀẂẄẆẈⱲ"},
    {"w", U"ŵẁẃẅẇẉẘⱳ"},
    {"X", U"ẊẌΧ"},
    {"x", U"ẋẍ"},
    {"Y", U"ÝŶŸȲẎỲỴỶỸƳɎỾΥ"},
    {"y", U"ýÿŷȳẏẙỳỵỷỹƴɏỿ"},
    {"Z", U"ŹŻŽẐẒẔƵƷǮȤⱫΖ"},
    {"z", U"źżžẑẓẕƶʒǯȥɀʐⱬ"},
    {"Ä", U"Ǟ"},
    {"ä", U"ǟ"},
    {"Å", U"Ǻ"},
    {"å", U"ǻ"},
    {"Æ", U"ǢǼ"},
    {"æ", U"ǣǽ"},
    {"Ç", U"Ḉ"},
    {"Ö", U"Ȫ"},
    {"ö", U"ȫ"},
    {"Ø", U"Ǿ"},
    {"ø", U"ǿ"},
    {"Ü", U"ǕǗǙǛ"},
    {"ü", U"ǖǘǚǜ"},
    {"OE", U"Œ"},
    {"oe", U"œ"},
    {"IJ", U"Ĳ"},
    {"ij", U"ĳ"},
    {"TH", U"Þ"},
    {"th", U"þ"},
    {"'n", U"ŉ"},
    {"SS", U"ẞ"},
    {"DZ", U"ǄǱ"},
    {"Dz", U"ǅǲ"},
    {"dz", U"ǆǳ"},
    {"LJ", U"Ǉ"},
    {"Lj", U"ǈ"},
    {"lj", U"ǉ"},
    {"NJ", U"Ǌ"},
    {"Nj", U"ǋ"},
    {"nj", U"ǌ"},
    {"HV", U"Ƕ"},
    {"hv", U"ƕ"},
    {"OI", U"Ƣ"},
    {"oi", U"ƣ"},
    {"OU", U"Ȣ"},
    {"ou", U"ȣ"},
    {"db", U"ȸ"},
    {"qp", U"ȹ"},
    {"LL", U"Ỻ"},
    {"ll", U"ỻ"},
    {"ff", U"ﬀ"},
    {"fi", U"ﬁ"},
    {"fl", U"ﬂ"},
    {"ffi", U"ﬃ"},
    {"ffl", U"ﬄ"},
    {"st", U"ﬅﬆ"},
};

constexpr row marks[] = {
    // tab; no-break, thin and other spaces
    {" ", U"\t\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A"
          U"\u202F\u205F\u3000"},
    {"\n", U"\v\u0085\u2028\u2029"},
    // soft hyphen, zero-width space, left-to-right mark, word joiner, byte order mark. The joiners
    // U+200C and U+200D and the right-to-left mark are not here: the scripts that they shape cannot
    // be GSM-7 anyway.
    {"", U"\u00AD\u200B\u200E\u2060\uFEFF"},
    {"'", U"`´‘’‚‛′‹›ʹʻʼʽˈꞋꞌʔɁɂ"},
    {"\"", U"«»“”„‟″¨ʺ〝〞"},
    {"-", U"‐‑‒–—―−•●■▪◦‣⁃"},
    {".", U"·․∙⋅"}, {"..", U"‥"}, {"...", U"…"},
    {",", U"¸"}, {":", U"ː"}, {"!", U"ǃ"}, {"!!", U"‼"}, {"?!", U"⁈"}, {"!?", U"⁉"},
    {"/", U"÷⁄∕"}, {"x", U"×"}, {"*", U"⁎∗"}, {"|", U"¦ǀ∣"}, {"^", U"ˆ"}, {"~", U"˜≈"},
    {"+/-", U"±"}, {"<=", U"≤"}, {">=", U"≥"}, {"!=", U"≠"}, {"<<", U"≪"}, {">>", U"≫"},
    {"<-", U"←"}, {"->", U"→"}, {"<->", U"↔"}, {"<=", U"⇐"}, {"=>", U"⇒"},
    {"(C)", U"©"}, {"(R)", U"®"}, {"TM", U"™"}, {"No", U"№"}, {"o", U"°º"}, {"a", U"ª"},
    {"c", U"¢"}, {"£", U"₤"}, {"F", U"₣"}, {"N", U"₦"}, {"u", U"µμ"},
    {"K", U"\u212A"}, {"Å", U"\u212B"},
    {"Ω", U"\u2126"}, {"Δ", U"∆"}, {"Σ", U"∑"}, {"Π", U"∏"},
    {"0", U"⁰₀"}, {"1", U"¹₁"}, {"2", U"²₂"}, {"3", U"³₃"}, {"4", U"⁴₄"},
    {"5", U"⁵₅"}, {"6", U"⁶₆"}, {"7", U"⁷₇"}, {"8", U"⁸₈"}, {"9", U"⁹₉"},
    {"1/4", U"¼"}, {"1/2", U"½"}, {"3/4", U"¾"}, {"1/3", U"⅓"}, {"2/3", U"⅔"},
    {"1/8", U"⅛"}, {"3/8", U"⅜"}, {"5/8", U"⅝"}, {"7/8", U"⅞"},
};
// clang-format on

constexpr std::size_t row_count = std::size(letters) + std::size(marks);
constexpr const row& row_at(std::size_t i) noexcept {
    return i < std::size(letters) ? letters[i] : marks[i - std::size(letters)];
}

constexpr std::size_t page_size = 256;
constexpr std::size_t max_pages = 20; // making the table fails to compile when there are more

/// Character to its row: `page_of` by the high octet, then the low one. 0 is none, else the row's
/// number + 1.
struct row_table {
    std::array<std::uint8_t, 256> page_of{};
    std::array<std::array<std::uint8_t, page_size>, max_pages> pages{}; // page 0 stays empty
};

consteval row_table make_row_table() {
    static_assert(row_count < 255);
    row_table table;
    std::size_t pages = 1;
    for (std::size_t i = 0; i < row_count; ++i) {
        for (const char32_t character : row_at(i).characters) {
            auto& page = table.page_of[character / page_size];
            if (page == 0)
                page = static_cast<std::uint8_t>(pages++);
            auto& entry = table.pages[page][character % page_size];
            if (entry != 0 || gsm7::find(character) != gsm7::absent)
                throw "a character is in two rows, or GSM-7 has it";
            entry = static_cast<std::uint8_t>(i + 1);
        }
    }
    return table;
}
constexpr row_table table = make_row_table();

consteval bool all_in_gsm7() {
    for (std::size_t i = 0; i < row_count; ++i) {
        for (std::string_view rest = row_at(i).text; !rest.empty();) {
            const utf8_step step = next_utf8(rest);
            if (gsm7::find(step.code) == gsm7::absent)
                return false;
            rest.remove_prefix(step.size);
        }
    }
    return true;
}
static_assert(all_in_gsm7());

struct composition {
    char32_t mark;
    std::u32string_view letters;
    std::u32string_view composed;
};
constexpr composition compositions[] = {
    {0x300, U"aeiou", U"àèìòù"},   {0x301, U"eE", U"éÉ"}, {0x303, U"nN", U"ñÑ"},
    {0x308, U"aouAOU", U"äöüÄÖÜ"}, {0x30A, U"aA", U"åÅ"}, {0x327, U"C", U"Ç"},
};

} // namespace

std::optional<std::string_view> gsm7_stand_in(char32_t character) noexcept {
    if (character > 0xFFFF)
        return std::nullopt;
    const std::size_t found =
        table.pages[table.page_of[character / page_size]][character % page_size];
    if (found == 0)
        return std::nullopt;
    return row_at(found - 1).text;
}

char32_t gsm7_composed(char32_t letter, char32_t mark) noexcept {
    for (const composition& c : compositions)
        if (c.mark == mark)
            if (const auto at = c.letters.find(letter); at != std::u32string_view::npos)
                return c.composed[at];
    return 0;
}

} // namespace smpp

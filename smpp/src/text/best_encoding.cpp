// Which tables carry a text in the fewest messages.
#include "limits.hpp"
#include "national_table.hpp"
#include "smpp/text.hpp"
#include "smpp/text/national.hpp"
#include "utf8.hpp"
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <tuple>

namespace smpp {

namespace {

constexpr std::array<national_language, national_language_count> languages = [] {
    std::array<national_language, national_language_count> all{};
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = static_cast<national_language>(i);
    return all;
}();

std::size_t octets_of(const text_encoding& e) noexcept {
    const std::size_t header = header_octets(e.tables);
    return e.alphabet == alphabet::ucs2 ? 2 * e.used : (7 * e.used + 7) / 8 + e.messages * header;
}

/// The order of preference: less is better. A message that every phone shows goes before one of
/// the same price that needs a table; of the tables, a single shift one, of which a phone without
/// it shows the letter below the accent (TS 23.038 6.2.1.1).
auto rank(const text_encoding& e) noexcept {
    return std::tuple{e.messages, e.tables.any(), e.tables.locking != national_language::none,
                      octets_of(e)};
}

/// A text is put into messages as it is measured: one walk a pair of tables.
class filling {
public:
    filling(std::size_t alone, std::size_t part) noexcept
        : alone_(alone)
        , part_(part) {}
    void add(std::size_t units) noexcept {
        used_ += units;
        filled_ += units;
        if (filled_ > part_) {
            ++parts_;
            filled_ = units;
        }
    }
    std::size_t used() const noexcept { return used_; }
    std::size_t messages() const noexcept { return used_ <= alone_ ? 1 : parts_; }

private:
    std::size_t alone_;
    std::size_t part_;
    std::size_t used_ = 0;
    std::size_t filled_ = 0;
    std::size_t parts_ = 1;
};

/// `several`: octets of the header of one of several messages, its length octet among them.
std::optional<text_encoding> with_tables(std::string_view utf8, const shift_tables& tables,
                                         std::size_t several) {
    const std::size_t header = header_octets(tables);
    filling f{septet_limit(header == 0 ? 0 : 1 + header), septet_limit(several + header)};
    for (std::size_t at = 0; at < utf8.size();) {
        const utf8_step step = next_utf8(utf8.substr(at));
        const gsm7::code code =
            tables.any() ? gsm7::find(step.code, tables) : gsm7::find(step.code);
        if (code == gsm7::absent)
            return std::nullopt;
        f.add(gsm7::is_escaped(code) ? 2 : 1);
        at += step.size;
    }
    return text_encoding{alphabet::gsm7, tables, f.used(), f.messages()};
}

text_encoding in_ucs2(std::string_view utf8, std::size_t several) {
    filling f{unit_limit(0), unit_limit(several)};
    for (std::size_t at = 0; at < utf8.size();) {
        const utf8_step step = next_utf8(utf8.substr(at));
        f.add(step.code != invalid_utf8 && step.code > 0xFFFF ? 2 : 1);
        at += step.size;
    }
    return {alphabet::ucs2, {}, f.used(), f.messages()};
}

} // namespace

text_encoding best_encoding(std::string_view utf8, language_set allowed, bool wide_reference) {
    const std::size_t several = wide_reference ? 7 : 6;
    const auto standard = with_tables(utf8, {}, several);
    if (standard && (allowed.empty() || standard->messages == 1))
        return *standard;
    text_encoding best = standard ? *standard : in_ucs2(utf8, several);
    if (best.messages == 1)
        return best;
    for (const national_language locking : languages) {
        if (locking != national_language::none &&
            (!allowed.contains(locking) || !has_locking_shift(locking)))
            continue;
        for (const national_language single : languages) {
            if (single != national_language::none && !allowed.contains(single))
                continue;
            const shift_tables tables{locking, single};
            if (!tables.any())
                continue;
            if (const auto other = with_tables(utf8, tables, several);
                other && rank(*other) < rank(best))
                best = *other;
        }
    }
    return best;
}

} // namespace smpp

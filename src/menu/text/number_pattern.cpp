#include "menu/text/number_pattern.hpp"

namespace yeelen::menu {

namespace {

void append(std::string& out, std::string_view affix, std::string_view code) {
    const auto at = affix.find(code_sign);
    if (at == std::string_view::npos) {
        out += affix;
        return;
    }
    out += affix.substr(0, at);
    out += code;
    out += affix.substr(at + 1);
}

} // namespace

void number_pattern::write(std::string& out, number_digits d, std::string_view code) const {
    d.round(least_fraction, most_fraction);
    append(out, d.negative ? negative_before : before, code);
    const auto whole = d.whole_digits();
    const bool grouped =
        first_group != 0 && whole.size() >= std::size_t{first_group} + least_grouped;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const auto left = whole.size() - i;
        if (grouped && i != 0 && left >= first_group && (left - first_group) % next_group == 0) {
            out += group;
        }
        out += whole[i];
    }
    if (d.fraction != 0) {
        out += point;
        out += d.fraction_digits();
    }
    append(out, d.negative ? negative_after : after, code);
}

} // namespace yeelen::menu

#pragma once
// Texts of locales/<lang>.yaml: a subset of ICU MessageFormat, read once at load.
//   {balance.amount, money, balance.currency}  {invoice.month, month}  {invoice.due_date, date}
//   {kwh, number} {n, plural, =0 {none} one {# day} other {# days}}   {status, select, paid
//   {settled} other {open}}
// Quoting is ICU's: '' is an apostrophe; ' quotes only directly before { or } (and # within a
// plural).
#include "menu/expression/path.hpp"
#include <cstdint>
#include <string>
#include <vector>

namespace yeelen::menu {

struct text_part;

struct text_template {
    std::vector<text_part> parts;
    /// No value in it: the one literal is the text.
    bool fixed() const noexcept;
    std::string_view literal() const noexcept;

    static std::expected<text_template, text_error> parse(std::string_view text);
    /// Every value that it uses, in its branches too.
    std::vector<const path*> paths() const;
    void paths_into(std::vector<const path*>& all) const;
};

enum class plural_category : std::uint8_t { zero, one, two, few, many, other };

struct text_case {
    std::string selector; ///< of a select: the word; of a plural: "=5"
    plural_category category = plural_category::other;
    std::int64_t exactly = -1; ///< of a plural: '=5'
    text_template text;
};

struct text_part {
    enum class kind : std::uint8_t {
        literal,
        plain,
        money,
        number,
        date,
        short_date,
        month,
        plural,
        select,
        count_sign
    };
    kind what = kind::literal;
    std::string literal; ///< also a fixed currency of money
    path value;
    path currency; ///< of money, unless `literal` names it
    std::vector<text_case> cases;
};

} // namespace yeelen::menu

#pragma once
// Texts of locales/<lang>.yaml: ICU's message syntax with dotted names, read once at load.
//   {balance.amount, money, balance.currency}  {amount, money, XOF}  {kwh, number}
//   {due_date, date}  {due_date, date, short}  {due_date, date, long}  {invoice.month, month}
//   {purchase.token, token}  {contract.holder, cut, 20}
//   {n, plural, =0 {none} one {# day} other {# days}}   {n, selectordinal, one {#st} other {#th}}
//   {status, select, paid {settled} other {open}}
// Quoting is ICU's but for letters: '' is an apostrophe; ' quotes only directly before { or } (and
// # within a plural), and never straight behind a letter: d'{name} is an apostrophe and a value. Of
// ICU's own there are no `offset:`, no skeletons, no date styles beyond those above.
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
    /// A token stands in it: its screen is kept in one piece where it can.
    bool has_token() const noexcept;

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
        plain, ///< as it is; numbers without grouping
        money,
        number,
        date,
        short_date, ///< without the year
        long_date,  ///< with the name of the month
        month,
        token, ///< digits in groups of four
        cut,   ///< at most `most`
        plural,
        ordinal,
        select,
        count_sign
    };
    kind what = kind::literal;
    std::string literal; ///< also a fixed currency of money
    path value;
    path currency; ///< of money, unless `literal` names it
    std::vector<text_case> cases;
    /// Septets or UTF-16 units that a value written as it is may take: what is longer is cut. 0: no
    /// bound is known. Of `cut` as it was written; of others by bound() in menu/text/bounds.hpp.
    std::uint32_t most = 0;
};

} // namespace yeelen::menu

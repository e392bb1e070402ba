#pragma once
// Expressions: conditions (`exists profile.contract and count(history.invoices) > 0`), lists
// (`history.invoices where item.status == 'unpaid'`), values (`=balance.amount - 500`). Read once
// at load. Total: a missing value, a division by zero, an overflow, a comparison of unlike things
// make the result missing (false, as a condition), never an error. Pure.
#include "core/value_type.hpp"
#include "menu/expression/path.hpp"
#include <boost/json.hpp>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::menu {

class scope;

/// A path as an expression uses it.
struct path_use {
    const menu::path* path = nullptr;
    bool content = true; ///< not only its being there or its number
    /// Of an `item` within a `where`: the list whose entry it is. That may be an `item` itself, of
    /// a list that its own use names.
    const menu::path* of = nullptr;
    bool gathered = false; ///< it goes through lists: that field of each entry
};

/// What is declared of the values that an expression can see.
class type_scope {
public:
    virtual ~type_scope() = default;
    /// The error says, in the words of a menu's author, why there is no such value.
    virtual std::expected<core::value_type, std::string> type_of(const path& p) const = 0;
};

class expression {
public:
    /// At most 256 parts, nested at most 32 deep.
    static std::expected<expression, text_error> parse(std::string_view text);

    bool holds(const scope& s) const;
    /// Null where it is missing. At most `budget` steps (entries of lists included): more is
    /// missing too.
    boost::json::value evaluate(const scope& s) const;
    static constexpr int budget = 10'000;
    /// Of a list, its entries where they stand: nothing is copied. They live as long as what the
    /// scope refers to. Empty where it is no list.
    std::vector<const boost::json::value*> entries(const scope& s) const;

    /// When it is only the name of a value.
    const path* as_path() const noexcept;
    /// Every value that it looks at. `content`: whether what it comes to is wanted whole.
    std::vector<path_use> uses(bool content = true) const;
    /// Its type; what cannot be right, with its offset, is added to `faults`: a sum of texts, a
    /// comparison of a date with a number, a count of what is no list.
    core::value_type type(const type_scope& types, std::vector<text_error>& faults) const;

    /// As its author wrote it; empty only before anything was parsed.
    std::string_view written() const noexcept { return written_ ? *written_ : std::string_view{}; }

    struct part;
    /// Empty only before anything was parsed.
    const std::vector<part>& parts() const noexcept;
    std::uint16_t root() const noexcept { return root_; }

private:
    friend class expression_parser;
    std::shared_ptr<const std::vector<part>> parts_; ///< shared: expressions are copied with models
    std::uint16_t root_ = 0;
    std::shared_ptr<const std::string> written_;
};

} // namespace yeelen::menu

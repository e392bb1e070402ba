#pragma once
// Types of values along a path, and of expressions.
#include "core/value_type.hpp"
#include "menu/expression/expression_part.hpp"
#include "menu/expression/path.hpp"
#include <expected>
#include <string>

namespace yeelen::menu {

/// The type of what `p` names from its step `first` on, within a value of the type `from`. Where
/// `through_lists`, a field of a list is that field of each entry: a list. The error names the
/// nearest right name.
std::expected<core::value_type, std::string> type_inside(const core::value_type& from,
                                                         const path& p, std::size_t first,
                                                         bool through_lists = false);

/// One typing of one expression.
class typing {
public:
    typing(const std::vector<expression::part>& parts, const type_scope& types,
           std::vector<text_error>& faults)
        : parts_(parts)
        , types_(types)
        , faults_(faults) {}

    core::value_type type(std::uint16_t index);

private:
    using part = expression::part;
    core::value_type known(std::expected<core::value_type, std::string> found, std::size_t offset);
    core::value_type type_of(const path& p);
    core::value_type gathered(const path& p);
    core::value_type where(const part& p);
    core::value_type call(const part& p);
    void added(const part& p, const core::value_type& list, const core::value_type& one);
    core::value_type operation_of(const part& p);
    core::value_type sum(const part& p, const core::value_type& a, const core::value_type& b);
    core::value_type sum_of_date(const part& p, const core::value_type& b, bool optional);
    core::value_type day_if_written(std::uint16_t index, core::value_type t) const;
    core::value_type product(const part& p, const core::value_type& a, const core::value_type& b);
    core::value_type joined(const part& p, const core::value_type& a, const core::value_type& b);
    void condition(std::uint16_t index, const core::value_type& t);
    void comparison(const part& p, core::value_type a, core::value_type b);
    core::value_type read_as(std::uint16_t index, core::value_type t, core::value_kind other);
    bool number(std::uint16_t index, const core::value_type& t, std::string_view sign);
    void fault(std::uint16_t index, std::string message);

    const std::vector<part>& parts_;
    const type_scope& types_;
    std::vector<text_error>& faults_;
    const core::value_type* entry_ = nullptr; ///< of the list that a `where` goes through
};

} // namespace yeelen::menu

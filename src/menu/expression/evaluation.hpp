#pragma once
#include "menu/expression/computed.hpp"
#include "menu/expression/expression_part.hpp"
#include "menu/expression/scope.hpp"

namespace yeelen::menu {

/// One evaluation of one expression: within its budget, with the entry that a `where` is at.
class evaluation {
public:
    evaluation(const std::vector<expression::part>& parts, const scope& s)
        : parts_(parts)
        , scope_(s)
        , item_(s.item())
        , number_(s.number()) {}

    /// Missing where it takes more steps than the budget.
    computed run(std::uint16_t root);

private:
    computed value(std::uint16_t index);
    computed value_of(const path& p);
    computed call(const expression::part& p);
    computed where(const expression::part& p);
    computed operation_of(const expression::part& p);
    computed comparison(operator_kind sign, const computed& a, const computed& b);
    computed joined(const computed& a, const computed& b);
    computed gathered(const path& p);
    computed gathered(const computed& from, const path& p, std::size_t step);
    void gather(const boost::json::value& from, const path& p, std::size_t step,
                computed::entries& into, int level);
    bool spend(std::size_t steps);

    const std::vector<expression::part>& parts_;
    const scope& scope_;
    const boost::json::value* item_;
    std::size_t number_;
    std::size_t left_ = expression::budget;
    bool spent_ = false;
};

} // namespace yeelen::menu

// Conditions that hold for everybody or for nobody, and days of which none can be typed.
#include "menu/expression/expression_part.hpp"
#include "menu/proof/checker.hpp"
#include "menu/proof/folding.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

namespace {

class constant_checker {
public:
    constant_checker(const value_types& types, core::faults& faults)
        : types_(types)
        , faults_(faults) {}

    void conditions() {
        for (const auto& use : types_.source().expressions) {
            std::vector<text_error> wrong;
            use.expression.type(place_types{types_, use.flow, use.screen}, wrong);
            if (!wrong.empty()) {
                continue; // told already, and that is why it never holds
            }
            if (use.as == expression_use::wanted::condition) {
                condition(use, use.expression.root());
            }
            for (const auto& p : use.expression.parts()) {
                if (p.kind == part_kind::where) {
                    condition(use, p.inputs[1]);
                }
            }
        }
    }

    void days() {
        for (const auto& node : types_.menu().screens) {
            const auto* ask = std::get_if<ask_screen>(&node.body);
            if (!ask || !ask->from || !ask->until) {
                continue;
            }
            const auto first = folding{*ask->from}.day(ask->from->root());
            const auto last = folding{*ask->until}.day(ask->until->root());
            if (first && last && first->from_today == last->from_today && last->day < first->day) {
                const auto* use = use_of(*ask->until);
                fault(
                    use ? use->place : node.place,
                    fmt::format("'until' is always {} days before 'from': no date can be answered",
                                (first->day - last->day).count()));
            }
        }
    }

private:
    /// Of what does not always hold or never, its parts may.
    void condition(const expression_use& use, std::uint16_t index) {
        const folding folded{use.expression};
        if (const auto always = folded.truth(index)) {
            fault(within(use.place, use.one_line, folded.begin(index)),
                  fmt::format("this is always {}, for every customer: {}",
                              *always ? "true" : "false",
                              *always ? "leave the condition out, or compare a value"
                                      : "compare a value, or leave out what hangs on it"));
            return;
        }
        const auto& p = use.expression.parts()[index];
        const bool two = p.kind == part_kind::operation &&
                         (p.sign == operator_kind::both || p.sign == operator_kind::either);
        if (two || p.kind == part_kind::negate) {
            condition(use, p.inputs[0]);
        }
        if (two) {
            condition(use, p.inputs[1]);
        }
    }

    const expression_use* use_of(const expression& e) const {
        const auto& all = types_.source().expressions;
        const auto found = std::find_if(all.begin(), all.end(), [&](const expression_use& use) {
            return &use.expression.parts() == &e.parts();
        });
        return found == all.end() ? nullptr : &*found;
    }

    void fault(place where, std::string message) {
        faults_.push_back({types_.source().file, where.line, where.column, std::move(message)});
    }

    const value_types& types_;
    core::faults& faults_;
};

} // namespace

void check_constant(const value_types& types, core::faults& faults) {
    constant_checker checker{types, faults};
    checker.conditions();
    checker.days();
}

} // namespace yeelen::menu

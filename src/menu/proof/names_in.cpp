// What conditions and expressions say about the values in them.
#include "menu/expression/expression_part.hpp"
#include "menu/proof/sure_values.hpp"
#include <algorithm>

namespace yeelen::menu {

namespace {

using parts = std::vector<expression::part>;
using names = std::vector<std::string>;

void add_value(const expression::part& p, names& all) {
    if ((p.kind == part_kind::path || p.kind == part_kind::gathered) &&
        p.path().root == path_root::value && !p.path().steps.empty()) {
        all.push_back(p.path().steps.front());
    }
}

/// Every value in `index` and below without which there is no result.
void add_below(const parts& all, std::uint16_t index, names& out) {
    const auto& p = all[index];
    add_value(p, out);
    std::size_t inputs = 0;
    switch (p.kind) {
    case part_kind::operation: inputs = 2; break;
    case part_kind::where: // what the condition lacks only leaves entries out
    case part_kind::minus:
    case part_kind::negate:
    case part_kind::field: inputs = 1; break;
    case part_kind::call: inputs = p.function->arity(); break;
    case part_kind::text:
    case part_kind::number:
    case part_kind::boolean:
    case part_kind::path:
    case part_kind::gathered:
    case part_kind::locked: break;
    }
    for (std::size_t i = 0; i < inputs; ++i) {
        const bool missing_will_do =
            p.kind == part_kind::call && (p.function->takes[i] == function_input::anything ||
                                          p.function->takes[i] == function_input::list);
        if (!missing_will_do) {
            add_below(all, p.inputs[i], out);
        }
    }
}

void common(names& a, const names& b) {
    std::erase_if(a, [&](const auto& n) { return std::find(b.begin(), b.end(), n) == b.end(); });
}

/// The list behind `count list > 0` and `any list where ...`: a missing one has no entries.
void add_list(const parts& all, std::uint16_t index, names& out) {
    const auto& p = all[index];
    if (p.kind == part_kind::call && (p.function->name == "count" || p.function->name == "any")) {
        auto list = p.inputs[0];
        while (all[list].kind == part_kind::where) {
            list = all[list].inputs[0];
        }
        add_value(all[list], out);
    }
}

names proved(const parts& all, std::uint16_t index, bool holds) {
    const auto& p = all[index];
    names out;
    if (p.kind == part_kind::negate) {
        return proved(all, p.inputs[0], !holds);
    }
    if (p.kind == part_kind::call && p.function->name == "exists") {
        if (holds) {
            add_value(all[p.inputs[0]], out);
        }
        return out;
    }
    if (p.kind == part_kind::operation &&
        (p.sign == operator_kind::both || p.sign == operator_kind::either)) {
        // `a and b` holds: both do. It does not: one of them, nobody knows which.
        out = proved(all, p.inputs[0], holds);
        auto other = proved(all, p.inputs[1], holds);
        if (holds == (p.sign == operator_kind::both)) {
            out.insert(out.end(), other.begin(), other.end());
        } else {
            common(out, other);
        }
        return out;
    }
    // What is missing never holds: a true comparison had both its values.
    if (holds) {
        add_below(all, index, out);
        const bool more = p.kind == part_kind::operation && p.sign == operator_kind::greater;
        add_list(all, more ? p.inputs[0] : index, out);
    }
    return out;
}

} // namespace

names names_if(const expression& condition, bool holds) {
    return condition.parts().empty() ? names{} : proved(condition.parts(), condition.root(), holds);
}

names names_wanted(const expression& of) {
    names out;
    if (!of.parts().empty()) {
        add_below(of.parts(), of.root(), out);
    }
    return out;
}

} // namespace yeelen::menu

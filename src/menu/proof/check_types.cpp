// Expressions and values by their types: what is asked of each place, and what can be there.
#include "menu/expression/expression_part.hpp"
#include "menu/proof/checker.hpp"
#include "menu/proof/type_fit.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

namespace {

using core::value_kind;
using wanted = expression_use::wanted;

class type_checker {
public:
    type_checker(const menu_source& source, const value_types& types, core::faults& faults)
        : source_(source)
        , types_(types)
        , faults_(faults) {}

    void expressions() {
        std::vector<std::string> locks;
        for (const auto& lock : source_.locks) {
            locks.push_back(lock.name);
        }
        for (const auto& use : source_.expressions) {
            std::vector<text_error> wrong;
            for (const auto& [name, offset] : locks_in(use.expression)) {
                if (std::find(locks.begin(), locks.end(), name) == locks.end()) {
                    wrong.push_back({offset, fmt::format("no screen locks '{}'{}", name,
                                                         core::suggestion(name, locks))});
                }
            }
            const auto type = use.expression.type(place_types{types_, use.flow, use.screen}, wrong);
            for (const auto& w : wrong) {
                fault(within(use.place, use.one_line, w.offset), w.message);
            }
            if (wrong.empty() && !right(type.kind, use.as)) {
                fault(use.place, fmt::format("this is {}: {} is wanted", core::phrase_of(type.kind),
                                             phrase_of(use.as)));
            }
        }
    }

    void given() {
        for (const auto& g : source_.given) {
            held(g.value, g.declared, g.screen, g.what);
        }
    }

    void remembered() {
        std::vector<std::string> names;
        for (const auto& [name, type] : types_.menu().profile) {
            names.push_back(name);
        }
        for (const auto& r : source_.remembered) {
            const auto declared = types_.menu().profile.find(r.name);
            if (declared != types_.menu().profile.end()) {
                if (r.value) {
                    held(*r.value, declared->second, r.screen,
                         fmt::format("what 'profile' keeps as '{}'", r.name));
                }
            } else if (r.name != "language") {
                fault(r.place, fmt::format("'{}' is not among the values under 'profile'{}", r.name,
                                           core::suggestion(r.name, names)));
            }
        }
    }

private:
    static std::vector<std::pair<std::string, std::size_t>> locks_in(const expression& e) {
        std::vector<std::pair<std::string, std::size_t>> names;
        for (const auto& part : e.parts()) {
            if (part.kind == part_kind::locked) {
                names.emplace_back(std::get<std::string>(part.leaf), part.offset);
            }
        }
        return names;
    }

    static bool right(value_kind kind, wanted as) {
        if (kind == value_kind::any) {
            return true;
        }
        switch (as) {
        case wanted::condition: return kind == value_kind::flag;
        case wanted::list: return kind == value_kind::list;
        case wanted::date: return kind == value_kind::date || kind == value_kind::text;
        case wanted::any: return true;
        }
        return true;
    }
    static std::string_view phrase_of(wanted as) {
        switch (as) {
        case wanted::condition: return "a condition, such as 'exists profile.contract',";
        case wanted::list: return "a list";
        case wanted::date: return "a date";
        case wanted::any: break;
        }
        return "a value";
    }

    flow_id flow_of(screen_id screen) const {
        return screen < types_.menu().screens.size() ? types_.menu().screens[screen].flow
                                                     : whole_menu;
    }

    void held(const operand& o, const core::value_type& declared, screen_id screen,
              std::string_view what) {
        if (const auto wrong = misfit(types_.of(o, flow_of(screen)), declared)) {
            const bool code = !o.from && o.literal.is_int64() && declared.kind == value_kind::text;
            fault(o.place, fmt::format("{}: this {}{}", what, *wrong,
                                       code ? "; put a code of digits in quotes" : ""));
        }
    }

    void fault(place where, std::string message) {
        faults_.push_back({source_.file, where.line, where.column, std::move(message)});
    }

    const menu_source& source_;
    const value_types& types_;
    core::faults& faults_;
};

} // namespace

void check_types(const menu_source& source, const value_types& types, core::faults& faults) {
    type_checker checker{source, types, faults};
    checker.expressions();
    checker.given();
    checker.remembered();
}

} // namespace yeelen::menu

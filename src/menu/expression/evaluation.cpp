#include "menu/expression/evaluation.hpp"

#include "menu/expression/day.hpp"

#include <array>
#include <utility>

namespace yeelen::menu {

namespace json = boost::json;

bool evaluation::spend(std::size_t steps) {
    if (spent_ || steps > left_) {
        spent_ = true;
        return false;
    }
    left_ -= steps;
    return true;
}

computed evaluation::run(std::uint16_t root) {
    auto result = value(root);
    // What was cut off may have been taken for false, and turned around by a `not`.
    return spent_ ? computed{} : std::move(result);
}

computed evaluation::value(std::uint16_t index) {
    if (!spend(1)) {
        return {};
    }
    const auto& p = parts_[index];
    switch (p.kind) {
    case part_kind::text: return std::string_view{std::get<std::string>(p.leaf)};
    case part_kind::number: return std::get<decimal>(p.leaf);
    case part_kind::boolean: return std::get<bool>(p.leaf);
    case part_kind::path: return value_of(p.path());
    case part_kind::gathered: return gathered(p.path());
    case part_kind::field: return gathered(value(p.inputs[0]), p.path(), p.first_own_step());
    case part_kind::where: return where(p);
    case part_kind::locked: return scope_.locked(std::get<std::string>(p.leaf));
    case part_kind::call: return call(p);
    case part_kind::negate: return !value(p.inputs[0]).truth();
    case part_kind::minus: {
        const auto n = value(p.inputs[0]).number();
        return n ? computed{-*n} : computed{};
    }
    case part_kind::operation: return operation_of(p);
    }
    return {};
}

computed evaluation::value_of(const path& p) {
    switch (p.root) {
    case path_root::item: return computed::of(follow(item_, p.steps, 0));
    case path_root::number: return decimal::of(static_cast<std::int64_t>(number_));
    case path_root::msisdn: return scope_.msisdn();
    case path_root::dialled: return scope_.dialled();
    case path_root::language: return scope_.language();
    case path_root::today: return scope_.today();
    case path_root::flag: return scope_.flag(p.steps[0]);
    case path_root::least: return decimal::of(scope_.least());
    case path_root::most: return decimal::of(scope_.most());
    case path_root::value:
    case path_root::profile:
    case path_root::config: break;
    }
    return computed::of(scope_.find(p));
}

computed evaluation::gathered(const path& p) {
    std::size_t taken = 0;
    const auto* first = p.root == path_root::item ? item_ : scope_.find_first(p, taken);
    return first ? gathered(computed::of(first), p, taken) : computed{};
}

computed evaluation::gathered(const computed& from, const path& p, std::size_t step) {
    if (step == p.steps.size()) {
        return from;
    }
    if (const auto* here = from.whole()) {
        // As a plain path goes, up to the first list on the way.
        while (here && step < p.steps.size() && (here->is_object() || index_of(p.steps[step]))) {
            here = inside(here, p.steps[step++]);
        }
        if (!here || step == p.steps.size()) {
            return computed::of(here);
        }
        computed::entries found;
        gather(*here, p, step, found, 0);
        return here->is_array() ? computed{std::move(found)} : computed{};
    }
    if (!from.is_list()) {
        return {};
    }
    if (const auto index = index_of(p.steps[step])) {
        return gathered(computed::of(from.entry(*index)), p, step + 1);
    }
    computed::entries found;
    for (std::size_t i = 0; i < from.size() && spend(1); ++i) {
        const auto* one = from.entry(i);
        one ? gather(*one, p, step, found, 0) : found.push_back(nullptr);
    }
    return found;
}

void evaluation::gather(const json::value& from, const path& p, std::size_t step,
                        computed::entries& into, int level) {
    constexpr int most_lists = 8; // one in another
    const auto* here = &from;
    for (; here && step < p.steps.size(); ++step) {
        if (const auto* list = here->if_array(); list && !index_of(p.steps[step])) {
            for (const auto& one : *list) {
                if (level == most_lists || !spend(1)) {
                    spent_ = true; // a sum of some of them is none
                    return;
                }
                gather(one, p, step, into, level + 1);
            }
            return;
        }
        here = inside(here, p.steps[step]);
    }
    into.push_back(here);
}

computed evaluation::call(const expression::part& p) {
    std::array<computed, most_inputs> given;
    const auto arity = p.function->arity();
    for (std::size_t i = 0; i < arity; ++i) {
        given[i] = value(p.inputs[i]);
        const auto takes = p.function->takes[i];
        if (given[i].missing() && takes != function_input::anything &&
            takes != function_input::list) {
            return {};
        }
        // Texts are looked at whole: long ones cost more.
        const auto text = given[i].text();
        if (!spend(text ? text->size() / 64 : 0)) {
            return {};
        }
    }
    if (arity > 0 && p.function->takes[0] == function_input::numbers && !spend(given[0].size())) {
        return {};
    }
    return p.function->run({given.data(), arity});
}

computed evaluation::where(const expression::part& p) {
    const auto list = value(p.inputs[0]);
    if (!list.is_list()) {
        return {};
    }
    const auto* outer = item_;
    const auto outer_number = number_;
    computed::entries found;
    for (std::size_t i = 0; i < list.size() && spend(1); ++i) {
        item_ = list.entry(i);
        number_ = i + 1;
        if (value(p.inputs[1]).truth()) {
            found.push_back(item_);
        }
    }
    item_ = outer;
    number_ = outer_number;
    return found;
}

computed evaluation::comparison(operator_kind sign, const computed& a, const computed& b) {
    if (sign == operator_kind::equal || sign == operator_kind::differ) {
        const auto same = equal(a, b);
        return same ? computed{*same == (sign == operator_kind::equal)} : computed{};
    }
    const auto order = compare(a, b);
    if (!order) {
        return {};
    }
    return sign == operator_kind::less      ? *order < 0
           : sign == operator_kind::at_most ? *order <= 0
           : sign == operator_kind::greater ? *order > 0
                                            : *order >= 0;
}

computed evaluation::joined(const computed& a, const computed& b) {
    auto left = a.written();
    const auto right = b.written();
    if (!left || !right || !spend((left->size() + right->size()) / 64)) {
        return {};
    }
    return left->append(*right);
}

computed evaluation::operation_of(const expression::part& p) {
    const auto a = value(p.inputs[0]);
    // What the left side settles is not worked out further.
    if (p.sign == operator_kind::either || p.sign == operator_kind::both) {
        const bool settles = p.sign == operator_kind::either;
        return a.truth() == settles ? settles : value(p.inputs[1]).truth();
    }
    const auto b = value(p.inputs[1]);
    switch (p.sign) {
    case operator_kind::either:
    case operator_kind::both: break;
    case operator_kind::equal:
    case operator_kind::differ:
    case operator_kind::less:
    case operator_kind::at_most:
    case operator_kind::greater:
    case operator_kind::at_least: return comparison(p.sign, a, b);
    case operator_kind::join: return joined(a, b);
    case operator_kind::add: return sum(a, b, false);
    case operator_kind::subtract: return sum(a, b, true);
    case operator_kind::multiply:
    case operator_kind::divide: {
        const auto m = a.number();
        const auto n = b.number();
        if (!m || !n) {
            return {};
        }
        return p.sign == operator_kind::multiply ? multiply(*m, *n) : divide(*m, *n);
    }
    }
    return {};
}

bool expression::holds(const scope& s) const {
    return parts_ && evaluation{*parts_, s}.run(root_).truth();
}

json::value expression::evaluate(const scope& s) const {
    if (const auto* p = as_path()) {
        const auto* found = s.find(*p);
        return found ? *found : json::value{};
    }
    return parts_ ? evaluation{*parts_, s}.run(root_).to_json() : json::value{};
}

std::vector<const json::value*> expression::entries(const scope& s) const {
    std::vector<const json::value*> found;
    if (!parts_) {
        return found;
    }
    const auto list = evaluation{*parts_, s}.run(root_);
    found.reserve(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        found.push_back(list.entry(i));
    }
    return found;
}

} // namespace yeelen::menu

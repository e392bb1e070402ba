#include "menu/load/claim.hpp"

#include <algorithm>

namespace yeelen::menu {

namespace {

using order = std::optional<std::strong_ordering>;
using key_value = decltype(comparison::key);

bool same_path(const path& a, const path& b) {
    return a.root == b.root && a.steps == b.steps;
}

std::size_t inputs_of(const expression::part& p) {
    switch (p.kind) {
    case part_kind::text:
    case part_kind::number:
    case part_kind::boolean:
    case part_kind::path:
    case part_kind::gathered:
    case part_kind::locked: return 0;
    case part_kind::field:
    case part_kind::negate:
    case part_kind::minus: return 1;
    case part_kind::where:
    case part_kind::operation: return 2;
    case part_kind::call: return p.function->arity();
    }
    return 0;
}

bool calls(part_of e, std::string_view function) {
    return e.part().kind == part_kind::call && e.part().function->name == function;
}

/// Nothing where the two cannot be compared.
order ordered(const key_value& a, const key_value& b) {
    if (std::holds_alternative<bool>(a) || std::holds_alternative<bool>(b)) {
        return a.index() == b.index() ? order{std::get<bool>(a) <=> std::get<bool>(b)} : order{};
    }
    const auto number = [](const key_value& k) {
        const auto* text = std::get_if<std::string>(&k);
        return text ? decimal::parse(*text) : std::optional{std::get<decimal>(k)};
    };
    const auto m = number(a);
    const auto n = number(b);
    if (m && n) {
        return *m <=> *n;
    }
    const auto* x = std::get_if<std::string>(&a);
    const auto* y = std::get_if<std::string>(&b);
    return x && y ? order{*x <=> *y} : order{};
}

/// Whether some value is as both say.
bool meet(const comparison& a, std::uint8_t a_is, const comparison& b, std::uint8_t b_is,
          std::strong_ordering keys) {
    const bool whole = a.whole && !a.base;
    // Fewer than none there are not.
    const auto none = [&](const comparison& c) {
        const auto* n = std::get_if<decimal>(&c.key);
        return whole && n && *n <= decimal{};
    };
    if (keys == 0) {
        return (a_is & b_is & (none(a) ? comparison::all ^ comparison::less : comparison::all)) !=
               0;
    }
    const bool a_first = keys < 0;
    const auto low = a_first ? a_is : b_is;
    const auto high = a_first ? b_is : a_is;
    const auto has = [](std::uint8_t set, std::uint8_t one) { return (set & one) != 0; };
    const auto* m = std::get_if<decimal>(a_first ? &a.key : &b.key);
    const auto* n = std::get_if<decimal>(a_first ? &b.key : &a.key);
    const bool next = whole && m && n && add(*m, *decimal::of(1)) == *n;
    return (has(low, comparison::less) && has(high, comparison::less) && !none(a_first ? a : b)) ||
           (has(low, comparison::equal) && has(high, comparison::less)) ||
           (has(low, comparison::greater) && has(high, comparison::less) && !next) ||
           (has(low, comparison::greater) && has(high, comparison::equal)) ||
           (has(low, comparison::greater) && has(high, comparison::greater));
}

bool same_base(const comparison& a, const comparison& b) {
    return a.base.has_value() == b.base.has_value() && (!a.base || alike(*a.base, *b.base));
}

/// Of values that a customer always has: what does not hold of them is otherwise, never missing.
bool always_there(part_of e) {
    const auto& p = e.part();
    if (p.kind == part_kind::path) {
        switch (p.path().root) {
        case path_root::flag:
        case path_root::msisdn:
        case path_root::dialled:
        case path_root::language:
        case path_root::today: return true;
        case path_root::value:
        case path_root::profile:
        case path_root::config:
        case path_root::item:
        case path_root::number:
        case path_root::least:
        case path_root::most: return false;
        }
    }
    return p.kind == part_kind::locked || calls(e, "count") || calls(e, "exists");
}

std::uint8_t set_of(operator_kind sign) {
    switch (sign) {
    case operator_kind::equal: return comparison::equal;
    case operator_kind::differ: return comparison::less | comparison::greater;
    case operator_kind::less: return comparison::less;
    case operator_kind::at_most: return comparison::less | comparison::equal;
    case operator_kind::greater: return comparison::greater;
    case operator_kind::at_least: return comparison::greater | comparison::equal;
    case operator_kind::either:
    case operator_kind::both:
    case operator_kind::join:
    case operator_kind::add:
    case operator_kind::subtract:
    case operator_kind::multiply:
    case operator_kind::divide: return 0;
    }
    return 0;
}

std::optional<decimal> number_in(part_of e) {
    const auto& p = e.part();
    if (p.kind == part_kind::number) {
        return std::get<decimal>(p.leaf);
    }
    const auto n = p.kind == part_kind::minus ? number_in(e.input(0)) : std::nullopt;
    return n ? std::optional{-*n} : std::nullopt;
}

bool never_missing(const comparison& c) {
    return always_there(c.of) && (!c.base || always_there(*c.base));
}

/// Whether nothing compares so with it but a number, a date, a flag or that text: no empty one.
bool firm(part_of e, operator_kind sign) {
    const auto& p = e.part();
    const auto* text = p.kind == part_kind::text ? &std::get<std::string>(p.leaf) : nullptr;
    const bool sum = p.kind == part_kind::operation && p.sign != operator_kind::join;
    const bool number = p.kind == part_kind::call && p.function->gives == core::value_kind::number;
    return (text && !text->empty() && sign == operator_kind::equal) || sum || number ||
           p.kind == part_kind::boolean || number_in(e);
}

/// Whether e is missing where `exists p` does not hold; `empty`: an empty text, which counts as
/// none there, is taken for one here.
bool needs(part_of e, const path& p, bool empty) {
    const auto& part = e.part();
    switch (part.kind) {
    case part_kind::text:
    case part_kind::number:
    case part_kind::boolean:
    case part_kind::locked:
    case part_kind::negate: return false;
    case part_kind::path:
    case part_kind::gathered:
    case part_kind::field: {
        const auto& own = part.path();
        return own.root == p.root && own.steps.size() >= p.steps.size() + (empty ? 1 : 0) &&
               std::equal(p.steps.begin(), p.steps.end(), own.steps.begin());
    }
    case part_kind::where:
    case part_kind::minus: return needs(e.input(0), p, false);
    case part_kind::operation: {
        const bool joins = part.sign == operator_kind::join;
        const auto side = [&](std::size_t i) {
            const bool compares = set_of(part.sign) != 0;
            return needs(e.input(i), p, joins || (compares && !firm(e.input(1 - i), part.sign)));
        };
        return part.sign != operator_kind::either && part.sign != operator_kind::both &&
               (side(0) || side(1));
    }
    case part_kind::call: break;
    }
    for (std::size_t i = 0; i < part.function->arity(); ++i) {
        const auto takes = part.function->takes[i];
        const bool strict = (takes != function_input::anything && takes != function_input::list) ||
                            calls(e, "exists") || calls(e, "any") || calls(e, "first");
        if (strict && needs(e.input(i), p, takes == function_input::text)) {
            return true;
        }
    }
    return false;
}

/// Whether what holds here cannot hold without a value `p`.
bool claims_there_is(const claim& c, const path& p) {
    if (needs(c.written, p, false)) {
        return true;
    }
    // A list that is missing has no entries: a number of them that cannot be 0 needs it.
    return std::any_of(c.says.begin(), c.says.end(), [&](const comparison& s) {
        if (!calls(s.of, "count") || s.base || !needs(s.of.input(0), p, false)) {
            return false;
        }
        comparison none = s;
        none.key = decimal{};
        const auto keys = ordered(s.key, none.key);
        return keys && !meet(s, s.is, none, comparison::equal, *keys);
    });
}

std::uint8_t turned(std::uint8_t is) {
    return static_cast<std::uint8_t>((is & comparison::equal) |
                                     ((is & comparison::less) != 0 ? comparison::greater : 0) |
                                     ((is & comparison::greater) != 0 ? comparison::less : 0));
}

void measure_by(comparison& c, part_of e) {
    const auto& p = e.part();
    if (const auto n = number_in(e)) {
        c.key = *n;
    } else if (p.kind == part_kind::text) {
        c.key = std::get<std::string>(p.leaf);
    } else if (p.kind == part_kind::boolean) {
        c.key = std::get<bool>(p.leaf);
    } else {
        const bool more = p.kind == part_kind::operation && p.sign == operator_kind::add;
        const bool fewer = p.kind == part_kind::operation && p.sign == operator_kind::subtract;
        const auto apart = more || fewer ? number_in(e.input(1)) : std::nullopt;
        c.base = apart ? e.input(0) : e;
        c.key = !apart ? decimal{} : more ? *apart : -*apart;
    }
}

comparison compared(part_of of, std::uint8_t is, part_of with) {
    comparison c{.of = of, .is = is, .base = {}, .key = true};
    c.whole = calls(of, "count") || calls(of, "length");
    measure_by(c, with);
    return c;
}

} // namespace

bool alike(part_of a, part_of b) {
    const auto& x = a.part();
    const auto& y = b.part();
    if (x.kind != y.kind || x.function != y.function || x.own_steps != y.own_steps ||
        x.leaf.index() != y.leaf.index() || (x.kind == part_kind::operation && x.sign != y.sign)) {
        return false;
    }
    const auto* p = std::get_if<path>(&x.leaf);
    const bool leaves =
        p ? same_path(*p, y.path())
          : std::visit(
                [&]<typename T>(const T& leaf) {
                    if constexpr (std::is_same_v<T, path> || std::is_same_v<T, std::monostate>) {
                        return true;
                    } else {
                        return leaf == std::get<T>(y.leaf);
                    }
                },
                x.leaf);
    for (std::size_t i = 0; leaves && i < inputs_of(x); ++i) {
        if (!alike(a.input(i), b.input(i))) {
            return false;
        }
    }
    return leaves;
}

claim claim_of(part_of e, bool holds) {
    claim c{.written = e, .holds = holds};
    const auto is = e.part().kind == part_kind::operation ? set_of(e.part().sign) : std::uint8_t{0};
    if (is == 0) {
        c.says.push_back({.of = e, .is = comparison::equal, .base = {}, .key = true});
    } else {
        c.says.push_back(compared(e.input(0), is, e.input(1)));
        c.says.push_back(compared(e.input(1), turned(is), e.input(0)));
    }
    return c;
}

bool contradict(const claim& a, const claim& b) {
    if (a.holds && !b.holds && calls(b.written, "exists") &&
        b.written.input(0).part().kind == part_kind::path) {
        return claims_there_is(a, b.written.input(0).part().path());
    }
    if (!a.holds && b.holds && calls(a.written, "exists")) {
        return contradict(b, a);
    }
    for (const auto& x : a.says) {
        for (const auto& y : b.says) {
            const bool sure = (a.holds || never_missing(x)) && (b.holds || never_missing(y));
            const bool one_holds = a.holds || b.holds;
            if (!alike(x.of, y.of) || !same_base(x, y) || (!one_holds && !sure)) {
                continue;
            }
            const auto keys = ordered(x.key, y.key);
            if (!keys) {
                if (a.holds && b.holds && !x.base) {
                    return true; // what equals a word is no number
                }
                continue;
            }
            const auto kept = [](const claim& c, const comparison& s) {
                return c.holds ? s.is : static_cast<std::uint8_t>(comparison::all ^ s.is);
            };
            if (!meet(x, kept(a, x), y, kept(b, y), *keys)) {
                return true;
            }
        }
    }
    return false;
}

} // namespace yeelen::menu

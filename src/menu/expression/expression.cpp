#include "menu/expression/expression.hpp"
#include "menu/expression/scope.hpp"

#include <compare>
#include <string_view>

namespace yeelen::menu {

namespace {

/// What a part comes to; text is borrowed from the scope or the expression.
using result = std::variant<std::monostate, bool, std::int64_t, double, std::string_view>;

result as_result(const boost::json::value* v) {
    if (!v) {
        return {};
    }
    if (const auto* b = v->if_bool()) {
        return *b;
    }
    if (const auto* i = v->if_int64()) {
        return *i;
    }
    if (v->is_uint64()) {
        return static_cast<double>(v->get_uint64());
    }
    if (const auto* d = v->if_double()) {
        return *d;
    }
    if (const auto* s = v->if_string()) {
        return std::string_view{*s};
    }
    return {};
}

std::partial_ordering compare(const result& a, const result& b) {
    const auto number = [](const result& r) -> std::optional<double> {
        if (const auto* i = std::get_if<std::int64_t>(&r)) {
            return static_cast<double>(*i);
        }
        const auto* d = std::get_if<double>(&r);
        return d ? std::optional{*d} : std::nullopt;
    };
    if (std::holds_alternative<std::int64_t>(a) && std::holds_alternative<std::int64_t>(b)) {
        return std::get<std::int64_t>(a) <=> std::get<std::int64_t>(b);
    }
    if (const auto x = number(a), y = number(b); x && y) {
        return *x <=> *y;
    }
    if (a.index() != b.index() || std::holds_alternative<std::monostate>(a)) {
        return std::partial_ordering::unordered;
    }
    if (const auto* s = std::get_if<std::string_view>(&a)) {
        return *s <=> std::get<std::string_view>(b);
    }
    return std::get<bool>(a) == std::get<bool>(b) ? std::partial_ordering::equivalent
                                                  : std::partial_ordering::unordered;
}

std::int64_t count_of(const boost::json::value* v) {
    if (!v) {
        return 0;
    }
    const auto* list = v->if_array();
    return list ? static_cast<std::int64_t>(list->size()) : 1;
}

bool there(const boost::json::value* v) {
    return v && !(v->is_string() && v->get_string().empty());
}

result evaluate(const std::vector<expression::part>& parts, std::uint16_t index, const scope& s) {
    using op = expression::op;
    const auto& p = parts[index];
    const auto truth = [&](std::uint16_t i) {
        const auto r = evaluate(parts, i, s);
        const auto* b = std::get_if<bool>(&r);
        return b && *b;
    };
    const auto ordering = [&] {
        return compare(evaluate(parts, p.left, s), evaluate(parts, p.right, s));
    };
    switch (p.what) {
    case op::text: return std::string_view{std::get<std::string>(p.leaf)};
    case op::number: return std::get<std::int64_t>(p.leaf);
    case op::boolean: return std::get<bool>(p.leaf);
    case op::path: return as_result(s.find(std::get<path>(p.leaf)));
    case op::exists: return there(s.find(std::get<path>(p.leaf)));
    case op::count: return count_of(s.find(std::get<path>(p.leaf)));
    case op::negate: return !truth(p.left);
    case op::both: return truth(p.left) && truth(p.right);
    case op::either: return truth(p.left) || truth(p.right);
    case op::eq: return ordering() == 0;
    case op::ne: return !(ordering() == 0);
    case op::lt: return ordering() < 0;
    case op::le: return ordering() <= 0;
    case op::gt: return ordering() > 0;
    case op::ge: return ordering() >= 0;
    }
    return false;
}

} // namespace

bool expression::holds(const scope& s) const {
    const auto r = evaluate(parts_, root_, s);
    const auto* b = std::get_if<bool>(&r);
    return b && *b;
}

std::vector<const path*> expression::paths() const {
    std::vector<const path*> all;
    for (const auto& p : parts_) {
        if (const auto* found = std::get_if<path>(&p.leaf)) {
            all.push_back(found);
        }
    }
    return all;
}

std::vector<const path*> expression::content_paths() const {
    std::vector<const path*> all;
    for (const auto& p : parts_) {
        if (p.what == op::path) {
            all.push_back(&std::get<path>(p.leaf));
        }
    }
    return all;
}

} // namespace yeelen::menu

#include "menu/expression/computed.hpp"

#include "menu/expression/day.hpp"

namespace yeelen::menu {

namespace json = boost::json;

computed computed::of(const json::value* v) {
    computed made;
    if (!v || v->is_null()) {
        return made;
    }
    if (const auto* b = v->if_bool()) {
        made.value_ = *b;
    } else if (const auto* s = v->if_string()) {
        made.value_ = std::string_view{*s};
    } else if (v->is_object() || v->is_array()) {
        made.value_ = v;
    } else if (const auto d = decimal::of(*v)) {
        made.value_ = *d;
    }
    return made;
}

bool computed::nothing() const noexcept {
    const auto t = text();
    return missing() || (t && t->empty());
}

std::optional<std::string_view> computed::text() const noexcept {
    if (const auto* v = std::get_if<std::string_view>(&value_)) {
        return *v;
    }
    if (const auto* s = std::get_if<std::string>(&value_)) {
        return *s;
    }
    return std::nullopt;
}

std::optional<decimal> computed::number() const noexcept {
    if (const auto* d = std::get_if<decimal>(&value_)) {
        return *d;
    }
    const auto t = text();
    return t ? decimal::parse(*t) : std::nullopt;
}

std::optional<computed::day> computed::date() const noexcept {
    if (const auto* d = std::get_if<day>(&value_)) {
        return *d;
    }
    const auto t = text();
    return t ? read_day(*t) : std::nullopt;
}

const json::value* computed::whole() const noexcept {
    const auto* const* v = std::get_if<const json::value*>(&value_);
    return v ? *v : nullptr;
}

bool computed::is_list() const noexcept {
    return std::holds_alternative<entries>(value_) || (whole() && whole()->is_array());
}

std::size_t computed::size() const noexcept {
    if (const auto* picked = std::get_if<entries>(&value_)) {
        return picked->size();
    }
    const auto* list = whole() ? whole()->if_array() : nullptr;
    return list ? list->size() : 0;
}

const json::value* computed::entry(std::size_t i) const noexcept {
    if (i >= size()) {
        return nullptr;
    }
    if (const auto* picked = std::get_if<entries>(&value_)) {
        return (*picked)[i];
    }
    return &(*whole()->if_array())[i];
}

std::optional<std::string> computed::written() const {
    if (const auto t = text()) {
        return std::string{*t};
    }
    if (const auto* n = std::get_if<decimal>(&value_)) {
        return n->text();
    }
    if (const auto* d = std::get_if<day>(&value_)) {
        return day_text(*d);
    }
    return std::nullopt;
}

json::value computed::to_json() const {
    if (const auto* b = flag()) {
        return *b;
    }
    if (const auto* n = std::get_if<decimal>(&value_)) {
        return n->to_json();
    }
    if (const auto* v = whole()) {
        return *v;
    }
    if (const auto* picked = std::get_if<entries>(&value_)) {
        json::array list;
        list.reserve(picked->size());
        for (const auto* v : *picked) {
            list.push_back(v ? *v : json::value{});
        }
        return list;
    }
    if (const auto t = written()) {
        return json::string(*t);
    }
    return nullptr;
}

namespace {

/// Two texts are dates where both read so and one is no more than that: a time of a day equals the
/// day. Two times are compared as texts.
bool of_days(std::string_view a, std::string_view b) {
    return (a.size() == 10 || b.size() == 10) && read_day(a) && read_day(b);
}

/// "9.50" and "12.00" are amounts; "0012" and "12" may be contracts, which differ.
bool with_places(std::string_view text) {
    return text.find('.') != std::string_view::npos;
}

std::optional<std::strong_ordering> compare(const computed& a, const computed& b, bool order) {
    const auto x = a.text();
    const auto y = b.text();
    if (x && y) {
        if (of_days(*x, *y)) {
            return *read_day(*x) <=> *read_day(*y);
        }
        const auto m = order || with_places(*x) || with_places(*y) ? a.number() : std::nullopt;
        const auto n = m ? b.number() : std::nullopt;
        return n ? *m <=> *n : *x <=> *y;
    }
    if (const auto m = a.number()) {
        const auto n = b.number();
        return n ? std::optional{*m <=> *n} : std::nullopt;
    }
    if (const auto d = a.date()) {
        const auto e = b.date();
        return e ? std::optional{*d <=> *e} : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

std::optional<std::strong_ordering> compare(const computed& a, const computed& b) {
    return compare(a, b, true);
}

std::optional<bool> equal(const computed& a, const computed& b) {
    if (a.flag() && b.flag()) {
        return *a.flag() == *b.flag();
    }
    const auto order = compare(a, b, false);
    return order ? std::optional{*order == 0} : std::nullopt;
}

computed sum(const computed& a, const computed& b, bool subtracted) {
    if (const auto day = a.date()) {
        if (const auto until = subtracted ? b.date() : std::nullopt) {
            return decimal::of((*day - *until).count());
        }
        const auto n = b.number();
        const auto days = n ? n->whole() : std::nullopt;
        return days ? computed{later(*day, subtracted ? -*days : *days)} : computed{};
    }
    const auto m = a.number();
    const auto n = b.number();
    if (!m || !n) {
        return {};
    }
    return subtracted ? subtract(*m, *n) : add(*m, *n);
}

} // namespace yeelen::menu

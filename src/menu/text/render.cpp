#include "menu/text/render.hpp"

#include "menu/text/formats.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

namespace {

std::string raw(const boost::json::value& v, bool gsm7) {
    if (const auto* s = v.if_string()) {
        return clean(*s, gsm7);
    }
    if (const auto* i = v.if_int64()) {
        return fmt::format("{}", *i);
    }
    if (v.is_double() || v.is_uint64()) {
        return format_number(v).value_or("-");
    }
    if (const auto* b = v.if_bool()) {
        return *b ? "true" : "false";
    }
    return "-";
}

std::string_view text_of(const boost::json::value* v) {
    const auto* s = v ? v->if_string() : nullptr;
    return s ? std::string_view{*s} : std::string_view{};
}

std::int64_t integer_of(const boost::json::value* v) {
    if (!v) {
        return 0;
    }
    if (const auto* list = v->if_array()) {
        return static_cast<std::int64_t>(list->size());
    }
    return v->is_int64() ? v->get_int64() : 0;
}

const text_template& pick(const locale& in, const text_part& part, const boost::json::value* v) {
    const text_template* other = nullptr;
    if (part.what == text_part::kind::select) {
        const auto word = text_of(v);
        const bool flag = v && v->is_bool();
        for (const auto& c : part.cases) {
            if (c.selector == word || (flag && c.selector == (v->get_bool() ? "true" : "false"))) {
                return c.text;
            }
            other = c.selector == "other" ? &c.text : other;
        }
        return *other;
    }
    const auto n = integer_of(v);
    const auto category = plural_of(in.language, n);
    const text_template* fitting = nullptr;
    for (const auto& c : part.cases) {
        if (c.exactly == n) {
            return c.text;
        }
        if (c.exactly < 0 && c.category == category) {
            fitting = &c.text;
        }
        other = c.selector == "other" ? &c.text : other;
    }
    return fitting ? *fitting : *other;
}

void write(std::string& out, const locale& in, const text_template& text, const scope& s,
           const boost::json::value* counted);

void write_part(std::string& out, const locale& in, const text_part& part, const scope& s,
                const boost::json::value* counted) {
    using kind = text_part::kind;
    if (part.what == kind::literal) {
        out += part.literal;
        return;
    }
    const auto* v = part.what == kind::count_sign ? counted : s.find(part.value);
    std::optional<std::string> written;
    switch (part.what) {
    case kind::plural:
    case kind::select: write(out, in, pick(in, part, v), s, v); return;
    case kind::count_sign:
        out += format_number(boost::json::value(integer_of(v))).value_or("0");
        return;
    case kind::money:
        written =
            v ? format_money(*v, part.literal.empty()
                                     ? clean(text_of(s.find(part.currency)).substr(0, 8), true)
                                     : part.literal)
              : std::nullopt;
        break;
    case kind::number: written = v ? format_number(*v) : std::nullopt; break;
    case kind::date:
    case kind::short_date: written = format_date(text_of(v), part.what == kind::short_date); break;
    case kind::month: written = format_month(text_of(v), in.months); break;
    case kind::plain:
    case kind::literal: break;
    }
    out += written ? *written : v ? raw(*v, in.gsm7) : "-";
}

void write(std::string& out, const locale& in, const text_template& text, const scope& s,
           const boost::json::value* counted) {
    for (const auto& part : text.parts) {
        write_part(out, in, part, s, counted);
    }
}

} // namespace

std::string render(const locale& in, const text_template& text, const scope& s) {
    if (text.fixed()) {
        return std::string{text.literal()};
    }
    std::string out;
    write(out, in, text, s, nullptr);
    return out;
}

std::string plain(std::string text) {
    std::replace(text.begin(), text.end(), firm_space, ' ');
    return text;
}

} // namespace yeelen::menu

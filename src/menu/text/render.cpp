#include "menu/text/render.hpp"

#include "menu/text/formats.hpp"
#include "menu/text/measure.hpp"
#include <algorithm>
#include <charconv>

namespace yeelen::menu {

namespace {

using kind = text_part::kind;
using json_value = boost::json::value;

std::string_view text_of(const json_value* v) {
    const auto* s = v ? v->if_string() : nullptr;
    return s ? std::string_view{*s} : std::string_view{};
}

/// Digits in groups of four, which no page and no reader tears apart. Empty for anything else.
std::string grouped_token(std::string_view token) {
    std::string out;
    std::size_t digits = 0;
    for (const char c : token) {
        if (c >= '0' && c <= '9') {
            if (digits != 0 && digits % 4 == 0) {
                out += firm_space;
            }
            out += c;
            ++digits;
        } else if (c != ' ' && c != '-') {
            return {};
        }
    }
    return out;
}

class writer {
public:
    writer(std::string& out, const locale& in, const scope& s)
        : out_(out)
        , in_(in)
        , scope_(s) {}

    void write(const text_template& text, const json_value* counted) {
        for (const auto& part : text.parts) {
            write(part, counted);
        }
    }

private:
    void write(const text_part& part, const json_value* counted) {
        if (part.what == kind::literal) {
            out_ += part.literal;
            return;
        }
        const auto* v = part.what == kind::count_sign ? counted : scope_.find(part.value);
        if (part.what == kind::plural || part.what == kind::ordinal) {
            write(by_number(part, v), v);
        } else if (part.what == kind::select) {
            write(by_word(part, v), v);
        } else if (!v) {
            out_ += part.what == kind::count_sign ? '0' : '-';
        } else if (!formatted(part, *v)) {
            as_it_is(part, *v);
        }
    }

    bool formatted(const text_part& part, const json_value& v) {
        const auto& formats = *in_.formats;
        switch (part.what) {
        case kind::money:
            return formats.money(out_, v,
                                 part.currency.empty() ? std::string_view{part.literal}
                                                       : text_of(scope_.find(part.currency)));
        case kind::number: return formats.number(out_, v);
        case kind::count_sign: formats.number(out_, count_of(&v)); return true;
        case kind::date: return formats.date(out_, text_of(&v), date_style::numeric);
        case kind::short_date: return formats.date(out_, text_of(&v), date_style::brief);
        case kind::long_date: return formats.date(out_, text_of(&v), date_style::full);
        case kind::month: return formats.date(out_, text_of(&v), date_style::month);
        case kind::literal:
        case kind::plain:
        case kind::token:
        case kind::cut:
        case kind::plural:
        case kind::ordinal:
        case kind::select: break;
        }
        return false;
    }

    void as_it_is(const text_part& part, const json_value& v) {
        if (const auto* s = v.if_string()) {
            auto written = part.what == kind::token ? grouped_token(*s) : std::string{};
            if (written.empty()) {
                written = clean(*s, in_.gsm7);
            }
            if (part.most != 0) {
                written.resize(prefix_within(written, part.most, in_.gsm7));
            }
            while (part.what == kind::cut && written.ends_with(' ')) {
                written.pop_back();
            }
            out_ += written;
        } else if (const auto* n = v.if_int64()) {
            std::array<char, 24> digits;
            const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *n).ptr;
            out_.append(digits.data(), end);
        } else if (const auto* flag = v.if_bool()) {
            out_ += *flag ? "true" : "false";
        } else if (const auto real = number_digits::of(v)) {
            out_ += real->negative ? "-" : "";
            out_ += real->whole_digits();
            out_ += real->fraction == 0 ? "" : ".";
            out_ += real->fraction_digits();
        } else {
            out_ += '-';
        }
    }

    /// A list counts as its entries; what is no number as 0.
    static number_digits count_of(const json_value* v) {
        if (const auto* list = v ? v->if_array() : nullptr) {
            return number_digits::of(static_cast<std::int64_t>(list->size()));
        }
        const auto n = v ? number_digits::of(*v) : std::nullopt;
        return n ? *n : number_digits::of(std::int64_t{0});
    }

    static const text_template& by_word(const text_part& part, const json_value* v) {
        const auto* flag = v ? v->if_bool() : nullptr;
        std::array<char, 24> digits{};
        std::string_view word = flag ? (*flag ? "true" : "false") : text_of(v);
        if (const auto* n = v ? v->if_int64() : nullptr) {
            word = {digits.data(), std::to_chars(digits.begin(), digits.end(), *n).ptr};
        }
        const text_template* other = nullptr;
        for (const auto& c : part.cases) {
            if (c.selector == word) {
                return c.text;
            }
            other = c.selector == "other" ? &c.text : other;
        }
        return *other;
    }

    const text_template& by_number(const text_part& part, const json_value* v) const {
        const auto n = count_of(v);
        std::int64_t whole = -1; // what no '=5' is
        if (n.fraction == 0 && !n.negative) {
            const auto digits = n.whole_digits();
            std::from_chars(digits.data(), digits.data() + digits.size(), whole);
        }
        const auto category =
            part.what == kind::plural ? in_.formats->cardinal(n) : in_.formats->ordinal(n);
        const text_template* fitting = nullptr;
        const text_template* other = nullptr;
        for (const auto& c : part.cases) {
            if (c.exactly >= 0) {
                if (c.exactly == whole) {
                    return c.text;
                }
            } else if (c.category == category) {
                fitting = &c.text;
            }
            other = c.selector == "other" ? &c.text : other;
        }
        return fitting ? *fitting : *other;
    }

    std::string& out_;
    const locale& in_;
    const scope& scope_;
};

} // namespace

std::string render(const locale& in, const text_template& text, const scope& s) {
    if (text.fixed()) {
        return std::string{text.literal()};
    }
    std::string out;
    writer{out, in, s}.write(text, nullptr);
    return out;
}

std::string plain(std::string text) {
    std::replace(text.begin(), text.end(), firm_space, ' ');
    return text;
}

} // namespace yeelen::menu

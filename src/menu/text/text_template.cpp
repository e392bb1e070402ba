#include "menu/text/text_template.hpp"

#include "core/fault.hpp"
#include "document/reader.hpp"
#include "menu/text/apostrophe.hpp"
#include "menu/text/currencies.hpp"
#include "menu/text/number_form.hpp"
#include <algorithm>
#include <array>
#include <fmt/ranges.h>
#include <optional>

namespace yeelen::menu {

namespace {

constexpr int max_depth = 8;
constexpr std::int64_t max_cut = 180;

text_part part_of(text_part::kind what) {
    text_part part;
    part.what = what;
    return part;
}

class template_parser {
public:
    explicit template_parser(std::string_view text)
        : text_(text) {}

    std::expected<text_template, text_error> run() {
        auto result = message(0, false);
        if (!error_ && at_ < text_.size()) {
            fail(at_, at_ > 0 && text_[at_ - 1] == '\''
                          ? "a '}' stands alone: behind a letter an apostrophe quotes nothing "
                            "(write '{x}' in quotes from its beginning)"
                          : "a '}' stands alone (write '}' in quotes for a brace)");
        }
        if (error_) {
            return std::unexpected(*error_);
        }
        return result;
    }

private:
    void fail(std::size_t offset, std::string message) {
        if (!error_) {
            error_ = text_error{offset, std::move(message)};
        }
    }
    bool more() const { return !error_ && at_ < text_.size(); }

    /// Up to the end of the text, or to the '}' that closes the branch.
    text_template message(int depth, bool in_plural) {
        text_template result;
        std::string literal;
        const auto flush = [&] {
            if (!literal.empty()) {
                result.parts.push_back(part_of(text_part::kind::literal));
                result.parts.back().literal = std::move(literal);
                literal.clear();
            }
        };
        bool quoted = false;
        std::size_t quote_at = 0;
        while (more()) {
            const char c = text_[at_];
            if (c == '\'') {
                const char following = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
                if (following == '\'') {
                    literal += '\'';
                    at_ += 2;
                    continue;
                }
                if (quoted) {
                    quoted = false;
                } else if ((following == '{' || following == '}' ||
                            (in_plural && following == '#')) &&
                           !ends_in_letter(text_.substr(0, at_))) {
                    quoted = true;
                    quote_at = at_;
                } else {
                    literal += '\'';
                }
                ++at_;
            } else if (quoted) {
                literal += c;
                ++at_;
            } else if (c == '{') {
                flush();
                ++at_;
                result.parts.push_back(argument(depth));
            } else if (c == '}') {
                break;
            } else if (c == '#' && in_plural) {
                flush();
                result.parts.push_back(part_of(text_part::kind::count_sign));
                ++at_;
            } else {
                literal += c;
                ++at_;
            }
        }
        if (quoted) {
            fail(quote_at, "the quote ' before a brace is not closed");
        }
        flush();
        return result;
    }

    void skip_spaces() {
        while (more() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' ||
                          text_[at_] == '\r')) {
            ++at_;
        }
    }

    /// The next word of an argument, without the spaces around it.
    std::string_view word() {
        skip_spaces();
        const auto begin = at_;
        while (more() &&
               std::string_view{",{} \n\t\r"}.find(text_[at_]) == std::string_view::npos) {
            ++at_;
        }
        const auto result = text_.substr(begin, at_ - begin);
        skip_spaces();
        return result;
    }

    bool take(char c) {
        skip_spaces();
        if (more() && text_[at_] == c) {
            ++at_;
            return true;
        }
        return false;
    }

    path value_path() {
        skip_spaces();
        const auto begin = at_;
        const auto name = word();
        auto p = parse_path(name, begin);
        if (!p) {
            fail(begin,
                 name.empty() ? "the name of a value is missing after '{'" : p.error().message);
            return {};
        }
        return std::move(*p);
    }

    text_part argument(int depth) {
        auto part = part_of(text_part::kind::plain);
        const auto open = at_ - 1;
        part.value = value_path();
        if (take(',')) {
            format(part, depth);
        }
        if (!error_ && !take('}')) {
            fail(open, at_ < text_.size() && text_[at_] != '{'
                           ? "only the name of a value stands between '{' and '}': what must be "
                             "worked out is set by a screen before"
                           : "this '{' is not closed by a '}'");
        }
        return part;
    }

    void format(text_part& part, int depth) {
        using kind = text_part::kind;
        static constexpr std::array<std::pair<std::string_view, kind>, 9> formats{
            {{"money", kind::money},
             {"number", kind::number},
             {"date", kind::date},
             {"month", kind::month},
             {"token", kind::token},
             {"cut", kind::cut},
             {"plural", kind::plural},
             {"selectordinal", kind::ordinal},
             {"select", kind::select}}};
        skip_spaces();
        const auto begin = at_;
        const auto name = word();
        const auto* found = std::find_if(formats.begin(), formats.end(),
                                         [&](const auto& f) { return f.first == name; });
        if (found == formats.end()) {
            std::vector<std::string> names;
            for (const auto& f : formats) {
                names.emplace_back(f.first);
            }
            fail(begin,
                 fmt::format("there is no format '{}'{}; there are {}", name,
                             core::suggestion(std::string{name}, names), fmt::join(names, ", ")));
            return;
        }
        part.what = found->second;
        switch (part.what) {
        case kind::money: currency(part); break;
        case kind::date: date_style(part); break;
        case kind::cut: cut_length(part); break;
        case kind::plural:
        case kind::ordinal:
        case kind::select:
            if (!take(',')) {
                fail(at_, fmt::format("a ',' and the branches must follow '{}'", name));
                return;
            }
            branches(part, depth);
            break;
        case kind::literal:
        case kind::plain:
        case kind::number:
        case kind::short_date:
        case kind::long_date:
        case kind::month:
        case kind::token:
        case kind::count_sign: break;
        }
    }

    void date_style(text_part& part) {
        if (!take(',')) {
            return;
        }
        skip_spaces();
        const auto at = at_;
        const auto style = word();
        if (style == "short") {
            part.what = text_part::kind::short_date;
        } else if (style == "long") {
            part.what = text_part::kind::long_date;
        } else {
            fail(at, fmt::format("a date is 'short', 'long', or without a style; not '{}'", style));
        }
    }

    void cut_length(text_part& part) {
        if (!take(',')) {
            fail(at_, "cut wants the most characters to show: {name, cut, 20}");
            return;
        }
        skip_spaces();
        const auto at = at_;
        const auto n = document::parse_integer(word());
        if (!n || *n < 1 || *n > max_cut) {
            fail(at, fmt::format("cut wants a number of characters from 1 to {}", max_cut));
            return;
        }
        part.most = static_cast<std::uint32_t>(*n);
    }

    void currency(text_part& part) {
        if (!take(',')) {
            fail(at_,
                 "money wants its currency: {amount, money, currency} or {amount, money, XOF}");
            return;
        }
        skip_spaces();
        const auto begin = at_;
        const auto name = word();
        if (name.size() == 3 &&
            std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) {
            part.literal = name;
            if (!known_currency(name)) {
                fail(begin, fmt::format("'{}' is no currency that is known{}", name,
                                        currency_suggestion(name)));
            }
        } else {
            at_ = begin;
            part.currency = value_path();
        }
    }

    void branches(text_part& part, int depth) {
        if (depth >= max_depth) {
            fail(at_, fmt::format("branches are nested more than {} deep", max_depth));
            return;
        }
        const bool plural = part.what != text_part::kind::select;
        skip_spaces();
        const auto first = at_;
        bool other = false;
        for (skip_spaces(); more() && text_[at_] != '}'; skip_spaces()) {
            text_case branch;
            const auto begin = at_;
            branch.selector = word();
            if (plural && branch.selector.starts_with("offset:")) {
                fail(begin, "'offset:' of ICU is not known here: subtract in a 'set' screen, and "
                            "use the result");
                return;
            }
            if (branch.selector.empty()) {
                fail(begin, "the word of a branch is missing before its '{'");
            } else if (std::any_of(part.cases.begin(), part.cases.end(), [&](const text_case& c) {
                           return c.selector == branch.selector;
                       })) {
                fail(begin, fmt::format("the branch '{}' is there twice", branch.selector));
            }
            if (plural) {
                if (auto wrong = read_number_form(branch)) {
                    fail(begin, std::move(*wrong));
                }
            }
            other = other || branch.selector == "other";
            if (!error_ && !take('{')) {
                fail(begin, fmt::format("the text of '{}' must follow in braces", branch.selector));
            }
            branch.text = message(depth + 1, plural);
            if (!error_ && !take('}')) {
                fail(begin,
                     fmt::format("the text of '{}' is not closed by a '}}'", branch.selector));
            }
            part.cases.push_back(std::move(branch));
        }
        if (!error_ && !other) {
            fail(first, "the branch 'other' is missing");
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::optional<text_error> error_;
};

} // namespace

bool text_template::fixed() const noexcept {
    return parts.empty() || (parts.size() == 1 && parts[0].what == text_part::kind::literal);
}

std::string_view text_template::literal() const noexcept {
    return parts.empty() ? std::string_view{} : std::string_view{parts[0].literal};
}

bool text_template::has_token() const noexcept {
    return std::any_of(parts.begin(), parts.end(), [](const text_part& part) {
        return part.what == text_part::kind::token ||
               std::any_of(part.cases.begin(), part.cases.end(),
                           [](const text_case& c) { return c.text.has_token(); });
    });
}

std::expected<text_template, text_error> text_template::parse(std::string_view text) {
    return template_parser{text}.run();
}

void text_template::paths_into(std::vector<const path*>& all) const {
    for (const auto& part : parts) {
        if (!part.value.empty()) {
            all.push_back(&part.value);
        }
        if (!part.currency.empty()) {
            all.push_back(&part.currency);
        }
        for (const auto& branch : part.cases) {
            branch.text.paths_into(all);
        }
    }
}

std::vector<const path*> text_template::paths() const {
    std::vector<const path*> all;
    paths_into(all);
    return all;
}

} // namespace yeelen::menu

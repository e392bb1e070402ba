#include "menu/expression/expression.hpp"

#include "core/fault.hpp"
#include "menu/expression/expression_part.hpp"
#include "menu/expression/token_reader.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <utility>

namespace yeelen::menu {

/// Recursive descent, by the levels of operators(). Stops at the first error.
class expression_parser {
public:
    explicit expression_parser(std::string_view text)
        : tokens_(text)
        , size_(text.size()) {
        advance();
    }

    std::expected<expression, text_error> run() {
        const auto root = binary(either_level, 0);
        if (!error_ && token_.kind != token_kind::end) {
            unexpected();
        }
        if (error_) {
            return std::unexpected(std::move(*error_));
        }
        expression made;
        made.parts_ = std::make_shared<const std::vector<expression::part>>(std::move(parts_));
        made.root_ = root;
        return made;
    }

private:
    using index = std::uint16_t;
    using part = expression::part;
    static constexpr std::size_t max_parts = 256;
    static constexpr int max_depth = 32;

    void fail_at(std::size_t offset, std::string message) {
        if (!error_) {
            error_ = text_error{offset, std::move(message)};
        }
        tokens_ = token_reader{""};
        token_ = {.kind = token_kind::end, .offset = size_};
    }
    void fail(std::string message) { fail_at(token_.offset, std::move(message)); }
    void unexpected() {
        if (token_.text == "=") {
            fail("one '=' compares nothing: write ==");
        } else if (operator_at(comparison_level)) {
            fail("two values are compared at a time: write 'and' between two comparisons");
        } else {
            fail(fmt::format("'{}' is not expected here", token_.text));
        }
    }

    void advance() {
        if (error_) {
            return;
        }
        token_ = tokens_.next();
        if (token_.kind == token_kind::open_text) {
            fail("the text in quotes has no closing quote");
        }
    }
    bool is_sign(std::string_view sign) const {
        return token_.kind == token_kind::sign && token_.text == sign;
    }
    bool is_word(std::string_view word) const {
        return token_.kind == token_kind::word && token_.text == word;
    }
    void close_bracket() {
        if (!is_sign(")")) {
            fail("a ')' is missing");
        }
        advance();
    }

    index add(part p) {
        if (parts_.size() >= max_parts) {
            fail(fmt::format("the expression has more than {} parts", max_parts));
            return 0;
        }
        parts_.push_back(std::move(p));
        return static_cast<index>(parts_.size() - 1);
    }
    index add_leaf(part_kind kind, decltype(part::leaf) leaf) {
        part p{.kind = kind, .leaf = std::move(leaf), .offset = token_.offset};
        advance();
        return add(std::move(p));
    }
    bool too_deep(int depth) {
        if (depth > max_depth) {
            fail(fmt::format("the expression is nested more than {} deep", max_depth));
        }
        return error_.has_value();
    }

    const operator_spec* operator_at(std::uint8_t level) const {
        if (token_.kind != token_kind::word && token_.kind != token_kind::sign) {
            return nullptr;
        }
        const auto all = operators();
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto& o) {
            return o.level == level && o.sign == token_.text;
        });
        return found == all.end() ? nullptr : &*found;
    }

    index binary(std::uint8_t level, int depth) {
        if (level > product_level) {
            return signed_value(depth);
        }
        if (level == comparison_level && is_word("not")) {
            return negated(depth);
        }
        const auto tighter = static_cast<std::uint8_t>(level + 1);
        auto left = binary(tighter, depth);
        while (const auto* o = operator_at(level)) {
            const auto offset = token_.offset;
            advance();
            const auto right = binary(tighter, depth);
            left = add({.kind = part_kind::operation,
                        .sign = o->what,
                        .inputs = {left, right},
                        .offset = offset});
            if (level == comparison_level) {
                break;
            }
        }
        return left;
    }

    index negated(int depth) {
        if (too_deep(depth)) {
            return 0;
        }
        const auto offset = token_.offset;
        advance();
        const auto inner = binary(comparison_level, depth + 1);
        return add({.kind = part_kind::negate, .inputs = {inner}, .offset = offset});
    }

    index signed_value(int depth) {
        if (too_deep(depth)) {
            return 0;
        }
        if (!is_sign("-")) {
            return filtered(depth);
        }
        const auto offset = token_.offset;
        advance();
        const auto inner = signed_value(depth + 1);
        return add({.kind = part_kind::minus, .inputs = {inner}, .offset = offset});
    }

    index filtered(int depth) {
        auto left = value(depth);
        while (is_word("where")) {
            const auto offset = token_.offset;
            advance();
            const auto condition = too_deep(depth + 1) ? index{0} : binary(either_level, depth + 1);
            left = add({.kind = part_kind::where, .inputs = {left, condition}, .offset = offset});
        }
        return left;
    }

    /// One value, with the fields that are named behind it, without a `where`.
    index value(int depth) {
        auto made = plain_value(depth);
        while (!error_ && token_.kind == token_kind::field) {
            made = field(made);
        }
        return made;
    }

    index plain_value(int depth) {
        const auto word = token_.text;
        switch (token_.kind) {
        case token_kind::text: return add_leaf(part_kind::text, std::string{word});
        case token_kind::number: {
            const auto number = decimal::parse(word);
            if (!number) {
                fail(fmt::format("'{}' is not a number", word));
                return 0;
            }
            if (const auto point = word.find('.');
                point != std::string_view::npos &&
                word.size() - point - 1 > std::size_t{decimal::max_places}) {
                fail(fmt::format("'{}' has more than {} decimals: values have no more, and nothing "
                                 "is rounded",
                                 word, decimal::max_places));
                return 0;
            }
            return add_leaf(part_kind::number, *number);
        }
        case token_kind::word:
            if (word == "true" || word == "false") {
                return add_leaf(part_kind::boolean, word == "true");
            }
            return named(depth);
        case token_kind::sign:
            if (word == "(") {
                advance();
                const auto inner = too_deep(depth + 1) ? index{0} : binary(either_level, depth + 1);
                close_bracket();
                return inner;
            }
            break;
        case token_kind::field:
        case token_kind::open_text: break;
        case token_kind::end: fail("a value is missing at the end"); return 0;
        }
        unexpected();
        return 0;
    }

    /// A word: a function, or the name of a value.
    index named(int depth) {
        const auto at = token_;
        const auto* f = function_named(at.text);
        if (f && f->form == function_form::prefix) {
            advance();
            return prefix(*f, at.offset, depth);
        }
        if (f && f->form == function_form::name) {
            advance();
            if (token_.kind != token_kind::word || !is_name(token_.text)) {
                fail(fmt::format("a name is missing: {}", f->usage));
                return 0;
            }
            return add_leaf(part_kind::locked, std::string{token_.text});
        }
        auto p = parse_path(at.text, at.offset);
        advance();
        if (is_sign("(")) {
            if (f && f->form == function_form::call) {
                return call(*f, at.offset, depth);
            }
            fail_at(at.offset, unknown_function(at.text));
            return 0;
        }
        if (!p) {
            fail_at(p.error().offset, std::move(p.error().message));
            return 0;
        }
        return add({.kind = part_kind::path, .leaf = std::move(*p), .offset = at.offset});
    }

    static std::string unknown_function(std::string_view name) {
        std::vector<std::string> known;
        for (const auto& f : functions()) {
            if (f.form == function_form::call || f.form == function_form::prefix) {
                known.emplace_back(f.name);
            }
        }
        return fmt::format("there is no function '{}'{}", name,
                           core::suggestion(std::string{name}, known));
    }

    index prefix(const function_spec& f, std::size_t offset, int depth) {
        if (too_deep(depth + 1)) {
            return 0;
        }
        if (token_.kind == token_kind::end) {
            fail(fmt::format("the name of a value is missing: {}", f.usage));
            return 0;
        }
        // `any list where ...` takes all of it; `count list where ...` would read as the number of
        // a list, filtered.
        const auto inner = f.name == "any" ? filtered(depth + 1) : value(depth + 1);
        if (is_word("where")) {
            fail(fmt::format("write {}(list where condition)", f.name));
        }
        return add({.kind = part_kind::call, .function = &f, .inputs = {inner}, .offset = offset});
    }

    index call(const function_spec& f, std::size_t offset, int depth) {
        advance();
        part made{.kind = part_kind::call, .function = &f, .offset = offset};
        for (std::size_t i = 0; i < f.arity(); ++i) {
            if (is_sign(")") || (i > 0 && !is_sign(","))) {
                fail(fmt::format("a value is missing: {}", f.usage));
                return 0;
            }
            if (i > 0) {
                advance();
            }
            if (too_deep(depth + 1)) {
                return 0;
            }
            made.inputs[i] = binary(either_level, depth + 1);
            if (!error_ && f.takes[i] == function_input::numbers) {
                gather(made.inputs[i]);
            }
        }
        if (is_sign(",")) {
            fail(fmt::format("that is one value too many: {}", f.usage));
        }
        close_bracket();
        return add(std::move(made));
    }

    void gather(index i) {
        if (parts_[i].kind == part_kind::path) {
            parts_[i].kind = part_kind::gathered;
        }
    }

    /// Of what a list comes from, its path: (a.b where ...), first(a.b).
    const path* path_of(index i) const {
        const auto& p = parts_[i];
        if (std::holds_alternative<path>(p.leaf)) {
            const auto root = p.path().root;
            const bool holds = root == path_root::value || root == path_root::item ||
                               root == path_root::profile || root == path_root::config;
            return holds ? &p.path() : nullptr;
        }
        const bool passes = p.kind == part_kind::where ||
                            (p.kind == part_kind::call && p.function->name == "first");
        return passes ? path_of(p.inputs[0]) : nullptr;
    }

    index field(index of) {
        auto steps = parse_path("x" + std::string{token_.text}, 0);
        const auto* from = steps ? path_of(of) : nullptr;
        if (!from) {
            steps ? fail("a field can only be taken of an entry: first(list).field, or of a list "
                         "in sum()")
                  : fail(fmt::format("'{}' is not the name of a field", token_.text));
            return 0;
        }
        path whole = *from;
        whole.steps.insert(whole.steps.end(), steps->steps.begin() + 1, steps->steps.end());
        part made{.kind = part_kind::field,
                  .inputs = {of},
                  .own_steps = static_cast<std::uint8_t>(
                      std::min<std::size_t>(steps->steps.size() - 1, UINT8_MAX)),
                  .leaf = std::move(whole),
                  .offset = token_.offset};
        advance();
        return add(std::move(made));
    }

    token_reader tokens_;
    std::size_t size_;
    token token_;
    std::vector<part> parts_;
    std::optional<text_error> error_;
};

std::expected<expression, text_error> expression::parse(std::string_view text) {
    auto read = expression_parser{text}.run();
    if (read) {
        read->written_ = std::make_shared<const std::string>(text);
    }
    return read;
}

} // namespace yeelen::menu

#include "menu/expression/expression.hpp"

#include "document/reader.hpp"
#include <array>
#include <fmt/format.h>
#include <utility>

namespace yeelen::menu {

/// Recursive descent: or < and < not < comparison < operand. Stops at the first error.
class expression_parser {
public:
    explicit expression_parser(std::string_view text)
        : text_(text) {
        advance();
    }

    std::expected<expression, text_error> run() {
        result_.root_ = either(0);
        if (!error_ && token_ != kind::end) {
            fail(fmt::format("'{}' is not expected here", word_));
        }
        if (error_) {
            return std::unexpected(*error_);
        }
        return std::move(result_);
    }

private:
    enum class kind { end, word, number, text, sign };
    using op = expression::op;
    static constexpr std::size_t max_parts = 256;
    static constexpr int max_depth = 32;

    void fail(std::string message) { fail_at(begin_, std::move(message)); }
    void fail_at(std::size_t offset, std::string message) {
        if (!error_) {
            error_ = text_error{offset, std::move(message)};
        }
        token_ = kind::end;
        at_ = text_.size();
    }

    static bool word_char(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '.';
    }

    void advance() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) {
            ++at_;
        }
        begin_ = at_;
        word_ = {};
        if (at_ == text_.size()) {
            token_ = kind::end;
            return;
        }
        const char c = text_[at_];
        if (c == '\'' || c == '"') {
            const auto end = text_.find(c, at_ + 1);
            if (end == std::string_view::npos) {
                fail("the text in quotes has no closing quote");
                return;
            }
            word_ = text_.substr(at_ + 1, end - at_ - 1);
            at_ = end + 1;
            token_ = kind::text;
        } else if (word_char(c) ||
                   (c == '-' && at_ + 1 < text_.size() && word_char(text_[at_ + 1]))) {
            ++at_;
            while (at_ < text_.size() && word_char(text_[at_])) {
                ++at_;
            }
            word_ = text_.substr(begin_, at_ - begin_);
            token_ = (c >= '0' && c <= '9') || c == '-' ? kind::number : kind::word;
        } else {
            const auto two = text_.substr(at_, 2);
            const bool pair = two == "==" || two == "!=" || two == "<=" || two == ">=";
            word_ = text_.substr(at_, pair ? 2 : 1);
            at_ += word_.size();
            token_ = kind::sign;
        }
    }

    bool take(kind wanted, std::string_view word) {
        if (token_ != wanted || word_ != word) {
            return false;
        }
        advance();
        return true;
    }

    std::uint16_t add(expression::part p) {
        if (result_.parts_.size() >= max_parts) {
            fail(fmt::format("the condition has more than {} parts", max_parts));
            return 0;
        }
        result_.parts_.push_back(std::move(p));
        return static_cast<std::uint16_t>(result_.parts_.size() - 1);
    }

    std::uint16_t either(int depth) {
        auto left = both(depth);
        while (take(kind::word, "or")) {
            const auto right = both(depth);
            left = add({op::either, left, right, {}});
        }
        return left;
    }

    std::uint16_t both(int depth) {
        auto left = negated(depth);
        while (take(kind::word, "and")) {
            const auto right = negated(depth);
            left = add({op::both, left, right, {}});
        }
        return left;
    }

    std::uint16_t negated(int depth) {
        if (depth > max_depth) {
            fail(fmt::format("the condition is nested more than {} deep", max_depth));
            return 0;
        }
        if (take(kind::word, "not")) {
            const auto inner = negated(depth + 1);
            return add({op::negate, inner, 0, {}});
        }
        return comparison(depth);
    }

    std::uint16_t comparison(int depth) {
        static constexpr std::array<std::pair<std::string_view, op>, 6> signs{{{"==", op::eq},
                                                                               {"!=", op::ne},
                                                                               {"<", op::lt},
                                                                               {"<=", op::le},
                                                                               {">", op::gt},
                                                                               {">=", op::ge}}};
        const auto left = operand(depth);
        if (token_ == kind::sign) {
            if (word_ == "=") {
                fail("one '=' compares nothing: write ==");
                return left;
            }
            for (const auto& [sign, what] : signs) {
                if (word_ == sign) {
                    advance();
                    const auto right = operand(depth);
                    return add({what, left, right, {}});
                }
            }
        }
        return left;
    }

    std::uint16_t operand(int depth) {
        const auto word = word_;
        switch (token_) {
        case kind::text: advance(); return add({op::text, 0, 0, std::string{word}});
        case kind::number: {
            const auto value = document::parse_integer(word);
            if (!value) {
                fail(fmt::format("'{}' is not a whole number", word));
                return 0;
            }
            advance();
            return add({op::number, 0, 0, *value});
        }
        case kind::word:
            if (word == "true" || word == "false") {
                advance();
                return add({op::boolean, 0, 0, word == "true"});
            }
            if (word == "exists" || word == "count") {
                advance();
                return value_of(word == "exists" ? op::exists : op::count);
            }
            return value_of(op::path);
        case kind::sign:
            if (take(kind::sign, "(")) {
                const auto inner = either(depth + 1);
                if (!take(kind::sign, ")")) {
                    fail("a ')' is missing");
                }
                return inner;
            }
            break;
        case kind::end: break;
        }
        fail(token_ == kind::end ? "a value is missing at the end of the condition"
                                 : fmt::format("'{}' is not expected here", word));
        return 0;
    }

    std::uint16_t value_of(op what) {
        if (token_ != kind::word) {
            fail("the name of a value is missing here");
            return 0;
        }
        auto p = parse_path(word_, begin_);
        if (!p) {
            fail_at(p.error().offset, p.error().message);
            return 0;
        }
        advance();
        return add({what, 0, 0, std::move(*p)});
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t begin_ = 0;
    kind token_ = kind::end;
    std::string_view word_;
    std::optional<text_error> error_;
    expression result_;
};

std::expected<expression, text_error> expression::parse(std::string_view text) {
    return expression_parser{text}.run();
}

} // namespace yeelen::menu

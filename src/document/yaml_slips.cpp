#include "document/yaml_slips.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>
#include <vector>

namespace yeelen::document {

namespace {

bool blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}
bool word_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
}

struct spot {
    std::size_t line = 0; ///< from 1
    std::size_t at = 0;   ///< octets from the line's begin
};

/// Reads as YAML does, as far as keys, texts, quotes and brackets go, line by line.
class slip_finder {
public:
    slip_finder(const std::string& file, core::faults& found)
        : file_(file)
        , found_(found) {}

    void line(std::string_view text) {
        text_ = text;
        at_ = 0;
        ++line_;
        const auto indent = std::min(text_.find_first_not_of(' '), text_.size());
        const auto first = std::min(text_.find_first_not_of(" \t\r"), text_.size());
        if (lost_ || first == text_.size() || in_block_text(indent)) {
            return;
        }
        if (quote_ == '\0') {
            at_ = indent;
            keyed_ = false;
            node_ = indent;
            if (brackets_.empty() && first != indent && text_[first] != '#') {
                add(spot{line_, indent}, "a tab stands at the beginning of this line: put spaces "
                                         "there");
                return;
            }
            if (brackets_.empty() && indent == 0 && marks_document()) {
                at_ = 3;
            }
        }
        line_begins_ = true;
        while (!lost_ && at_ < text_.size()) {
            quote_ == '\0' ? node() : quoted();
        }
    }

    void end() {
        if (lost_) {
            return;
        }
        if (quote_ != '\0') {
            add(opened_, not_closed);
        } else if (!brackets_.empty()) {
            add(brackets_.front().where,
                fmt::format("the {} that begins here is not closed", brackets_.front().sign));
        }
    }

private:
    static constexpr std::size_t most_slips = 100;
    static constexpr const char* not_closed = "the quote that begins here is not closed";

    void add(spot where, std::string message) {
        found_.push_back({file_, where.line, where.at + 1, std::move(message)});
        lost_ = lost_ || found_.size() >= most_slips;
    }
    /// Nothing behind can be judged on this line.
    void leave() { at_ = text_.size(); }
    /// Nor on the following ones.
    void lose() {
        lost_ = true;
        leave();
    }

    bool marks_document() const {
        const auto mark = text_.substr(0, 3);
        return (mark == "---" || mark == "...") && (text_.size() == 3 || blank(text_[3]));
    }

    /// Lines below `key: |` that stand further in than the key.
    bool in_block_text(std::size_t indent) {
        block_text_ = block_text_ && indent > block_indent_;
        return block_text_;
    }

    void skip_blanks() {
        while (at_ < text_.size() && blank(text_[at_])) {
            ++at_;
        }
    }
    bool ends_here() const { return at_ >= text_.size() || text_[at_] == '#'; }
    bool blank_at(std::size_t at) const { return at >= text_.size() || blank(text_[at]); }

    void node() {
        skip_blanks();
        if (ends_here()) {
            leave();
            return;
        }
        const char c = text_[at_];
        const spot here{line_, at_};
        const bool sequence = (c == '-' || c == '?') && brackets_.empty() && blank_at(at_ + 1);
        if (sequence) {
            node_ = at_;
            ++at_;
        } else if (c == '"' || c == '\'') {
            quote_ = c;
            opened_ = here;
            ++at_;
        } else if (c == '[' || c == '{') {
            brackets_.push_back({c, here});
            ++at_;
        } else if (!brackets_.empty() && (c == ']' || c == '}')) {
            close_bracket();
        } else if (!brackets_.empty() && c == ',') {
            ++at_;
        } else if (c == ':' && blank_at(at_ + 1)) {
            ++at_;
        } else if (c == '|' || c == '>') {
            block_text();
        } else if (std::string_view{"*&%@`!"}.find(c) != std::string_view::npos) {
            add(here, fmt::format("a text that begins with {} must stand in quotes", c));
            plain();
        } else {
            plain();
        }
        line_begins_ = line_begins_ && sequence;
    }

    void block_text() {
        const auto end = text_.find_first_not_of("|>+-0123456789", at_);
        const auto rest = std::min(text_.find_first_not_of(" \t\r", end), text_.size());
        if (end == std::string_view::npos || rest == text_.size() || text_[rest] == '#') {
            block_text_ = true;
            block_indent_ = node_;
            leave();
        } else {
            add({line_, at_},
                fmt::format("a text that begins with {} must stand in quotes", text_[at_]));
            plain();
        }
    }

    void quoted() {
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (quote_ == '"' && c == '\\') {
                const auto next = text_.substr(at_ + 1, 1);
                if (next.find_first_not_of("0abtnvfre \t\"'\\/N_LPxuU\r") == 0) {
                    add({line_, at_}, "this means nothing behind a backslash: in double quotes a "
                                      "backslash is written \\\\");
                }
                ++at_;
            } else if (c == quote_ && quote_ == '\'' && text_.substr(at_ + 1).starts_with('\'')) {
                ++at_;
            } else if (c == quote_) {
                ++at_;
                behind_quotes();
                return;
            }
        }
    }

    void behind_quotes() {
        const char quote = std::exchange(quote_, '\0');
        const auto closed = at_;
        skip_blanks();
        const bool in_brackets = !brackets_.empty();
        const char c = at_ < text_.size() ? text_[at_] : '#';
        if ((c == '#' && (at_ > closed || at_ >= text_.size())) ||
            (in_brackets && std::string_view{",]}"}.find(c) != std::string_view::npos)) {
            return;
        }
        if (c == ':' && (in_brackets || blank_at(at_ + 1))) {
            key_ends(opened_);
        } else if (c == ':') {
            add({line_, at_ + 1}, "a blank is missing behind this ':'");
            leave();
        } else if (opened_.line != line_) {
            add(opened_, not_closed); // the next one on a later line was taken for its end
            lose();
        } else {
            add({line_, at_},
                fmt::format("more text stands behind the closing {}: {}", quote,
                            quote == '\'' ? "an apostrophe within the text is written twice, ''"
                                          : "a quote within the text is written \\\""));
            leave();
        }
    }

    void close_bracket() {
        const auto opened = brackets_.back();
        brackets_.pop_back();
        const char closing = text_[at_++];
        if (!brackets_.empty()) {
            return;
        }
        skip_blanks();
        if (ends_here()) {
            return;
        }
        const bool here = opened.where.line == line_;
        add(here ? opened.where : spot{line_, at_},
            here ? fmt::format("a text that begins with {} must stand in quotes", opened.sign)
                 : fmt::format("more text stands behind the closing {}", closing));
        leave();
    }

    /// At the colon behind a key.
    void key_ends(spot key) {
        ++at_;
        if (!brackets_.empty()) {
            return;
        }
        if (keyed_) {
            add(key, "put quotes around a text that has ': ' in it");
            leave();
            return;
        }
        keyed_ = true;
        node_ = key.at;
        last_key_ = key.at;
        skip_blanks();
        empty_key_ = ends_here();
    }

    void plain() {
        const spot begin{line_, at_};
        const bool may_be_key = line_begins_ && brackets_.empty();
        bool word = true;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '#' && at_ > 0 && blank(text_[at_ - 1])) {
                leave();
                return;
            }
            if (!brackets_.empty() && std::string_view{",[]{}"}.find(c) != std::string_view::npos) {
                return;
            }
            if (c != ':') {
                word = word && word_letter(c);
                continue;
            }
            const bool flow_end =
                !brackets_.empty() && at_ + 1 < text_.size() &&
                std::string_view{",[]{}"}.find(text_[at_ + 1]) != std::string_view::npos;
            if (blank_at(at_ + 1) || flow_end) {
                key_ends(begin);
                return;
            }
            // Not of a further line of a text, which stands further in.
            if (may_be_key && word && at_ > begin.at && !has_colon_later() &&
                (begin.at <= last_key_ || empty_key_)) {
                add({line_, at_ + 1}, fmt::format("a blank is missing behind '{}:'",
                                                  text_.substr(begin.at, at_ - begin.at)));
                leave();
                return;
            }
            word = false;
        }
    }

    /// `a:b: c` has the key a:b.
    bool has_colon_later() const {
        const auto next = text_.find(": ", at_ + 1);
        return next != std::string_view::npos || text_.ends_with(':');
    }

    struct bracket {
        char sign;
        spot where;
    };

    const std::string& file_;
    core::faults& found_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 0;
    bool lost_ = false;
    char quote_ = '\0'; ///< of the text that is open
    spot opened_;       ///< where its quote stands
    std::vector<bracket> brackets_;
    bool block_text_ = false;
    std::size_t block_indent_ = 0;
    std::size_t node_ = 0;     ///< where the newest key or dash of this line stands
    std::size_t last_key_ = 0; ///< where the newest key of any line stands
    bool empty_key_ = false;   ///< nothing stood behind it
    bool keyed_ = false;       ///< a key stands on this line already
    bool line_begins_ = true;  ///< nothing but dashes yet
};

} // namespace

core::faults yaml_slips(std::string_view text, const std::string& file) {
    core::faults found;
    slip_finder finder{file, found};
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        finder.line(text.substr(at, end - at));
        at = end + 1;
    }
    finder.end();
    return found;
}

} // namespace yeelen::document

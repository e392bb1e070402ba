#include "menu/expression/token_reader.hpp"

#include <algorithm>
#include <array>

namespace yeelen::menu {

namespace {

constexpr bool digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
constexpr bool word_char(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || digit(c) || c == '_' || c == '.';
}
constexpr bool space(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// A sign of which nothing is known is still shown whole: no half characters of UTF-8.
std::size_t sign_size(std::string_view text) noexcept {
    static constexpr std::array<std::string_view, 4> pairs{"==", "!=", "<=", ">="};
    if (std::any_of(pairs.begin(), pairs.end(),
                    [&](std::string_view p) { return text.starts_with(p); })) {
        return 2;
    }
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) {
        ++size;
    }
    return size;
}

} // namespace

token token_reader::next() noexcept {
    while (at_ < text_.size() && space(text_[at_])) {
        ++at_;
    }
    token made{.offset = at_};
    if (at_ == text_.size()) {
        return made;
    }
    const char c = text_[at_];
    if (c == '\'' || c == '"') {
        const auto end = text_.find(c, at_ + 1);
        const bool closed = end != std::string_view::npos;
        made.kind = closed ? token_kind::text : token_kind::open_text;
        made.text = text_.substr(at_ + 1, closed ? end - at_ - 1 : std::string_view::npos);
        at_ = closed ? end + 1 : text_.size();
        return made;
    }
    if (word_char(c)) {
        const auto* begin = text_.data() + at_;
        const auto* end = std::find_if_not(begin, text_.data() + text_.size(), word_char);
        made.kind = digit(c) ? token_kind::number : c == '.' ? token_kind::field : token_kind::word;
        made.text = {begin, end};
    } else {
        made.kind = token_kind::sign;
        made.text = text_.substr(at_, sign_size(text_.substr(at_)));
    }
    at_ += made.text.size();
    return made;
}

} // namespace yeelen::menu

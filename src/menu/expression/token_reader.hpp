#pragma once
#include <cstdint>
#include <string_view>

namespace yeelen::menu {

enum class token_kind : std::uint8_t {
    end,
    word,   ///< a name with its dots
    number, ///< "12", "12.50"; what follows without a space belongs to it, right or wrong
    field,  ///< ".amount", of what stands before
    text,   ///< without its quotes
    sign,
    open_text, ///< the closing quote is missing
};
struct token {
    token_kind kind = token_kind::end;
    std::string_view text;
    std::size_t offset = 0;
};

/// Cuts an expression into its words, numbers, texts and signs.
class token_reader {
public:
    explicit token_reader(std::string_view text) noexcept
        : text_(text) {}
    token next() noexcept;

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

} // namespace yeelen::menu

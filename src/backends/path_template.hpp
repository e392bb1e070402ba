#pragma once
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::backends {

/// "/v1/contracts/{contract}/balance" taken apart: literal, argument, literal, ...
struct path_template {
    struct piece {
        std::string text; ///< as it goes on the wire, or the name of an argument
        bool argument = false;
    };
    std::vector<piece> pieces;
};

/// The error says what is wrong.
std::expected<path_template, std::string> parse_path(std::string_view path);

/// Letters, digits and '_', not beginning with a digit: what arguments and answer fields are
/// called.
bool is_name(std::string_view text) noexcept;

} // namespace yeelen::backends

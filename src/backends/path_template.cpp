#include "backends/path_template.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::backends {

namespace {

/// pchar and '/' of RFC 3986 3.3.
bool fits_path(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view{"/-._~!$&'()*+,;=:@%"}.find(c) != std::string_view::npos;
}

} // namespace

bool is_name(std::string_view text) noexcept {
    return !text.empty() && !(text[0] >= '0' && text[0] <= '9') &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '_';
           });
}

std::expected<path_template, std::string> parse_path(std::string_view path) {
    if (!path.starts_with('/')) {
        return std::unexpected("a path begins with '/'");
    }
    path_template parsed;
    while (!path.empty()) {
        const auto open = std::min(path.find('{'), path.size());
        const auto literal = path.substr(0, open);
        if (const auto wrong = std::find_if_not(literal.begin(), literal.end(), fits_path);
            wrong != literal.end()) {
            return std::unexpected(*wrong == '}' ? std::string{"'}' without '{'"}
                                   : *wrong == '?'
                                       ? std::string{"arguments of a query go under 'query'"}
                                       : fmt::format("'{}' cannot stand in a path", *wrong));
        }
        if (!literal.empty()) {
            parsed.pieces.push_back({std::string{literal}, false});
        }
        path.remove_prefix(open);
        if (path.empty()) {
            break;
        }
        const auto close = path.find('}');
        if (close == std::string_view::npos) {
            return std::unexpected("'{' without '}'");
        }
        const auto name = path.substr(1, close - 1);
        if (!is_name(name)) {
            return std::unexpected(fmt::format("'{{{}}}' does not name an argument", name));
        }
        parsed.pieces.push_back({std::string{name}, true});
        path.remove_prefix(close + 1);
    }
    return parsed;
}

} // namespace yeelen::backends

#include "document/variables.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::document {

namespace {

bool is_name(std::string_view name) {
    return !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '_';
           });
}

} // namespace

std::expected<variable, std::string> read_variable(std::string_view text) {
    const auto close = text.find('}');
    if (close == std::string_view::npos) {
        return std::unexpected("'${' without '}'");
    }
    const auto inside = text.substr(2, close - 2);
    const auto colon = inside.find(":-");
    variable v{std::string{inside.substr(0, colon)}, std::nullopt, close + 1};
    if (!is_name(v.name)) {
        return std::unexpected(
            fmt::format("'${{{}}}' must be ${{NAME}} or ${{NAME:-otherwise}}", inside));
    }
    if (colon != std::string_view::npos) {
        v.otherwise = std::string{inside.substr(colon + 2)};
    }
    return v;
}

std::expected<std::string, std::string> substitute(std::string_view text,
                                                   const environment_lookup& environment) {
    std::string out;
    for (auto open = text.find("${"); open != std::string_view::npos; open = text.find("${")) {
        out += text.substr(0, open);
        const auto v = read_variable(text.substr(open));
        if (!v) {
            return std::unexpected(v.error());
        }
        if (const auto value = environment(v->name); value && !value->empty()) {
            out += *value;
        } else if (v->otherwise) {
            out += *v->otherwise;
        } else {
            return std::unexpected(fmt::format(
                "the environment variable {0} is not set (set it, or write ${{{0}:-otherwise}})",
                v->name));
        }
        text.remove_prefix(open + v->length);
    }
    return out += text;
}

} // namespace yeelen::document

#include "menu/expression/path.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

namespace yeelen::menu {

namespace {

struct root_name {
    std::string_view name;
    path_root root;
    bool has_steps;
};
constexpr std::array<root_name, 9> roots{{
    {"profile", path_root::profile, true},
    {"item", path_root::item, true},
    {"number", path_root::number, false},
    {"msisdn", path_root::msisdn, false},
    {"dialled", path_root::dialled, false},
    {"language", path_root::language, false},
    {"today", path_root::today, false},
    {"min", path_root::least, false},
    {"max", path_root::most, false},
}};

bool letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), digit);
}

} // namespace

bool is_name(std::string_view text) noexcept {
    return !text.empty() && letter(text.front()) &&
           std::all_of(text.begin(), text.end(), [](char c) { return letter(c) || digit(c); });
}

const std::vector<std::string>& reserved_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const auto& r : roots) {
            all.emplace_back(r.name);
        }
        for (const char* word :
             {"and", "or", "not", "true", "false", "exists", "count", "return"}) {
            all.emplace_back(word);
        }
        return all;
    }();
    return names;
}

std::string path::text() const {
    std::string out;
    for (const auto& r : roots) {
        if (r.root == root) {
            out = r.name;
        }
    }
    for (const auto& step : steps) {
        if (!out.empty()) {
            out += '.';
        }
        out += step;
    }
    return out;
}

std::expected<path, text_error> parse_path(std::string_view text, std::size_t offset) {
    path result;
    result.offset = offset;
    bool first = true;
    for (std::size_t at = 0;;) {
        const auto end = std::min(text.find('.', at), text.size());
        const auto step = text.substr(at, end - at);
        if (!is_name(step) && (first || !all_digits(step))) {
            return std::unexpected(text_error{
                offset + at, fmt::format("'{}' is not the name of a value (letters, digits and _, "
                                         "joined by dots)",
                                         text)});
        }
        const auto* root = first ? std::find_if(roots.begin(), roots.end(),
                                                [&](const auto& r) { return r.name == step; })
                                 : roots.end();
        if (root != roots.end()) {
            result.root = root->root;
            if (root->has_steps != (end < text.size())) {
                return std::unexpected(text_error{
                    offset, root->has_steps
                                ? fmt::format("'{0}' wants a name after it: {0}.something", step)
                                : fmt::format("'{}' has nothing inside it", step)});
            }
        } else {
            result.steps.emplace_back(step);
        }
        first = false;
        if (end == text.size()) {
            return result;
        }
        at = end + 1;
    }
}

const boost::json::value* follow(const boost::json::value* from,
                                 const std::vector<std::string>& steps, std::size_t first) {
    for (std::size_t i = first; from && i < steps.size(); ++i) {
        if (const auto* object = from->if_object()) {
            from = object->if_contains(steps[i]);
        } else if (const auto* list = from->if_array()) {
            std::size_t index = 0;
            const auto& step = steps[i];
            const auto [end, error] =
                std::from_chars(step.data(), step.data() + step.size(), index);
            const bool whole = error == std::errc{} && end == step.data() + step.size();
            from = whole && index < list->size() ? &(*list)[index] : nullptr;
        } else {
            from = nullptr;
        }
    }
    return from;
}

} // namespace yeelen::menu

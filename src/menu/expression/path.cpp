#include "menu/expression/path.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

namespace yeelen::menu {

namespace {

enum class steps_after : std::uint8_t { none, one, some, any };
struct root_name {
    std::string_view name;
    path_root root;
    steps_after steps;
};
constexpr std::array<root_name, 11> roots{{
    {"profile", path_root::profile, steps_after::some},
    {"config", path_root::config, steps_after::some},
    {"flag", path_root::flag, steps_after::one},
    {"item", path_root::item, steps_after::any},
    {"number", path_root::number, steps_after::none},
    {"msisdn", path_root::msisdn, steps_after::none},
    {"dialled", path_root::dialled, steps_after::none},
    {"language", path_root::language, steps_after::none},
    {"today", path_root::today, steps_after::none},
    {"min", path_root::least, steps_after::none},
    {"max", path_root::most, steps_after::none},
}};
constexpr std::array<std::string_view, 10> words{"and",   "or",     "not",   "true", "false",
                                                 "where", "exists", "count", "any",  "locked"};

/// What is wrong with the number of names after a root; empty if nothing is.
std::string wrong_steps(const root_name& r, std::size_t steps) {
    if (steps == 0 && (r.steps == steps_after::one || r.steps == steps_after::some)) {
        return fmt::format("'{0}' wants a name after it: {0}.something", r.name);
    }
    if (steps > 0 && r.steps == steps_after::none) {
        return fmt::format("'{}' has nothing inside it", r.name);
    }
    if (steps > 1 && r.steps == steps_after::one) {
        return fmt::format("'{0}' has one name after it: {0}.something", r.name);
    }
    return {};
}

bool letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool digit(char c) noexcept {
    return c >= '0' && c <= '9';
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
        all.insert(all.end(), words.begin(), words.end());
        all.emplace_back("return");
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
    const root_name* root = nullptr;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('.', at), text.size());
        const auto step = text.substr(at, end - at);
        const bool first = at == 0;
        if (!is_name(step) && (first || !index_of(step))) {
            return std::unexpected(text_error{
                offset + at, fmt::format("'{}' is not the name of a value (letters, digits and _, "
                                         "joined by dots)",
                                         text)});
        }
        if (first && end == text.size() &&
            std::find(words.begin(), words.end(), step) != words.end()) {
            return std::unexpected(
                text_error{offset, fmt::format("'{}' cannot be the name of a value", step)});
        }
        const auto* found = std::find_if(roots.begin(), roots.end(),
                                         [&](const auto& r) { return first && r.name == step; });
        if (found != roots.end()) {
            root = found;
            result.root = found->root;
        } else {
            result.steps.emplace_back(step);
        }
        at = end + 1;
    }
    if (auto wrong = root ? wrong_steps(*root, result.steps.size()) : ""; !wrong.empty()) {
        return std::unexpected(text_error{offset, std::move(wrong)});
    }
    if (root && root->root != path_root::item && !result.steps.empty() &&
        index_of(result.steps[0])) {
        return std::unexpected(text_error{offset, fmt::format("'{}' is no list", root->name)});
    }
    return result;
}

std::optional<std::size_t> index_of(std::string_view step) noexcept {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
    return error == std::errc{} && end == step.data() + step.size() ? std::optional{index}
                                                                    : std::nullopt;
}

const boost::json::value* inside(const boost::json::value* from, std::string_view step) {
    if (!from) {
        return nullptr;
    }
    if (const auto* object = from->if_object()) {
        return object->if_contains(step);
    }
    const auto* list = from->if_array();
    const auto index = list ? index_of(step) : std::nullopt;
    return index && *index < list->size() ? &(*list)[*index] : nullptr;
}

const boost::json::value* follow(const boost::json::value* from,
                                 const std::vector<std::string>& steps, std::size_t first) {
    for (std::size_t i = first; from && i < steps.size(); ++i) {
        from = inside(from, steps[i]);
    }
    return from;
}

} // namespace yeelen::menu

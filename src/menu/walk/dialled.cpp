#include "menu/walk/dialled.hpp"

#include "menu/walk/answer.hpp"
#include <algorithm>

namespace yeelen::menu {

namespace {

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The key of a letter (ITU-T E.161); others are themselves.
char keypad(char c) noexcept {
    constexpr std::string_view keys = "22233344455566677778889999";
    c = lower(c);
    return c >= 'a' && c <= 'z' ? keys[static_cast<std::size_t>(c - 'a')] : c;
}

bool same_word(std::string_view word, std::string_view dialled) noexcept {
    const auto by = [&](char (*form)(char) noexcept) {
        return std::equal(word.begin(), word.end(), dialled.begin(), dialled.end(),
                          [&](char w, char d) { return form(w) == lower(d); });
    };
    return by(lower) || by(keypad);
}

} // namespace

std::vector<std::string_view> parts_behind(std::string_view code, std::string_view dialled) {
    while (code.ends_with('#')) {
        code.remove_suffix(1);
    }
    std::size_t begin = code.size();
    if (code.empty() || !dialled.starts_with(code)) {
        begin = dialled.find_first_of("*#", 1);
    }
    std::vector<std::string_view> parts;
    if (begin >= dialled.size() || dialled[begin] != '*') {
        return parts;
    }
    auto rest = dialled.substr(begin);
    if (rest.ends_with('#')) {
        rest.remove_suffix(1);
    }
    while (!rest.empty() && parts.size() <= max_dialled_parts) {
        rest.remove_prefix(1);
        const auto part = rest.substr(0, rest.find('*'));
        parts.push_back(part);
        rest.remove_prefix(part.size());
    }
    return parts;
}

std::optional<alias_found> find_alias(const menu_data& menu,
                                      const std::vector<std::string_view>& parts,
                                      std::chrono::sys_days today) {
    for (const auto& a : menu.aliases) {
        if (a.parts.size() != parts.size()) {
            continue;
        }
        alias_found found{.which = &a, .values = {}};
        const bool all = std::equal(a.parts.begin(), a.parts.end(), parts.begin(),
                                    [&](const alias_part& part, std::string_view dialled) {
                                        if (!part.word.empty()) {
                                            return same_word(part.word, dialled);
                                        }
                                        auto value =
                                            read_answer(part.as, trim(dialled), {.today = today});
                                        if (value) {
                                            found.values[part.name] = std::move(*value);
                                        }
                                        return value.has_value();
                                    });
        if (all) {
            return found;
        }
    }
    return std::nullopt;
}

} // namespace yeelen::menu

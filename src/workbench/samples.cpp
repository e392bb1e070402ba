#include "workbench/samples.hpp"

#include "menu/walk/answer_pattern.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace yeelen::workbench {

namespace json = boost::json;

namespace {

enum class extent : std::uint8_t { usual, least, most };

json::value value_of(const core::value_type& type, extent how);

json::value text_of(const core::value_type& type, extent how) {
    const auto most = static_cast<std::size_t>(std::max<std::int64_t>(type.most, 0));
    if (how == extent::most) {
        return json::string(std::string(most, 'W'));
    }
    if (how == extent::least) {
        return json::string(
            std::string(static_cast<std::size_t>(std::max<std::int64_t>(type.least, 1)), 'a'));
    }
    return json::string(std::string(std::min<std::size_t>(most, 6), 'A'));
}

json::value list_of(const core::value_type& type, extent how) {
    json::array all;
    const auto most = static_cast<std::size_t>(std::max<std::int64_t>(type.most, 0));
    const std::size_t entries = how == extent::most    ? most
                                : how == extent::least ? 0
                                                       : std::min<std::size_t>(most, 2);
    for (std::size_t i = 0; i < entries && !type.entry.empty(); ++i) {
        all.push_back(value_of(type.entry.front(), how));
    }
    return all;
}

json::value value_of(const core::value_type& type, extent how) {
    using kind = core::value_kind;
    switch (type.kind) {
    case kind::any:
    case kind::text: return text_of(type, how);
    case kind::number:
    case kind::amount:
        return how == extent::most    ? type.most
               : how == extent::least ? type.least
                                      : std::clamp<std::int64_t>(2, type.least, type.most);
    case kind::date: return how == extent::most ? "2026-12-28" : "2026-07-06";
    case kind::month: return how == extent::most ? "2026-09" : "2026-05";
    case kind::flag: return how != extent::least;
    case kind::list: return list_of(type, how);
    case kind::record: {
        json::object all;
        for (const auto& [name, field] : type.fields) {
            if (!field.optional || how != extent::least) {
                all[name] = value_of(field, how);
            }
        }
        return all;
    }
    }
    return nullptr;
}

/// What customers type by pattern is a number, a badge or a code: one digit, or some letters and
/// some digits. The shortest and the longest that fit; none where the pattern is another thing.
void fitting(const menu::answer_pattern& pattern, std::vector<std::string>& out) {
    constexpr std::string_view letters = "ABCDEF";
    constexpr std::string_view digits = "12345678901234567890";
    for (const char digit : digits.substr(0, 10)) {
        if (pattern.matches({&digit, 1})) {
            out.emplace_back(1, digit);
            break;
        }
    }
    std::string least, most;
    for (std::size_t i = 0; i <= letters.size(); ++i) {
        for (std::size_t k = i < 2 ? 2 - i : 0; k <= digits.size(); ++k) {
            auto one = std::string{letters.substr(0, i)}.append(digits.substr(0, k));
            if (pattern.matches(one)) {
                least = least.empty() ? one : least;
                most = std::move(one);
            }
        }
    }
    for (auto* one : {&least, &most}) {
        if (!one->empty() && (out.empty() || out.back() != *one)) {
            out.push_back(std::move(*one));
        }
    }
}

void answers_to(const menu::ask_screen& a, std::string_view today, std::vector<std::string>& out) {
    const auto repeated = [&](char c, std::int64_t times) {
        out.emplace_back(static_cast<std::size_t>(std::max<std::int64_t>(times, 0)), c);
    };
    using type = menu::answer_type;
    switch (a.type) {
    case type::text:
        repeated('a', a.least);
        repeated('W', a.most);
        break;
    case type::digits:
    case type::pin:
        repeated('1', a.least);
        repeated('8', a.most);
        repeated('1', a.most + 1);
        break;
    case type::amount:
        out.push_back(fmt::format("{}", a.least));
        out.push_back(fmt::format("{}", a.most));
        out.push_back(fmt::format("{}", a.most + 1));
        out.push_back(fmt::format("{}.5", a.least)); // taken or refused, by its decimals
        break;
    case type::phone: out.emplace_back("0701020304"); break;
    case type::date:
        out.emplace_back(today);
        out.emplace_back("01/01/2000");
        break;
    case type::meter: {
        auto good = number_with_check_digit(static_cast<std::size_t>(a.most));
        out.push_back(good);
        good.back() = good.back() == '9' ? '0' : static_cast<char>(good.back() + 1);
        out.push_back(good); // doubted
        break;
    }
    case type::pattern: fitting(*a.pattern, out); break;
    }
}

} // namespace

std::string number_with_check_digit(std::size_t digits) {
    std::string number;
    for (std::size_t i = 0; i + 1 < digits; ++i) {
        number += static_cast<char>('1' + i % 9);
    }
    int sum = 0;
    for (std::size_t i = 0; i < number.size(); ++i) {
        int d = number[number.size() - 1 - i] - '0';
        if (i % 2 == 0) {
            d = d * 2 > 9 ? d * 2 - 9 : d * 2;
        }
        sum += d;
    }
    return number + static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::vector<core::call_outcome> outcomes_of(const menu::operation_shape& operation) {
    core::value_type whole{.kind = core::value_kind::record, .fields = operation.answer};
    std::vector<core::call_outcome> all;
    for (const auto how : {extent::usual, extent::least, extent::most}) {
        auto value = value_of(whole, how);
        all.emplace_back(std::move(value.get_object()));
    }
    for (int f = 0; f <= static_cast<int>(core::call_failure::garbage); ++f) {
        all.emplace_back(std::unexpected(static_cast<core::call_failure>(f)));
    }
    return all;
}

std::vector<json::object> profiles_of(const menu::menu_data& menu) {
    std::vector<json::object> all(1);
    if (menu.profile.empty()) {
        return all;
    }
    for (const auto how : {extent::usual, extent::most}) {
        json::object one;
        for (const auto& [name, type] : menu.profile) {
            one[name] = value_of(type, how);
        }
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<std::string> dials_of(const menu::menu_data& menu, std::string_view code,
                                  std::string_view today) {
    std::vector<std::string> all{std::string{code}};
    const auto stem = code.substr(0, code.find('#'));
    for (const auto& alias : menu.aliases) {
        std::vector<std::vector<std::string>> values; // of each part
        std::size_t most = 1;
        for (const auto& part : alias.parts) {
            auto& samples = values.emplace_back();
            if (part.word.empty()) {
                answers_to(part.as, today, samples);
            } else {
                samples.push_back(part.word);
            }
            most = std::max(most, samples.size());
        }
        for (std::size_t i = 0; i < most; ++i) {
            std::string dialled{stem};
            for (const auto& samples : values) {
                dialled += '*';
                dialled += samples.empty() ? "" : samples[std::min(i, samples.size() - 1)];
            }
            all.push_back(dialled + '#');
        }
    }
    return all;
}

std::vector<std::string> inputs_for(const menu::menu_data& menu, menu::screen_id screen,
                                    std::string_view today) {
    std::vector<std::string> all;
    const auto& body = menu.screens[screen].body;
    if (const auto* c = std::get_if<menu::choose_screen>(&body)) {
        for (const auto& o : c->options) {
            all.push_back(o.key);
        }
        if (c->listed) {
            all.insert(all.end(), {"1", "2", "3"});
        }
    } else if (const auto* a = std::get_if<menu::ask_screen>(&body)) {
        answers_to(*a, today, all);
    } else {
        all.insert(all.end(), {"1", "2"}); // list, show, confirm
    }
    all.push_back(menu.keys.next);
    all.push_back(menu.keys.previous);
    all.push_back(menu.keys.back);
    all.push_back(menu.keys.home);
    all.emplace_back("#?");
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

} // namespace yeelen::workbench

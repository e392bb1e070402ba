#include "sim/operator/sms_policy.hpp"
#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

namespace yeelen::sim {

namespace {

constexpr std::array<std::pair<std::string_view, sms_fate>, 7> names{{
    {"throttle", sms_fate::throttle},
    {"full", sms_fate::full},
    {"syserr", sms_fate::syserr},
    {"refuse", sms_fate::refuse},
    {"drop", sms_fate::drop},
    {"undeliverable", sms_fate::undeliverable},
    {"expire", sms_fate::expire},
}};

} // namespace

std::expected<sms_policy, std::string> sms_policy::parse(std::string_view text) {
    sms_policy p;
    unsigned mark = 0;
    while (!text.empty() && text != "ok") {
        const auto comma = text.find(',');
        auto rule = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
        const auto colon = rule.find(':');
        const auto name = rule.substr(0, colon);
        const auto* known =
            std::ranges::find(names, name, &std::pair<std::string_view, sms_fate>::first);
        if (known == names.end()) {
            return std::unexpected(fmt::format("'{}' is no fate of a message", name));
        }
        unsigned percent = 100;
        if (colon != std::string_view::npos) {
            auto number = rule.substr(colon + 1);
            if (number.ends_with('%')) {
                number.remove_suffix(1);
            }
            const auto* end = number.data() + number.size();
            const auto [at, ec] = std::from_chars(number.data(), end, percent);
            if (ec != std::errc{} || at != end || percent > 100) {
                return std::unexpected(
                    fmt::format("'{}' is no percentage", rule.substr(colon + 1)));
            }
        }
        mark += percent;
        p.rules_.emplace_back(known->second, mark);
    }
    if (mark > 100) {
        return std::unexpected(std::string{"the percentages make more than 100"});
    }
    return p;
}

sms_fate sms_policy::pick(std::uint32_t draw) const noexcept {
    const auto in_hundred = draw % 100;
    for (const auto& [fate, mark] : rules_) {
        if (in_hundred < mark) {
            return fate;
        }
    }
    return sms_fate::deliver;
}

} // namespace yeelen::sim

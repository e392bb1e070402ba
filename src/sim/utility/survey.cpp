#include "sim/utility/survey.hpp"
#include "sim/utility/dice.hpp"
#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace yeelen::sim {

namespace {

constexpr std::string_view staff_code = "246810";

/// By the first digit of a repair's code, from 1.
constexpr std::array<std::string_view, 8> districts{
    "Abobo", "Adjamé", "Cocody", "Koumassi", "Marcory", "Plateau", "Treichville", "Yopougon"};
constexpr std::array<std::string_view, 2> languages{"en", "fr"};
constexpr std::array<std::string_view, 2> whether{"yes", "no"};
constexpr std::array<std::string_view, 5> durations{"hour", "hours", "day", "days", "none"};
constexpr std::array<std::string_view, 6> reasons{"slow",  "news",  "staff",
                                                  "again", "other", "none"};

constexpr std::size_t most_phone = 15;    ///< digits: E.164
constexpr std::size_t most_remark = 1024; ///< octets
constexpr std::int64_t best_mark = 5;

template<std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

bool is_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_phone(std::string_view text) {
    return !text.empty() && text.size() <= most_phone && is_digits(text);
}

} // namespace

std::string_view fault_of(const survey& s) {
    const bool no_call = s.call_phone.empty() && s.call_day.empty();
    struct check {
        std::string_view field;
        bool good;
    };
    const std::array<check, 8> all{{
        {"phone", is_phone(s.phone)},
        {"language", among(languages, s.language)},
        {"restored", among(whether, s.restored)},
        {"duration", among(durations, s.duration)},
        {"mark", s.mark >= 1 && s.mark <= best_mark},
        {"reason", among(reasons, s.reason)},
        {"remark", s.remark.size() <= most_remark},
        {"call", no_call || (is_phone(s.call_phone) && read_date(s.call_day))},
    }};
    const auto* bad = std::ranges::find(all, false, &check::good);
    return bad == all.end() ? std::string_view{} : bad->field;
}

std::optional<std::string_view> district_of_repair(std::string_view code) {
    if (code.size() != 4 || !is_digits(code) || code.front() == '0') {
        return std::nullopt;
    }
    const auto at = static_cast<std::size_t>(code.front() - '1');
    return at < districts.size() ? std::optional{districts[at]} : std::nullopt;
}

bool is_staff_code(std::string_view code) {
    return code == staff_code;
}

std::vector<survey> demo_surveys(date today) {
    constexpr int days = 30;
    constexpr int a_day = 4;
    dice random{124};
    std::vector<survey> all;
    for (int i = 0; i < days * a_day; ++i) {
        survey s;
        s.phone = fmt::format("22507{:08}", random.between(0, 99'999'999));
        s.code = fmt::format("{}", random.between(1'000, 8'999));
        s.district = district_of_repair(s.code).value();
        s.language = random.one_of(languages);
        s.mark = random.between(1, best_mark);
        const bool bad = s.mark <= 2;
        s.restored = bad && random.between(0, 3) == 0 ? "no" : "yes";
        s.duration = s.restored == "no" ? "none" : durations[random.next() % 4];
        s.reason = bad ? reasons[random.next() % 4] : "none"; // no words of their own
        s.key = fmt::format("seed-{}", i + 1);
        s.at = milliseconds_of(today - std::chrono::days{days - i / a_day});
        all.push_back(std::move(s));
    }
    return all;
}

} // namespace yeelen::sim

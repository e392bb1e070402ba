#pragma once
// What customers think of a repair: config/backends/survey.yaml seen from the other end. Pure.
#include "sim/utility/calendar.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::sim {

/// One customer's answers.
struct survey {
    std::int64_t number = 0;
    std::string phone;
    std::string code;       ///< of the repair, from the SMS that asked; may be empty
    std::string district;   ///< found by the utility
    std::string language;   ///< "en", "fr"
    std::string restored;   ///< "yes", "no"
    std::string duration;   ///< "hour", "hours", "day", "days", "none"
    std::int64_t mark = 0;  ///< 1 to 5, 5 is best
    std::string reason;     ///< "slow", "news", "staff", "again", "other", "none"
    std::string remark;     ///< the customer's own words; may be empty
    std::string call_phone; ///< to be called back; empty: not wanted
    std::string call_day;   ///< "2026-11-20"; empty with call_phone
    std::string key;        ///< idempotency key; may be empty
    std::int64_t at = 0;    ///< UTC, milliseconds since 1970
};

/// What a district's customers answered.
struct district_marks {
    std::string district;
    std::int64_t answers = 0; ///< at least 1
    std::int64_t marks = 0;   ///< their sum
};

/// The field that the utility does not take as it is; empty: all of it is good.
std::string_view fault_of(const survey& s);

/// A repair's code is four digits, the first of them the district's; nothing: no such repair.
std::optional<std::string_view> district_of_repair(std::string_view code);

/// For agents.
bool is_staff_code(std::string_view code);

/// Four answers of each of the last thirty days, the oldest first: always the same for one day.
std::vector<survey> demo_surveys(date today);

} // namespace yeelen::sim

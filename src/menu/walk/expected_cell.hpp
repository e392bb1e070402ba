#pragma once
// What a field of a list's entry will most likely be, from the two entries before it: months and
// days go on in the same steps, and so do whole numbers; all else stays. What is as expected takes
// one bit of a state.
#include <boost/json.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::menu {

/// Exactly "2026-07-06": as day_text() writes it.
std::optional<std::chrono::sys_days> exact_day(std::string_view text) noexcept;
/// Exactly "2026-07": months since the year 0.
std::optional<int> exact_month(std::string_view text) noexcept;
/// The reverse. Nothing outside the years 0 to 9999.
std::optional<std::string> month_text(std::int64_t months);

/// The field of that name, `i` being where it stands if the record is like the others of its list.
/// nullptr where there is none, or no record.
const boost::json::value* cell_of(const boost::json::object* record, std::string_view name,
                                  std::size_t i) noexcept;

struct expected_cell {
    bool known = false;                     ///< else nothing is expected
    std::optional<boost::json::value> cell; ///< nothing: that there is no such field
};
/// nullptr where that entry has no such field, or there is no such entry. Never a list or a
/// record: these are not copied by a bit.
expected_cell expect(const boost::json::value* before, const boost::json::value* earlier);

} // namespace yeelen::menu

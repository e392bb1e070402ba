#include "menu/walk/expected_cell.hpp"

#include "menu/expression/day.hpp"

namespace yeelen::menu {

namespace json = boost::json;
namespace chrono = std::chrono;

namespace {

std::string_view text_in(const json::value* v) noexcept {
    const auto* s = v ? v->if_string() : nullptr;
    return s ? std::string_view{*s} : std::string_view{};
}

/// The same day of the month where these are, as bills are due; else as many days on.
std::optional<chrono::sys_days> next_day(chrono::sys_days before, chrono::sys_days earlier) {
    const chrono::year_month_day b{before};
    const chrono::year_month_day e{earlier};
    if (b.day() == e.day()) {
        const auto step = b.year() / b.month() - e.year() / e.month();
        const auto next = b + step;
        if (next.ok()) {
            return later(before, (chrono::sys_days{next} - before).count());
        }
    }
    return later(before, (before - earlier).count());
}

std::optional<std::string> next_text(std::string_view before, std::string_view earlier) {
    if (const auto day = exact_day(before)) {
        const auto first = exact_day(earlier);
        const auto next = first ? next_day(*day, *first) : std::nullopt;
        return next ? std::optional{day_text(*next)} : std::nullopt;
    }
    const auto month = exact_month(before);
    const auto first = exact_month(earlier);
    return month && first ? month_text(std::int64_t{*month} * 2 - *first) : std::nullopt;
}

} // namespace

std::optional<chrono::sys_days> exact_day(std::string_view text) noexcept {
    return text.size() == 10 ? read_day(text) : std::nullopt;
}

std::optional<int> exact_month(std::string_view text) noexcept {
    if (text.size() != 7 || text[4] != '-' || read_month(text) != text) {
        return std::nullopt;
    }
    const auto digit = [&](std::size_t i) { return text[i] - '0'; };
    return ((digit(0) * 10 + digit(1)) * 10 + digit(2)) * 120 + digit(3) * 12 + digit(5) * 10 +
           digit(6) - 1;
}

std::optional<std::string> month_text(std::int64_t months) {
    constexpr std::int64_t all = 10000 * 12;
    if (months < 0 || months >= all) {
        return std::nullopt;
    }
    std::string text = "0000-00";
    write_digits(text, 0, 4, static_cast<unsigned>(months / 12));
    write_digits(text, 5, 2, static_cast<unsigned>(months % 12 + 1));
    return text;
}

const json::value* cell_of(const json::object* record, std::string_view name,
                           std::size_t i) noexcept {
    if (!record) {
        return nullptr;
    }
    if (i < record->size()) {
        const auto& likely = *(record->begin() + static_cast<std::ptrdiff_t>(i));
        if (std::string_view{likely.key()} == name) {
            return &likely.value();
        }
    }
    return record->if_contains(name);
}

expected_cell expect(const json::value* before, const json::value* earlier) {
    if (!before) {
        return {.known = true, .cell = std::nullopt};
    }
    switch (before->kind()) {
    case json::kind::int64: {
        std::int64_t step = 0;
        std::int64_t next = 0;
        const auto n = before->get_int64();
        const auto* first = earlier ? earlier->if_int64() : nullptr;
        const bool steps = first && !__builtin_sub_overflow(n, *first, &step) &&
                           !__builtin_add_overflow(n, step, &next);
        return {.known = true, .cell = json::value(steps ? next : n)};
    }
    case json::kind::string: {
        const auto next = next_text(text_in(before), text_in(earlier));
        return {.known = true, .cell = next ? json::value(json::string(*next)) : *before};
    }
    case json::kind::null:
    case json::kind::bool_: return {.known = true, .cell = *before};
    case json::kind::uint64:
    case json::kind::double_:
    case json::kind::array:
    case json::kind::object: break;
    }
    return {};
}

} // namespace yeelen::menu

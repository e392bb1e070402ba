#pragma once
// JSON values in few octets, as a session's state keeps them: one octet says what follows, or is a
// small number, a short text's length or a reference itself. Numbers are LEB128, signed ones
// zigzag. What utilities answer with costs little: an amount three octets, with two decimals five,
// a date three, a month two, a 20-digit token twelve, the field names of a list's entries once, and
// then what goes on as in the entries before a bit (menu/walk/expected_cell.hpp), another date two,
// an invoice's number that differs in one digit from the entry before three. A text met before:
// one.
#include <boost/json.hpp>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::menu {

namespace octet {
// Whole numbers: 0 to 127 from 0x80 on; then four times 256 with the next octet, lowest; then eight
// times 65536 with the next two, lowest first.
inline constexpr std::uint8_t small_number = 0x80;
inline constexpr std::uint8_t number_of_two = 0x10;   ///< to 0x13
inline constexpr std::uint8_t number_of_three = 0x14; ///< to 0x1B
inline constexpr std::uint8_t number_end = 0x1C;
inline constexpr std::uint8_t short_text = 0x40; ///< to 0x7F: its 0 to 63 octets follow
inline constexpr std::uint8_t text_met = 0x20;   ///< to 0x3F: one of the first 32 met
inline constexpr std::uint8_t none = 0x00;
inline constexpr std::uint8_t no = 0x01;
inline constexpr std::uint8_t yes = 0x02;
inline constexpr std::uint8_t integer = 0x03;
inline constexpr std::uint8_t real = 0x04;      ///< IEEE 754, eight octets, lowest first
inline constexpr std::uint8_t date = 0x05;      ///< days from first_day
inline constexpr std::uint8_t month = 0x06;     ///< months from first_day's
inline constexpr std::uint8_t digits = 0x07;    ///< their number, then two in an octet
inline constexpr std::uint8_t near_text = 0x08; ///< what it shares with the entry before
inline constexpr std::uint8_t long_text = 0x09;
inline constexpr std::uint8_t text_met_later = 0x0A;
inline constexpr std::uint8_t list = 0x0B;
inline constexpr std::uint8_t object = 0x0C;
inline constexpr std::uint8_t table = 0x0D;     ///< a list of objects: names once, then rows
inline constexpr std::uint8_t absent = 0x0E;    ///< in a table: this row has no such field
inline constexpr std::uint8_t near_date = 0x0F; ///< days from the date in the entry before
inline constexpr std::uint8_t decimal = 0x1C;   ///< "12500.50": its digits, with a sign, and places
inline constexpr std::uint8_t near_by_one = 0x1D; ///< near_text, with one octet between
inline constexpr std::uint8_t near_by_two = 0x1E;

// In the middle of the years that two octets of days, and one of months, reach: from 2007 to 2052.
inline constexpr std::chrono::sys_days first_day{std::chrono::year{2030} / 1 / 1};
inline constexpr int first_month = 2030 * 12; ///< from the year 0
inline constexpr std::int64_t least_of_two = 0x80;
inline constexpr std::int64_t least_of_three = least_of_two + 4 * 0x100;
inline constexpr std::int64_t least_of_many = least_of_three + 8 * 0x10000;
inline constexpr unsigned place_bits = 3; ///< of a decimal: places, below its digits
} // namespace octet

/// Bounds that hold for every state the engine makes; octets that go over are no state.
namespace octet_limit {
inline constexpr std::size_t text = 16384;      ///< octets of one
inline constexpr std::size_t texts = 1'000'000; ///< octets of all together
inline constexpr std::size_t entries = 4096;    ///< of one list or object
inline constexpr std::size_t columns = 32;
inline constexpr int depth = 16;
inline constexpr std::size_t met = 64;     ///< texts that can be referred to
inline constexpr std::size_t met_size = 3; ///< octets that are worth a reference
inline constexpr std::size_t shared = 15;  ///< octets at each end, with the entry before
inline constexpr std::size_t places = 6;   ///< of a decimal
inline constexpr std::size_t decimal_digits = 18;
} // namespace octet_limit

class value_writer {
public:
    void octet(std::uint8_t o) { out.push_back(static_cast<char>(o)); }
    void number(std::uint64_t n);
    void signed_number(std::int64_t n);
    /// `before`: the text in the same place of the list's entry before.
    void text(std::string_view s, std::string_view before = {});
    void value(const boost::json::value& v, const boost::json::value* before = nullptr);
    void fields(const boost::json::object& o);
    std::string out;

private:
    bool text_met(std::string_view s);
    bool day_or_month(std::string_view s, std::string_view before);
    bool decimal_text(std::string_view s);
    bool near_text(std::string_view s, std::string_view before, std::size_t plain);
    void integer(std::int64_t n);
    void list(const boost::json::array& all);
    bool table(const boost::json::array& rows);
    void row(const boost::json::object& one, const boost::json::object* before,
             const boost::json::object* earlier, const std::vector<std::string_view>& columns);
    void real(double d);
    /// Views into the state being written, which outlives the writer.
    std::vector<std::string_view> met_;
};

/// Reads any octets at all; once something is wrong `good` is false and stays so, and whatever is
/// read is empty.
class value_reader {
public:
    explicit value_reader(std::string_view octets)
        : left_(octets) {}

    std::uint8_t octet();
    std::uint64_t number();
    std::int64_t signed_number();
    /// Of things that take at least one octet each: never more than there are octets left.
    std::size_t count();
    std::string_view text();
    boost::json::value value(int depth);
    boost::json::object fields(int depth);
    bool done() const noexcept { return left_.empty(); }
    bool good = true;

private:
    std::optional<std::string_view> text_of(std::uint8_t what, std::string_view before);
    std::string_view day(std::optional<std::chrono::sys_days> from);
    std::string_view month();
    std::string_view digits();
    std::string_view decimal_text();
    std::string_view near_text(std::uint8_t what, std::string_view before);
    std::int64_t integer(std::uint8_t what);
    boost::json::value value_of(std::uint8_t what, int depth);
    boost::json::value list(int depth);
    boost::json::value table(int depth);
    boost::json::object row(const boost::json::object* before, const boost::json::object* earlier,
                            const std::vector<std::string_view>& columns, int depth);
    boost::json::value cell(std::uint8_t what, const boost::json::value* before, int depth);
    std::string_view taken(std::uint64_t size);
    std::string_view met(std::string_view s);
    std::string_view made(std::string s);
    std::string_view bad();

    std::string_view left_;
    std::vector<std::string_view> met_;
    std::deque<std::string> made_; ///< texts that stand in no place of the octets
    std::size_t texts_ = 0;
};

} // namespace yeelen::menu

#include "menu/state.hpp"
#include <doctest/doctest.h>
#include <random>

using namespace yeelen::menu;
namespace json = boost::json;

namespace {

state sample() {
    state s{.language = "fr", .at = 300, .history = {{0}, {7, 2}, {299}, {UINT32_MAX - 1}}};
    s.frames.resize(2);
    s.frames[0].values =
        json::parse(
            R"({"a":null,"b":true,"c":false,"d":-12500,"e":0.1,"f":"é","g":[{"m":"2026-06"},{"m":"2026-06"}],
                "h":{},"i":[],"j":9223372036854775807,"k":-9223372036854775808,"l":[[],[{}],[{},{}]],
                "m":["2026-07-06","0001-01-01","9999-12-31","2026-02-30","2026-13","0001-01","9999-12"],
                "n":["00000","04123456789","12345678901234567890","12a4",""],"o":127,"p":128,
                "q":[{"n":"F2607","s":"paid"},{"n":"F2608","s":"paid","t":1},{"s":"unpaid","u":{"v":[{"w":"F2607"}]}}],
                "r":[{"a":1},{"b":2},{"c":3},{"d":4}],
                "s":[128,383,384,1151,1152,66687,66688,525439,525440,-1,-128],
                "t":["0.5","-0.5","-0.0","0.000000","12500.50","00.5",".5","5.","1.2345678",
                     "999999999999.999999","-999999999999.999999","9999999999999.999999","--1.0"],
                "u":[{"d":"2026-07-20"},{"d":"2026-06-20"},{"d":5},{"d":"2026-05-20"},
                     {"e":1},{"d":"2026-05-21"},{"d":"2026-07-23"},{"d":"2026-07-24T10:00:00Z"},
                     {"d":"2026-07-24"},{"d":"0001-01-01"},{"d":"9999-12-31"}],
                "v":[{"n":9223372036854775806},{"n":9223372036854775807},{"n":9223372036854775807},
                     {"n":9223372036854775807},{"n":-9223372036854775808},{"n":0},{"n":0}],
                "w":[{"d":"2026-01-31","m":"0001-02"},{"d":"2025-12-31","m":"0001-01"},
                     {"d":"2025-11-30","m":"0001-01"},{"d":"2025-10-30","m":"0001-01"},
                     {"d":"0001-01-05","m":"9999-11"},{"d":"0001-01-04","m":"9999-12"},
                     {"d":"0001-01-03","m":"9999-12"},{"d":"0001-01-02"},{"m":null},{"m":null},
                     {"m":[1],"d":0.5},{"m":[1],"d":0.5},{"m":{},"d":-0.0},{"d":0.0,"m":true}],
                "x":[{"a":1,"b":1},{"a":1,"b":1},{"a":1},{"a":1},{"a":1,"b":1}]})")
            .as_object();
    s.frames[0].values["long"] = std::string(300, 'x');
    s.frames[0].values["zero"] = std::string("a\0b", 3);
    s.frames[1] = {.caller = 12, .way = 2, .first = true, .values = {{"why", "paid"}}};
    s.page = 300;
    s.tries = 2;
    s.notice = 17;
    s.doubted = "0412345";
    return s;
}

state started() {
    state s{.language = "fr", .at = 0};
    s.frames.resize(1);
    return s;
}

} // namespace

TEST_CASE("a state comes back from its octets") {
    auto ended = started();
    ended.ended = ending::timeout;
    ended.at = no_screen;
    for (const auto& s : {sample(), state{}, started(), ended}) {
        const auto back = decode_state(encode(s));
        REQUIRE(back.has_value());
        CHECK(*back == s);
        CHECK(encode(*back) == encode(s));
    }
    CHECK(encode(started()).size() == 11);
}

TEST_CASE("what utilities answer with takes few octets") {
    const auto octets = [](std::string_view values) {
        auto s = started();
        s.frames[0].values["x"] = json::parse(values);
        const auto written = encode(s);
        CHECK(decode_state(written) == s);
        return written.size() - encode(started()).size() - 2; // the name
    };
    CHECK(octets("0") == 1);
    CHECK(octets("127") == 1);
    CHECK(octets("128") == 2);
    CHECK(octets("1151") == 2);
    CHECK(octets("12500") == 3);
    CHECK(octets("525439") == 3);
    CHECK(octets("525440") == 4);
    CHECK(octets("-1") == 2);
    CHECK(octets(R"("12500.50")") == 5);
    CHECK(octets(R"("-0.5")") == 2);
    CHECK(octets(R"("2026-07-06")") == 3);
    CHECK(octets(R"("2026-07")") == 2);
    CHECK(octets(R"("12345678901234567890")") == 12);
    CHECK(octets(R"("paid")") == 5);
    CHECK(octets(R"(["paid","paid"])") == 2 + 5 + 1);
    // After a date in the row before: an octet for the row, and the days between. What goes on in
    // the same way: the row's octet alone.
    CHECK(octets(R"([{"d":"2026-07-20"},{"d":"2026-06-20"},{"d":"2026-05-21"}])") ==
          octets(R"([{"d":"2026-07-20"},{"d":"2026-06-20"}])") + 3);
    CHECK(octets(R"([{"d":"2026-07-20"},{"d":"2026-06-20"},{"d":"2026-05-20"}])") ==
          octets(R"([{"d":"2026-07-20"},{"d":"2026-06-20"}])") + 1);
    CHECK(octets(R"([{"n":7,"m":"2026-02","s":"paid"},{"n":5,"m":"2026-01","s":"paid"},
                     {"n":3,"m":"2025-12","s":"paid"}])") ==
          octets(R"([{"n":7,"m":"2026-02","s":"paid"},{"n":5,"m":"2026-01","s":"paid"}])") + 1);
    // Names once; then a text that differs in one digit from the row before: three octets, and one
    // for the row.
    const auto one = octets(R"([{"number":"F26070000417"},{"number":"F26080000417"}])");
    const auto two = octets(
        R"([{"number":"F26070000417"},{"number":"F26080000417"},{"number":"F26090000417"}])");
    CHECK(two - one == 4);
}

TEST_CASE("twelve invoices fit 300 octets") {
    auto s = started();
    json::array all;
    for (int i = 12; i > 0; --i) {
        all.push_back(
            {{"number", "F26" + std::to_string(10 + i) + "0000417"},
             {"month", "2026-" + std::string(i < 10 ? "0" : "") + std::to_string(i)},
             {"amount", 18000 + 137 * i},
             {"currency", "XOF"},
             {"kwh", 200 + i},
             {"due_date", "2026-" + std::string(i < 10 ? "0" : "") + std::to_string(i) + "-20"},
             {"status", i == 12 ? "unpaid" : "paid"}});
    }
    s.frames[0].values["history"] = json::object{{"invoices", all}};
    const auto octets = encode(s);
    MESSAGE("twelve invoices: " << octets.size() << " octets");
    CHECK(octets.size() < 300);
    CHECK(decode_state(octets) == s);
}

TEST_CASE("octets that are no state are refused, whatever they are") {
    const auto whole = encode(sample());
    CHECK(!decode_state("").has_value());
    CHECK(!decode_state("{}").has_value());
    CHECK(!decode_state(whole + "x").has_value());
    for (std::size_t n = 0; n < whole.size(); ++n) {
        CAPTURE(n);
        CHECK(!decode_state(std::string_view{whole}.substr(0, n)).has_value());
    }
    std::mt19937_64 random{7};
    std::size_t read = 0;
    for (int i = 0; i < 10000; ++i) {
        auto broken = whole;
        for (int k = 0; k < 3; ++k) {
            broken[random() % broken.size()] = static_cast<char>(random());
        }
        if (const auto s = decode_state(broken)) {
            ++read;
            const auto octets = encode(*s);
            const auto again = decode_state(octets);
            REQUIRE(again.has_value());
            CHECK(encode(*again) == octets); // NaN is no equal of itself
        }
    }
    CHECK(read > 20);
}

TEST_CASE("octets that mean nothing are no state") {
    const auto with = [](std::string_view fields) {
        std::string octets{"\x02\x00\x42"
                           "fr\x01\x00\x01\x00\x00",
                           10};
        return decode_state(octets.append(fields)).has_value();
    };
    using namespace std::string_view_literals;
    const struct {
        const char* what;
        std::string_view fields;
        bool right;
    } rows[]{
        {"one field", "\x01\x41\x61\x85"sv, true},
        {"the same field twice", "\x02\x41\x61\x85\x41\x61\x85"sv, false},
        {"the highest number", "\x01\x41\x61\x03\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"sv, true},
        {"past 64 bits", "\x01\x41\x61\x03\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02"sv, false},
        {"a number without an end", "\x01\x41\x61\x03\x80\x80"sv, false},
        {"a number of three octets, cut", "\x01\x41\x61\x14\x01"sv, false},
        {"a decimal: 0.1", "\x01\x41\x61\x1C\x11"sv, true},
        {"a decimal without places", "\x01\x41\x61\x1C\x10"sv, false},
        {"a decimal of seven places", "\x01\x41\x61\x1C\x17"sv, false},
        {"a decimal of 20 digits", "\x01\x41\x61\x1C\xF9\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"sv,
         false},
        {"a date past the year 9999", "\x01\x41\x61\x05\x80\x80\x80\x80\x01"sv, false},
        {"a date near none", "\x01\x41\x61\x0F\x00"sv, false},
        {"a text that was not met", "\x01\x41\x61\x20"sv, false},
        {"a text near none", "\x01\x41\x61\x1D\x10x"sv, false},
        {"digits that are none", "\x01\x41\x61\x07\x02\x1A"sv, false},
        {"an octet that says nothing", "\x01\x41\x61\x1F"sv, false},
        {"a table's field twice", "\x01\x41\x61\x0D\x01\x02\x41\x61\x41\x61\x85\x85"sv, false},
        {"a table's date near a number", "\x01\x41\x61\x0D\x02\x01\x41\x61\x85\x00\x0F\x00"sv,
         false},
        {"a table's date near a date", "\x01\x41\x61\x0D\x02\x01\x41\x61\x05\x00\x00\x0F\x00"sv,
         true},
        {"a table's row as before", "\x01\x41\x61\x0D\x02\x01\x41\x61\x85\x01"sv, true},
        {"as expected, of a column too many", "\x01\x41\x61\x0D\x02\x01\x41\x61\x85\x02"sv, false},
        {"as expected, of a list", "\x01\x41\x61\x0D\x02\x01\x41\x61\x0B\x00\x01"sv, false},
    };
    for (const auto& row : rows) {
        CAPTURE(std::string{row.what});
        CHECK(with(row.fields) == row.right);
    }
}

TEST_CASE("octets cannot make a state much larger than they are") {
    // Texts of 16 kB, each named a hundred times by one octet.
    std::string bomb{"\x02\x00\x42"
                     "fr\x01\x00\x01\x00\x00\x01\x43"
                     "all\x0B\xE8\x07\x09\x80\x80\x01",
                     22};
    bomb += std::string(16384, 'x');
    bomb += std::string(999, '\x21');
    CHECK(!decode_state(bomb).has_value());
    // Lists in lists.
    std::string deep{"\x02\x00\x42"
                     "fr\x01\x00\x01\x00\x00\x01\x41"
                     "a",
                     13};
    for (int i = 0; i < 1000; ++i) {
        deep += "\x0B\x01";
    }
    deep += '\x00';
    CHECK(!decode_state(deep).has_value());
    // A table of many rows without a column.
    std::string flat{"\x02\x00\x42"
                     "fr\x01\x00\x01\x00\x00\x01\x41"
                     "a\x0D\x09\x00xxxxxxxxx",
                     25};
    CHECK(!decode_state(flat).has_value());
}

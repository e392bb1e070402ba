#include "smpp/time.hpp"
#include <doctest/doctest.h>
#include <string>
#include <string_view>

using namespace std::chrono_literals;
using smpp::time_error;
using smpp::wall_time;

namespace {

constexpr wall_time utc(int year, unsigned month, unsigned day,
                        std::chrono::milliseconds since_midnight = 0ms) {
    return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) /
                                 static_cast<int>(day)} +
           since_midnight;
}

} // namespace

TEST_CASE("checklist: time: absolute times, nn in quarter hours") {
    struct row {
        std::string_view text;
        wall_time at;
        std::chrono::minutes offset;
    };
    const row rows[] = {
        {"260714120000000+", utc(2026, 7, 14, 12h), 0min},
        {"260714120000004+", utc(2026, 7, 14, 11h), 60min}, // 4 quarter hours, not 4 minutes
        {"260714120000004-", utc(2026, 7, 14, 13h), -60min},
        {"260714120000748+", utc(2026, 7, 14, 700ms), 12h},
        {"260714120000948-", utc(2026, 7, 15, 900ms), -12h},
        {"260714234559922+", utc(2026, 7, 14, 18h + 15min + 59s + 900ms), 330min},
        {"260101000000001+", utc(2025, 12, 31, 23h + 45min), 15min},
        {"240229000000000+", utc(2024, 2, 29), 0min},
        {"000101000000000+", utc(2000, 1, 1), 0min},
        {"691231235959900+", utc(2069, 12, 31, 24h - 100ms), 0min},
        {"700101000000000+", utc(1970, 1, 1), 0min},
        {"991231235959900+", utc(1999, 12, 31, 24h - 100ms), 0min},
    };
    for (const row& r : rows) {
        CAPTURE(r.text);
        const auto read = smpp::read_time(r.text);
        REQUIRE(read);
        const auto* absolute = std::get_if<smpp::absolute_time>(&*read);
        REQUIRE(absolute != nullptr);
        CHECK((absolute->at == r.at));
        CHECK((absolute->offset == r.offset));
        const auto written = smpp::write_absolute(r.at, r.offset);
        REQUIRE(written);
        CHECK(written->text() == r.text);
    }
    // "-" and "+" mean the same where there is no offset.
    CHECK((std::get<smpp::absolute_time>(*smpp::read_time("260714120000000-")).at ==
           utc(2026, 7, 14, 12h)));
}

TEST_CASE("checklist: time: R is relative") {
    struct row {
        std::string_view text;
        std::chrono::seconds span;
    };
    const row rows[] = {
        {"000000000000000R", 0s},
        {"000000000001000R", 1s},
        {"000000235959000R", 24h - 1s},
        {"000001000000000R", 24h},
        {"000031000000000R", 31 * 24h},
        {"000102000000000R", 32 * 24h},
        {"010000000000000R", 365 * 24h},
        {"020610233429000R", (2 * 365 + 6 * 30 + 10) * 24h + 23h + 34min + 29s},
    };
    for (const row& r : rows) {
        CAPTURE(r.text);
        const auto read = smpp::read_time(r.text);
        REQUIRE(read);
        const auto* relative = std::get_if<smpp::relative_time>(&*read);
        REQUIRE(relative != nullptr);
        CHECK((relative->span() == r.span));
        const auto written = smpp::write_relative(r.span);
        REQUIRE(written);
        CHECK(written->text() == r.text);
    }
    SUBCASE("fields over their usual bounds, and what stands in tenths and quarter hours") {
        CHECK((std::get<smpp::relative_time>(*smpp::read_time("000000480000000R")).span() == 48h));
        CHECK((std::get<smpp::relative_time>(*smpp::read_time("000000000099999R")).span() == 99s));
        const smpp::relative_time most{99, 99, 99, 99, 99, 99};
        CHECK((std::get<smpp::relative_time>(*smpp::read_time("999999999999999R")) == most));
    }
    SUBCASE("parts of a second are rounded up") {
        CHECK(smpp::write_relative(1ms)->text() == "000000000001000R");
        CHECK(smpp::write_relative(1000ms)->text() == "000000000001000R");
        CHECK(smpp::write_relative(1001ms)->text() == "000000000002000R");
    }
    SUBCASE("every number of days comes back") {
        for (int days = 0; days < 36'500; days += days < 800 ? 1 : 97) {
            const auto span = days * 24h + 1h;
            const auto written = smpp::write_relative(span);
            REQUIRE(written);
            CHECK((std::get<smpp::relative_time>(*smpp::read_time(*written)).span() == span));
        }
    }
}

TEST_CASE("time: what is wrong is named") {
    struct row {
        std::string_view text;
        time_error error;
    };
    using enum time_error;
    const row rows[] = {
        {"2", length},
        {"26071412000000+", length},
        {"2607141200000000+", length},
        {"26071412000000000000+", length},
        {"260714120000000 ", sign},
        {"260714120000000r", sign},
        {"2607141200000000", sign},
        {"26O714120000000+", digit},
        {"26071412000000 +", digit},
        {"-60714120000000R", digit},
        {"260014120000000+", month},
        {"261314120000000+", month},
        {"260700120000000+", day},
        {"260732120000000+", day},
        {"260631120000000+", day},
        {"250229120000000+", day},
        {"260714240000000+", hour},
        {"260714126000000+", minute},
        {"260714120060000+", second},
        {"260714120000049+", quarter_hours},
        {"260714120000099-", quarter_hours},
        {"261399999999999+", month},
    };
    for (const row& r : rows) {
        CAPTURE(r.text);
        const auto read = smpp::read_time(r.text);
        REQUIRE_FALSE(read);
        CHECK((read.error() == r.error));
        CHECK_FALSE(smpp::name_of(read.error()).empty());
        CHECK_FALSE(smpp::read_moment(r.text, wall_time{}).has_value());
    }
}

TEST_CASE("time: what cannot be written") {
    CHECK((smpp::write_absolute(utc(1969, 12, 31, 24h - 1ms)).error() == time_error::range));
    CHECK((smpp::write_absolute(utc(2070, 1, 1)).error() == time_error::range));
    CHECK((smpp::write_absolute(utc(2069, 12, 31, 23h), 60min).error() == time_error::range));
    CHECK((smpp::write_absolute(wall_time::max()).error() == time_error::range));
    CHECK((smpp::write_absolute(wall_time::min(), -12h).error() == time_error::range));
    CHECK((smpp::write_absolute(utc(2026, 7, 14), 10min).error() == time_error::quarter_hours));
    CHECK((smpp::write_absolute(utc(2026, 7, 14), 13h).error() == time_error::quarter_hours));
    CHECK((smpp::write_absolute(utc(2026, 7, 14), -13h).error() == time_error::quarter_hours));
    CHECK(smpp::write_absolute(utc(2026, 7, 14, 99ms))->text() == "260714000000000+");
    CHECK((smpp::write_relative(-1ms).error() == time_error::range));
    CHECK((smpp::write_relative(36'500 * 24h).error() == time_error::range));
    CHECK((smpp::write_relative(36'500 * 24h - 1ms).error() == time_error::range));
    CHECK((smpp::write_relative(std::chrono::milliseconds::max()).error() == time_error::range));
    CHECK(smpp::write_relative(36'500 * 24h - 1s)->text() == "991204235959000R");
}

TEST_CASE("time: the moment that a field means") {
    const wall_time now = utc(2026, 7, 14, 12h);
    CHECK((smpp::read_moment("", now).value() == std::nullopt));
    CHECK((smpp::read_moment("000000010000000R", now).value() == now + 1h));
    CHECK((smpp::read_moment("260714120000004-", now).value() == now + 1h));
}

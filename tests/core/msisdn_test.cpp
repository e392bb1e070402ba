#include "core/msisdn.hpp"

#include <doctest/doctest.h>
#include <string>

using namespace yeelen::core;

TEST_CASE("numbers are read in the ways that people write them") {
    struct row {
        std::string name;
        std::string written;
        const char* digits; ///< null: no number
    };
    const row rows[] = {
        {"plain", "2250700000001", "2250700000001"},
        {"plus", "+2250700000001", "2250700000001"},
        {"double zero", "002250700000001", "2250700000001"},
        {"spaces", "+225 07 00 00 00 01", "2250700000001"},
        {"dots and hyphens", "225.07-00.00-00.01", "2250700000001"},
        {"the fewest digits", "12345", "12345"},
        {"the most digits", "123456789012345", "123456789012345"},
        {"the most digits after 00", "00123456789012345", "123456789012345"},
        {"zeros after 00", "000012345678", nullptr},
        {"zeros after plus", "+0012345678", nullptr},
        {"zeros with a separator", "0 012345678", nullptr},
        {"a national number", "0700000001", "0700000001"},
        {"too few", "1234", nullptr},
        {"too few after 00", "001234", nullptr},
        {"too many", "1234567890123456", nullptr},
        {"empty", "", nullptr},
        {"plus alone", "+", nullptr},
        {"plus twice", "++2250700000001", nullptr},
        {"plus within", "225+0700000001", nullptr},
        {"letters", "225O700000001", nullptr},
        {"brackets", "(225)0700000001", nullptr},
        {"tab", "225\t0700000001", nullptr},
        {"a service code", "*123#", nullptr},
        {"other digits", "٢٢٥٠٧٠٠٠٠", nullptr},
        {"only separators", " - . - ", nullptr},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        const auto read = msisdn::parse(r.written);
        REQUIRE(read.has_value() == (r.digits != nullptr));
        if (read) {
            CHECK(read->digits() == r.digits);
            CHECK(msisdn::parse(read->digits()) == read);
        }
    }
    CHECK_FALSE(msisdn::parse(std::string(1'000'000, ' ')));
    CHECK_FALSE(msisdn::parse(std::string(1'000'000, '1')));
    CHECK_FALSE(msisdn::parse(std::string_view("2250700\0", 8)));
}

TEST_CASE("two writings of a number are the same number") {
    CHECK(msisdn::parse("+225 0700000001") == msisdn::parse("002250700000001"));
    CHECK(msisdn::parse("2250700000001") != msisdn::parse("2250700000002"));
}

TEST_CASE("a masked number shows its ends, a short one less") {
    CHECK(msisdn::parse("2250700000001")->masked() == "2250*****0001");
    CHECK(mask_msisdn("225070000000123") == "22507******0123");
    CHECK(mask_msisdn("123456") == "12**56");
    CHECK(mask_msisdn("12") == "**");
    CHECK(mask_msisdn("") == "");
    for (std::size_t length = 5; length <= 15; ++length) {
        CAPTURE(length);
        const std::string masked = mask_msisdn(std::string(length, '7'));
        CHECK(masked.size() == length);
        CHECK(static_cast<std::size_t>(std::count(masked.begin(), masked.end(), '*')) * 3 >=
              length);
    }
}

// Whom a message is from, and which message is meant.
#include "smpp/address.hpp"
#include "smpp/concerns.hpp"
#include <doctest/doctest.h>
#include <string>

TEST_CASE("checklist: ton/npi: the connector's for numbers, 5/0 for a name") {
    struct row {
        const char* text;
        smpp::number_plan plan;
        smpp::address expected;
    };
    const row rows[] = {
        {"123", {0, 1}, {0, 1, "123"}},
        {"2250700000001", {1, 1}, {1, 1, "2250700000001"}},
        {"0700000001", {2, 1}, {2, 1, "0700000001"}},
        {"+2250700000001", {2, 8}, {1, 1, "2250700000001"}},
        {"Energie", {1, 1}, {5, 0, "Energie"}},
        {"CIE 123", {1, 1}, {5, 0, "CIE 123"}},
        {"+", {1, 1}, {5, 0, "+"}},
        {"+225 07", {1, 1}, {5, 0, "+225 07"}},
        {"", {1, 1}, {1, 1, ""}}, // the SMSC's own
    };
    for (const row& r : rows) {
        CAPTURE(r.text);
        CHECK(smpp::make_address(r.text, r.plan) == r.expected);
    }
}

TEST_CASE("checklist: ton/npi: a name of 11 septets, a number of 20 digits, and none longer") {
    struct row {
        std::string text;
        bool fits;
    };
    const row rows[] = {
        {"ABCDEFGHIJK", true},
        {"ABCDEFGHIJKL", false},
        {"ABCDEFGHI[", true}, // the bracket takes two
        {"ABCDEFGHIJ[", false},
        {std::string(20, '1'), true},
        {std::string(21, '1'), false},
        {"+" + std::string(20, '1'), true},
        {"+" + std::string(21, '1'), false},
        {"+", true},
        {"\xC3\x89nergie", false}, // the field is ASCII
        {"a`b", false},            // not in the alphabet of phones
        {"a\nb", false},
        {{"a\0b", 3}, false},
    };
    for (const row& r : rows) {
        CAPTURE(r.text);
        const auto made = smpp::make_address(r.text, {1, 1});
        CHECK(made.has_value() == r.fits);
        if (made) {
            CHECK(made->value == (r.text.size() > 1 && r.text[1] == '1' && r.text[0] == '+'
                                      ? r.text.substr(1)
                                      : r.text));
        }
    }
}

TEST_CASE(
    "checklist: query, cancel, replace: id and source must match; no id cancels all that do") {
    smpp::submit_sm sms;
    sms.service_type = "CMT";
    sms.source = {0, 1, "123"};
    sms.destination = {1, 1, "2250700000001"};
    const smpp::address stranger{0, 1, "124"};

    CHECK(concerns(smpp::query_sm{"7a", sms.source, {}}, sms, "7a"));
    CHECK_FALSE(concerns(smpp::query_sm{"7b", sms.source, {}}, sms, "7a"));
    CHECK_FALSE(concerns(smpp::query_sm{"7a", stranger, {}}, sms, "7a"));
    CHECK_FALSE(concerns(smpp::query_sm{"", sms.source, {}}, sms, ""));

    smpp::replace_sm replace;
    replace.message_id = "7a";
    replace.source = sms.source;
    CHECK(concerns(replace, sms, "7a"));
    replace.source.ton = 1;
    CHECK_FALSE(concerns(replace, sms, "7a"));

    const smpp::cancel_sm by_id{"", "7a", sms.source, {}, {}};
    CHECK(concerns(by_id, sms, "7a"));
    CHECK_FALSE(concerns(by_id, sms, "7b"));
    CHECK_FALSE(concerns(smpp::cancel_sm{"", "7a", stranger, {}, {}}, sms, "7a"));
    CHECK_FALSE(concerns(smpp::cancel_sm{"", "7a", sms.source, stranger, {}}, sms, "7a"));
    // Without an id: all of that source and destination.
    CHECK(concerns(smpp::cancel_sm{"", "", sms.source, sms.destination, {}}, sms, "7a"));
    CHECK(concerns(smpp::cancel_sm{"CMT", "", sms.source, sms.destination, {}}, sms, "7b"));
    CHECK_FALSE(concerns(smpp::cancel_sm{"WAP", "", sms.source, sms.destination, {}}, sms, "7b"));
    CHECK_FALSE(concerns(smpp::cancel_sm{"", "", sms.source, {}, {}}, sms, "7a"));
    CHECK_FALSE(concerns(smpp::cancel_sm{"", "", stranger, sms.destination, {}}, sms, "7a"));
}

TEST_CASE("checklist: query, cancel, replace: a data_sm may be asked about and cancelled") {
    smpp::data_sm sms;
    sms.service_type = "CMT";
    sms.source = {0, 1, "123"};
    sms.destination = {1, 1, "2250700000001"};
    const smpp::address stranger{0, 1, "124"};
    CHECK(concerns(smpp::query_sm{"7a", sms.source, {}}, sms, "7a"));
    CHECK_FALSE(concerns(smpp::query_sm{"7a", stranger, {}}, sms, "7a"));
    CHECK_FALSE(concerns(smpp::query_sm{"7b", sms.source, {}}, sms, "7a"));
    CHECK(concerns(smpp::cancel_sm{"", "7a", sms.source, {}, {}}, sms, "7a"));
    CHECK(concerns(smpp::cancel_sm{"CMT", "", sms.source, sms.destination, {}}, sms, "7a"));
    CHECK_FALSE(concerns(smpp::cancel_sm{"WAP", "", sms.source, sms.destination, {}}, sms, "7a"));
    CHECK_FALSE(concerns(smpp::cancel_sm{"", "", stranger, sms.destination, {}}, sms, "7a"));
}

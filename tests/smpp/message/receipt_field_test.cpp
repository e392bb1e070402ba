// Receipts as they were met: with aggregators, SMSCs, gateways and modem banks. The shapes are
// theirs, the numbers are not.
#include "smpp/receipt.hpp"
#include <chrono>
#include <doctest/doctest.h>
#include <optional>
#include <string>
#include <string_view>

using smpp::message_state;
using smpp::receipt_date;

namespace {

constexpr receipt_date at(int year, int month, int day, int hour, int minute, int second = 0) {
    using namespace std::chrono;
    return local_days{std::chrono::year{year} / month / day} + hours{hour} + minutes{minute} +
           seconds{second};
}

smpp::receipt read(std::string_view text) {
    smpp::deliver_sm sm;
    sm.esm_class = smpp::esm::delivery_receipt;
    sm.tlvs.add(smpp::tag::message_payload, text);
    return smpp::read_receipt(sm).value();
}

} // namespace

TEST_CASE("checklist: receipt text: every field of shapes met in the field") {
    struct row {
        std::string_view met, text, id;
        message_state state;
        std::string_view error;
        std::optional<unsigned> submitted, delivered;
        std::optional<receipt_date> submit_date, done_date;
        std::string_view rest;
    };
    using enum message_state;
    constexpr std::nullopt_t none = std::nullopt;
    const row rows[] = {
        {"Appendix B to the letter",
         "id:0123456789 sub:002 dlvrd:001 submit date:1005232039 done date:1005242339 "
         "stat:DELIVRD err:012 text:This is a sample mes",
         "0123456789", delivered, "012", 2, 1, at(2010, 5, 23, 20, 39), at(2010, 5, 24, 23, 39),
         "This is a sample mes"},
        {"a network simulator: Text in capitals",
         "id:4 sub:001 dlvrd:001 submit date:1006020051 done date:1006020051 stat:DELIVRD err:000 "
         "Text:Hello",
         "4", delivered, "000", 1, 1, at(2010, 6, 2, 0, 51), at(2010, 6, 2, 0, 51), "Hello"},
        {"a large aggregator: seconds, id in hexadecimal, an empty text",
         "id:a29f6845555647139e5c8f3b817f2c9a sub:001 dlvrd:001 submit date:141023215253 done "
         "date:141023215259 stat:DELIVRD err:000 text:",
         "a29f6845555647139e5c8f3b817f2c9a", delivered, "000", 1, 1, at(2014, 10, 23, 21, 52, 53),
         at(2014, 10, 23, 21, 52, 59), ""},
        {"an SMSC: neither sub nor dlvrd",
         "id:1526758174 submit date:1701240904 done date:1701240904 stat:DELIVRD err:000 "
         "text:hellow",
         "1526758174", delivered, "000", none, none, at(2017, 1, 24, 9, 4), at(2017, 1, 24, 9, 4),
         "hellow"},
        {"a gateway between two others: no text either, err of two digits",
         "id:1298d520-b783-49d9-87af-643d7bf13304 submit date:2411051159 done date:2411051159 "
         "stat:DELIVRD err:00",
         "1298d520-b783-49d9-87af-643d7bf13304", delivered, "00", none, none,
         at(2024, 11, 5, 11, 59), at(2024, 11, 5, 11, 59), ""},
        {"a gateway: years of four digits without seconds",
         "id:c87c2273-7edb submit date:201506201641 done date:201506201641 stat:DELIVRD err:000",
         "c87c2273-7edb", delivered, "000", none, none, at(2015, 6, 20, 16, 41),
         at(2015, 6, 20, 16, 41), ""},
        {"an aggregator: years of four digits, seconds, err of one",
         "id:2E179B310EDE971B2760C72B7F026E1B submit date:20110314181534 done "
         "date:20110314181741 stat:DELIVRD err:0",
         "2E179B310EDE971B2760C72B7F026E1B", delivered, "0", none, none,
         at(2011, 3, 14, 18, 15, 34), at(2011, 3, 14, 18, 17, 41), ""},
        {"an operator: zeros for a date, FAILED, id of 19 digits",
         "id:1216080510463401720 sub:001 dlvrd:001 submit date:1608051046 done date:0000000000 "
         "stat:FAILED err:002 Text:",
         "1216080510463401720", undeliverable, "002", 1, 1, at(2016, 8, 5, 10, 46), none, ""},
        {"a modem bank: counts of one digit, err of a network",
         "id:88316820 sub:0 dlvrd:0 submit date:2302281324 done date:2302281325 stat:UNDELIV "
         "err:500 Text:Hello World from out",
         "88316820", undeliverable, "500", 0, 0, at(2023, 2, 28, 13, 24), at(2023, 2, 28, 13, 25),
         "Hello World from out"},
        {"a USSD gateway: a reason in dlvrd",
         "id:45013692 sub:0 dlvrd:28 submit date:1908121157 done date:1908121158 stat:UNDELIV "
         "err:21 Text:*100#",
         "45013692", undeliverable, "21", 0, 28, at(2019, 8, 12, 11, 57), at(2019, 8, 12, 11, 58),
         "*100#"},
        {"an aggregator: err of four digits, escapes left in the text",
         "id:117062714244798261 sub:001 dlvrd:001 submit date:1706271624 done date:1706271624 "
         "stat:DELIVRD err:0000 text:H\x1B"
         "ello world",
         "117062714244798261", delivered, "0000", 1, 1, at(2017, 6, 27, 16, 24),
         at(2017, 6, 27, 16, 24),
         "H\x1B"
         "ello world"},
        {"an SMSC: err in hexadecimal",
         "id:5 sub:002 dlvrd:001 submit date:1005232039 done date:1005242339 stat:DELIVRD err:21b "
         "text:x",
         "5", delivered, "21b", 2, 1, at(2010, 5, 23, 20, 39), at(2010, 5, 24, 23, 39), "x"},
        {"an SMSC: another order, text before the last field",
         "sub:001 id:74e02ee1-4e2f err:000 dlvrd:001 done date:110206193110 submit "
         "date:110206193041 text: stat:DELIVRD",
         "74e02ee1-4e2f", delivered, "000", 1, 1, at(2011, 2, 6, 19, 30, 41),
         at(2011, 2, 6, 19, 31, 10), ""},
        {"an SMSC: a space behind each colon",
         "id: 77 sub: 1 dlvrd: 1 submit date: 1702281424 done date: 1702281424 stat: DELIVRD err: "
         "0 text: hello",
         "77", delivered, "0", 1, 1, at(2017, 2, 28, 14, 24), at(2017, 2, 28, 14, 24), " hello"},
        {"an SMSC: submitdate in one word, capitals",
         "ID:77 SUB:001 DLVRD:000 SUBMITDATE:2607141200 DONEDATE:2607141201 STAT:EXPIRED ERR:1B "
         "TEXT:A",
         "77", expired, "1B", 1, 0, at(2026, 7, 14, 12, 0), at(2026, 7, 14, 12, 1), "A"},
        {"an SMSC: dates for people",
         "id:77 submit date:2026-07-14 12:00:05 done date:2026/07/14 12:01 stat:DELIVRD", "77",
         delivered, "", none, none, at(2026, 7, 14, 12, 0, 5), at(2026, 7, 14, 12, 1), ""},
        {"a test server: no done date yet",
         "id:77 sub:001 dlvrd:0 submit date:2007281200 done date: stat:ACCEPTD err:000", "77",
         accepted, "000", 1, 0, at(2020, 7, 28, 12, 0), none, ""},
        {"an operator: the text has colons and field names in it",
         "id:0059113978 sub:001 dlvrd:001 submit date:1002101730 done date:1002101731 "
         "stat:DELIVRD err:000 text:@$#!%&/: err:9 id:1",
         "0059113978", delivered, "000", 1, 1, at(2010, 2, 10, 17, 30), at(2010, 2, 10, 17, 31),
         "@$#!%&/: err:9 id:1"},
        {"an SMSC: a word where the text should be",
         "id:0911897980 sub:001 dlvrd:000 submit date:1201121551 done date:1201121551 "
         "stat:UNDELIV err:075 text:-PROFILE",
         "0911897980", undeliverable, "075", 1, 0, at(2012, 1, 12, 15, 51), at(2012, 1, 12, 15, 51),
         "-PROFILE"},
        {"an SS7 gateway: UNDL", "id:77 stat:UNDL err:27", "77", undeliverable, "27", none, none,
         none, none, ""},
        {"a library's default: BADSTAT", "id:77 sub:000 dlvrd:000 stat:BADSTAT err:null", "77",
         unknown, "null", 0, 0, none, none, ""},
        {"a carrier: nothing but a word", "ACK/", "", unknown, "", none, none, none, none, ""},
        {"numbers that are none",
         "id:7 sub:x dlvrd:-1 submit date:today done date:260714120 stat:DELIVRD", "7", delivered,
         "", none, none, none, none, ""},
        {"a number that is too large", "id:7 sub:99999999999 dlvrd:1 stat:DELIVRD", "7", delivered,
         "", none, 1, none, none, ""},
    };
    for (const row& r : rows) {
        CAPTURE(r.met);
        const smpp::receipt receipt = read(r.text);
        CHECK(receipt.message_id == r.id);
        CHECK(receipt.state == r.state);
        CHECK(receipt.error == r.error);
        CHECK((receipt.submitted == r.submitted));
        CHECK((receipt.delivered == r.delivered));
        CHECK((receipt.submit_date == r.submit_date));
        CHECK((receipt.done_date == r.done_date));
        CHECK(receipt.text == r.rest);
    }
}

TEST_CASE("checklist: receipt text: dates of 10, 12 and 14 digits, and what is no date") {
    struct row {
        std::string_view text;
        std::optional<receipt_date> date;
    };
    const row rows[] = {
        {"2607142359", at(2026, 7, 14, 23, 59)},
        {"6912312359", at(2069, 12, 31, 23, 59)},
        {"7001010000", at(1970, 1, 1, 0, 0)},
        {"260714235958", at(2026, 7, 14, 23, 59, 58)},
        {"202607142359", at(2026, 7, 14, 23, 59)}, // month 26 is none: four digits of a year
        {"20260714235958", at(2026, 7, 14, 23, 59, 58)},
        {"2026-06-10T19:08", at(2026, 6, 10, 19, 8)}, // not 20-26-06
        {"26-07-14 23:59", at(2026, 7, 14, 23, 59)},
        {"2400229000", std::nullopt},
        {"2402290000", at(2024, 2, 29, 0, 0)},
        {"2502290000", std::nullopt},
        {"2607142400", std::nullopt},
        {"2607142360", std::nullopt},
        {"260714235960", std::nullopt},
        {"0000000000", std::nullopt},
        {"00000000000000", std::nullopt},
        {"260714120", std::nullopt},
        {"26071412000", std::nullopt},
        {"2607141200000", std::nullopt},
        {"202607142359580", std::nullopt},
        {"26071412OO", std::nullopt},
    };
    for (const row& r : rows) {
        CAPTURE(r.text);
        const auto receipt = read("id:1 done date:" + std::string{r.text} + " stat:DELIVRD");
        CHECK((receipt.done_date == r.date));
        CHECK(receipt.state == message_state::delivered);
    }
}

TEST_CASE("checklist: receipt text: fields with '=', states as numbers, and dates in more ways") {
    struct row {
        std::string_view met, text, id;
        message_state state;
        std::optional<receipt_date> done_date;
    };
    using enum message_state;
    constexpr std::nullopt_t none = std::nullopt;
    const row rows[] = {
        {"an SMSC: '=' for each colon", "ID=77 SUB=001 STAT=DELIVRD DONE_DATE=2607141201", "77",
         delivered, at(2026, 7, 14, 12, 1)},
        {"'=' and semicolons", "id=77;stat=EXPIRED;done date=2607141201;", "77", expired,
         at(2026, 7, 14, 12, 1)},
        {"a text that has '='", "id:77 stat:DELIVRD text:id=88 stat=UNDELIV", "77", delivered,
         none},
        {"it waits for the phone", "id:77 stat:BUFFERED", "77", enroute, none},
        {"cut to seven letters", "id:77 stat:BUFFRED", "77", enroute, none},
        {"the number of delivered", "id:77 stat:2", "77", delivered, none},
        {"the number of rejected", "id:77 stat:8 err:1", "77", rejected, none},
        {"no number of 3.4", "id:77 stat:0", "77", unknown, none},
        {"no number at all", "id:77 stat:22", "77", unknown, none},
        {"a day and a time of digits", "id:77 done date:260102 13:04 stat:DELIVRD", "77", delivered,
         at(2026, 1, 2, 13, 4)},
        {"with seconds", "id:77 done date:260102 13:04:05 stat:DELIVRD", "77", delivered,
         at(2026, 1, 2, 13, 4, 5)},
        {"a year of four digits", "id:77 done date:20101112 13:04 stat:DELIVRD", "77", delivered,
         at(2010, 11, 12, 13, 4)},
        {"ISO 8601", "id:77 done date:2026-07-14T12:00:05 stat:DELIVRD", "77", delivered,
         at(2026, 7, 14, 12, 0, 5)},
        {"ISO 8601, UTC", "id:77 done date:2026-07-14T12:00:05Z stat:DELIVRD", "77", delivered,
         at(2026, 7, 14, 12, 0, 5)},
        {"ISO 8601, a zone", "id:77 done date:2026-07-14T12:00:05+02:00 stat:DELIVRD", "77",
         delivered, at(2026, 7, 14, 12, 0, 5)},
        {"ISO 8601, a zone west", "id:77 done date:2026-07-14T12:00-0330 stat:DELIVRD", "77",
         delivered, at(2026, 7, 14, 12, 0)},
        {"ISO 8601, a fraction and a zone", "id:77 done date:2026-07-14T12:00:05.123Z stat:DELIVRD",
         "77", delivered, at(2026, 7, 14, 12, 0, 5)},
        {"a fraction behind a space", "id:77 done date:2026-07-14 12:00:05.5 stat:DELIVRD", "77",
         delivered, at(2026, 7, 14, 12, 0, 5)},
        {"a day alone", "id:77 done date:20260714 stat:DELIVRD", "77", delivered, none},
        {"a zone alone", "id:77 done date:TZ stat:DELIVRD", "77", delivered, none},
    };
    for (const auto& r : rows) {
        CAPTURE(r.met);
        const auto receipt = read(r.text);
        CHECK(receipt.message_id == r.id);
        CHECK(receipt.state == r.state);
        CHECK(receipt.done_date == r.done_date);
    }
    CHECK_FALSE(read("id:77 stat:BUFFERED").final);
    CHECK(read("id:77 stat:2").final);
    CHECK(read("id:77 stat:DELIVRD text:id=88").text == "id=88");
}

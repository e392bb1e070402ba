#include "smpp/message_id.hpp"
#include <doctest/doctest.h>
#include <string>
#include <unordered_map>

using smpp::id_form;
using smpp::message_key;

TEST_CASE("checklist: receipt ids: in the one form that they are looked up by") {
    using enum id_form;
    struct row {
        std::string id;
        id_form form;
        std::string_view normal;
    };
    const row rows[] = {
        {"12AB", as_is, "12ab"},
        {"0000012ab", as_is, "12ab"},
        {" 012AB  ", as_is, "12ab"},
        {std::string{"12ab\0", 5}, as_is, "12ab"},
        {"0", as_is, "0"},
        {"000", as_is, "0"},
        {"", as_is, ""},
        {"   ", as_is, ""},
        {"0x001f", as_is, "1f"},
        {"0X0", as_is, "0"},
        {"0x", as_is, "x"},
        {"0xyz", as_is, "xyz"},
        {"5f3a9c1e-77", as_is, "5f3a9c1e-77"},
        {"0E999F21-81EF-4974", as_is, "e999f21-81ef-4974"},
        {"1F", hex_to_decimal, "31"},
        {"0000001f", hex_to_decimal, "31"},
        {"0x1F", hex_to_decimal, "31"},
        {"0", hex_to_decimal, "0"},
        {"00", hex_to_decimal, "0"},
        {"39f99dd5", hex_to_decimal, "972660181"},
        {"FFFFFFFFFFFFFFFF", hex_to_decimal, "18446744073709551615"},
        {"10000000000000000", hex_to_decimal, "18446744073709551616"},
        {"2E179B310EDE971B2760C72B7F026E1B", hex_to_decimal,
         "61267058294122845644591348796459478555"},
        {"xyz", hex_to_decimal, "xyz"},
        {"-1", hex_to_decimal, "-1"},
        {"", hex_to_decimal, ""},
        {"31", decimal_to_hex, "1f"},
        {"0000000031", decimal_to_hex, "1f"},
        {"0972660181", decimal_to_hex, "39f99dd5"},
        {"98765432101", decimal_to_hex, "16fee0e525"},
        {"18446744073709551616", decimal_to_hex, "10000000000000000"},
        {"1f", decimal_to_hex, "1f"},
        {std::string(65, '1'), decimal_to_hex,
         "1111111111111111111111111111111111111111111111111"
         "1111111111111111"},
    };
    for (const row& r : rows) {
        CAPTURE(r.id);
        CHECK(message_key(r.id, {.form = r.form}).value() == r.normal);
    }
}

TEST_CASE("checklist: receipt ids: what submit_sm_resp and receipt say meets") {
    struct row {
        std::string_view name, submitted, receipted;
        smpp::id_rules of_receipt;
    };
    const row rows[] = {
        {"hexadecimal answer, decimal receipt filled to ten",
         "33E95179",
         "0870928761",
         {.form = id_form::decimal_to_hex}},
        {"decimal answer, hexadecimal receipt",
         "59113978",
         "38601fa",
         {.form = id_form::hex_to_decimal}},
        {"zeros dropped in the receipt", "00B8BE19", "B8BE19", {}},
        {"the receipt in capitals", "sar-2347-1eedf843-2-1", "SAR-2347-1EEDF843-2-1", {}},
        {"zeros of a UUID", "0e999f21-81ef", "0E999F21-81EF", {}},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        CHECK((message_key(r.submitted, {}) == message_key(r.receipted, r.of_receipt)));
    }
}

TEST_CASE("message ids: case and zeros may count") {
    CHECK(message_key("00aB", {.fold_case = false}).value() == "aB");
    CHECK(message_key("00aB", {.strip_zeros = false}).value() == "00ab");
    CHECK(message_key("00aB", {.fold_case = false, .strip_zeros = false}).value() == "00aB");
    CHECK_FALSE((message_key("a", {.fold_case = false}) == message_key("A", {.fold_case = false})));
}

TEST_CASE("message ids: names of the forms, keys of a map") {
    CHECK((smpp::id_form_of("as_is") == id_form::as_is));
    CHECK((smpp::id_form_of("hex_to_decimal") == id_form::hex_to_decimal));
    CHECK((smpp::id_form_of("decimal_to_hex") == id_form::decimal_to_hex));
    CHECK_FALSE(smpp::id_form_of("hex"));
    std::unordered_map<message_key, int> sent{{message_key("00AB", {}), 1}};
    CHECK(sent.contains(message_key("ab", {})));
    CHECK(message_key{}.empty());
}

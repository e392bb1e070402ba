#include "smpp/text.hpp"
#include <cstdint>
#include <doctest/doctest.h>
#include <ostream>
#include <string>
#include <string_view>

using namespace std::string_literals;

TEST_CASE("coding: received text by its data_coding") {
    struct row {
        std::string_view name;
        int data_coding;
        std::string octets;
        std::string_view text;
    };
    const row rows[] = {
        {"SMSC default", 0x00, "\x05t\x05 \x1B\x65"s, "été €"},
        {"captured code, DCS 0", 0x00, "*3322*0#"s, "*3322*0#"},
        {"ASCII", 0x01, "*123#@_`"s, "*123#@_`"},
        {"ASCII with an octet that is none", 0x01, "a\xE9"s, "a\uFFFD"},
        {"Latin-1", 0x03, "\xE9t\xE9"s, "été"},
        {"UCS-2", 0x08, "\0*\x00\xE9\0#"s, "*é#"},
        {"CBS UCS-2", 0x48, "\0*\0#"s, "*#"},
        {"CBS UCS-2 without a language in front", 0x11, "\0*\0#"s, "*#"},
        {"CBS UCS-2, \"fr\" packed in front", 0x11, "\x66\x39\0*\x00\xE9"s, "*é"},
        {"CBS UCS-2, \"en\" packed in front", 0x11, "\x65\x37\0*"s, "*"},
        {"0x11, one octet: no UCS-2, so GSM-7 of class 1", 0x11, "\x66"s, "f"},
        {"CBS German", 0x00, "\x7E"s, "ü"},
        {"CBS unspecified language", 0x0F, "*4006#"s, "*4006#"},
        {"CBS GSM-7 with a language", 0x10, "fr\r\x05t\x05"s, "été"},
        {"CBS GSM-7 without a language", 0x10, "*123#"s, "*123#"},
        {"CBS GSM-7, text that only looks like one", 0x10, "fra"s, "fra"},
        {"Huawei sample 0x15", 0x15, "1\x05"s, "1é"},
        {"class 0", 0xF0, "\0"s, "@"},
        {"binary", 0x04, "\x05\x80"s, "é\uFFFD"},
        {"CBS 8 bit", 0x44, "abc"s, "abc"},
        {"0xFF", 0xFF, "abc"s, "abc"},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        CHECK(smpp::decode_text(static_cast<std::uint8_t>(r.data_coding), r.octets) == r.text);
    }
    for (int coding = 0; coding < 256; ++coding)
        CHECK(smpp::decode_text(static_cast<std::uint8_t>(coding), "") == "");
}

TEST_CASE("coding: a text goes out in GSM-7 where it can, and is read back") {
    const auto french = smpp::encode_text("Payé: 5€");
    CHECK(french.alphabet == smpp::alphabet::gsm7);
    CHECK(french.octets == "Pay\x05: 5\x1B\x65");
    CHECK(smpp::decode_text(0, french.octets) == "Payé: 5€");

    const auto accented = smpp::encode_text("août 😀");
    CHECK(accented.alphabet == smpp::alphabet::ucs2);
    CHECK(smpp::decode_text(8, accented.octets) == "août 😀");

    const auto broken = smpp::encode_text("a\xC3");
    CHECK(broken.alphabet == smpp::alphabet::ucs2);
    CHECK(broken.octets == "\0a\xFF\xFD"s);

    CHECK(smpp::encode_text("").alphabet == smpp::alphabet::gsm7);
}

TEST_CASE("coding: a screen holds 182 septets or 80 units") {
    struct row {
        std::string_view name;
        std::string text;
        smpp::alphabet alphabet;
        std::size_t used;
        bool fits;
    };
    using enum smpp::alphabet;
    const row rows[] = {
        {"empty", "", gsm7, 0, true},
        {"full", std::string(182, 'a'), gsm7, 182, true},
        {"one over", std::string(183, 'a'), gsm7, 183, false},
        {"extension counts twice", std::string(180, 'a') + "[", gsm7, 182, true},
        {"extension over the edge", std::string(181, 'a') + "[", gsm7, 183, false},
        {"accents count once", std::string(181, 'a') + "é", gsm7, 182, true},
        {"one ç makes it 80", std::string(79, 'a') + "ç", ucs2, 80, true},
        {"one ç, 81", std::string(80, 'a') + "ç", ucs2, 81, false},
        {"emoji counts twice", std::string(79, 'a') + "😀", ucs2, 81, false},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        const auto size = smpp::measure_screen(r.text);
        CHECK(size.alphabet == r.alphabet);
        CHECK(size.used == r.used);
        CHECK(size.limit == (r.alphabet == gsm7 ? 182 : 80));
        CHECK(size.fits() == r.fits);
    }
}

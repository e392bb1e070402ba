// The tables against ICU's, which others keep.
#include "smpp/text.hpp"
#include "smpp/text/data_coding.hpp"
#include <array>
#include <cstdint>
#include <doctest/doctest.h>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

namespace {

using converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

/// Stops at what it cannot convert.
converter open(const char* name) {
    UErrorCode error = U_ZERO_ERROR;
    converter c{ucnv_open(name, &error), &ucnv_close};
    REQUIRE(U_SUCCESS(error));
    ucnv_setToUCallBack(c.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    ucnv_setFromUCallBack(c.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    ucnv_setFallback(c.get(), false);
    REQUIRE(U_SUCCESS(error));
    return c;
}

std::optional<std::u16string> icu_decode(const converter& c, std::string_view octets) {
    ucnv_reset(c.get());
    std::array<char16_t, 64> out{};
    UErrorCode error = U_ZERO_ERROR;
    const auto size =
        ucnv_toUChars(c.get(), out.data(), static_cast<std::int32_t>(out.size()), octets.data(),
                      static_cast<std::int32_t>(octets.size()), &error);
    if (U_FAILURE(error))
        return std::nullopt;
    return std::u16string{out.data(), static_cast<std::size_t>(size)};
}

std::optional<std::string> icu_encode(const converter& c, std::u16string_view text) {
    ucnv_reset(c.get());
    std::array<char, 64> out{};
    UErrorCode error = U_ZERO_ERROR;
    const auto size = ucnv_fromUChars(c.get(), out.data(), static_cast<std::int32_t>(out.size()),
                                      text.data(), static_cast<std::int32_t>(text.size()), &error);
    // It drops some format characters in silence, whatever it is told.
    if (U_FAILURE(error) || size == 0)
        return std::nullopt;
    return std::string{out.data(), static_cast<std::size_t>(size)};
}

std::string utf8_of(std::u16string_view text) {
    static const converter utf8 = open("UTF-8");
    return icu_encode(utf8, text).value();
}

std::u16string utf16_of(std::uint32_t code) {
    if (code < 0x10000)
        return std::u16string(1, static_cast<char16_t>(code));
    return {static_cast<char16_t>(0xD7C0 + (code >> 10)),
            static_cast<char16_t>(0xDC00 + (code & 0x3FF))};
}

/// Each code point of the BMP but surrogates.
template<typename F>
void for_bmp(F f) {
    for (std::uint32_t code = 0; code < 0x10000; ++code)
        if (code < 0xD800 || code >= 0xE000)
            f(code, utf16_of(code));
}

} // namespace

TEST_CASE("icu: GSM-7, each septet and each pair behind an escape") {
    const converter gsm = open("gsm-03.38-2009");
    for (int septet = 0; septet < 128; ++septet) {
        CAPTURE(septet);
        const std::string octet(1, static_cast<char>(septet));
        if (septet == 0x1B)
            continue;
        const auto plain = icu_decode(gsm, octet);
        REQUIRE(plain);
        // ICU follows the table of unicode.org, where 0x09 is the small ç; TS 23.038 6.2.1 prints
        // the capital, and so do phones.
        CHECK(smpp::from_gsm7(octet) == (septet == 0x09 ? "Ç" : utf8_of(*plain)));
        const std::string escaped{'\x1B', static_cast<char>(septet)};
        if (const auto extended = icu_decode(gsm, escaped); extended && extended->size() == 1)
            CHECK(smpp::from_gsm7(escaped) == utf8_of(*extended));
        else // no entry: the default alphabet's
            CHECK(smpp::from_gsm7(escaped) == smpp::from_gsm7(octet));
    }
}

TEST_CASE("icu: GSM-7, each code point of the BMP") {
    const converter gsm = open("gsm-03.38-2009");
    std::size_t in_it = 0;
    for_bmp([&](std::uint32_t code, const std::u16string& text) {
        // Of its fallbacks (a small alpha for the capital) this library has none; ICU's own ç, see
        // above, and its escape and no-break space stand for themselves there.
        if (code == 0xE7 || code == 0xC7 || code == 0x1B || code == 0xA0)
            return;
        const std::string utf8 = utf8_of(text);
        const auto expected = icu_encode(gsm, text);
        const bool same_back = expected && icu_decode(gsm, *expected) == text;
        const auto ours = smpp::gsm7_length(utf8);
        if (ours.has_value() != same_back)
            FAIL_CHECK("U+", code, " ours ", ours.has_value(), ", ICU's ", same_back);
        if (!ours || !same_back)
            return;
        ++in_it;
        if (smpp::to_gsm7(utf8) != *expected || *ours != expected->size())
            FAIL_CHECK("U+", code);
    });
    CHECK(in_it == 126 + 10); // without the escape and Ç
}

TEST_CASE("icu: character sets of one octet, each octet and each code point of the BMP") {
    struct row {
        const char* name;
        smpp::charset charset;
    };
    const row rows[] = {{"US-ASCII", smpp::charset::ascii},
                        {"ISO-8859-1", smpp::charset::latin1},
                        {"ISO-8859-5", smpp::charset::cyrillic},
                        {"ISO-8859-8", smpp::charset::hebrew}};
    for (const row& r : rows) {
        CAPTURE(r.name);
        const converter icu = open(r.name);
        for (int value = 0; value < 256; ++value) {
            CAPTURE(value);
            const std::string octet(1, static_cast<char>(value));
            const auto expected = icu_decode(icu, octet);
            CHECK(smpp::decode_charset(r.charset, octet) ==
                  (expected ? utf8_of(*expected) : "\uFFFD"));
        }
        for_bmp([&](std::uint32_t code, const std::u16string& text) {
            if (smpp::encode_charset(r.charset, utf8_of(text)) != icu_encode(icu, text))
                FAIL_CHECK("U+", code);
        });
    }
}

TEST_CASE("icu: UTF-16BE, every code point, and each alone") {
    const converter utf16 = open("UTF-16BE");
    std::size_t wrong = 0;
    for (std::uint32_t code = 0; code < 0x110000; ++code) {
        if (code >= 0xD800 && code < 0xE000)
            continue;
        const std::u16string text = utf16_of(code);
        const std::string utf8 = utf8_of(text);
        const auto expected = icu_encode(utf16, text);
        wrong += smpp::to_ucs2(utf8) != *expected;
        wrong += smpp::from_ucs2(*expected) != utf8;
        wrong += smpp::utf16_length(utf8) != text.size();
    }
    CHECK(wrong == 0);
}

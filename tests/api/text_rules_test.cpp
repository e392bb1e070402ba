#include "api/text_rules.hpp"

#include <doctest/doctest.h>
#include <iterator>
#include <string>

using namespace yeelen::api;

TEST_CASE("texts that may be sent") {
    struct row {
        std::string name;
        std::string text;
        bool fits;
    };
    std::string many_accents;
    for (std::size_t i = 0; i < max_characters; ++i) {
        many_accents += "\u00e9";
    }
    const row rows[] = {
        {"one letter", "a", true},
        {"French", "Votre facture de 12 500 F est réglée.", true},
        {"lines and a tab", "a\r\nb\tc", true},
        {"emoji", "\U0001F4A1", true},
        {"no-break space, next to C1", "\u00a0", true},
        {"the most characters", std::string(max_characters, 'x'), true},
        {"the most characters of two bytes", many_accents, true},
        {"one too many", std::string(max_characters + 1, 'x'), false},
        {"empty", "", false},
        {"NUL", std::string("a\0b", 3), false},
        {"escape", "\x1b[2J", false},
        {"vertical tab", "\v", false},
        {"delete", "\x7f", false},
        {"C1 control", "\u0085", false},
        {"lone continuation", "\x80", false},
        {"overlong slash", "\xc0\xaf", false},
        {"overlong of three", "\xe0\x80\xaf", false},
        {"overlong of four", "\xf0\x80\x80\xaf", false},
        {"surrogate", "\xed\xa0\x80", false},
        {"beyond Unicode", "\xf4\x90\x80\x80", false},
        {"cut off", "abc\xc3", false},
        {"cut off of four", "\xf0\x9f\x92", false},
        {"Latin-1", "caf\xe9 noir", false},
        {"byte that never is", "\xff", false},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        CHECK(fault_in_text(r.text).has_value() == !r.fits);
    }
}

TEST_CASE("senders") {
    for (const std::string good :
         {"123", "2250700000001", "CIE", "CIE Info", "A", "Service-1", "12345678901A"}) {
        CAPTURE(good);
        CHECK(is_sender(good) == (std::string_view{good}.size() <= 11 || good[11] != 'A'));
    }
    for (const std::string bad :
         {"", "12", "1234567890123456", "Twelve chars", "é", "---", "A\n"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_sender(bad));
    }
}

TEST_CASE("idempotency keys") {
    CHECK(is_idempotency_key("a"));
    CHECK(is_idempotency_key("invoice 2026/11 #42"));
    CHECK(is_idempotency_key(std::string(128, 'k')));
    CHECK_FALSE(is_idempotency_key(""));
    CHECK_FALSE(is_idempotency_key(std::string(129, 'k')));
    CHECK_FALSE(is_idempotency_key("a\tb"));
    CHECK_FALSE(is_idempotency_key("clé"));
}

TEST_CASE("the fingerprint tells requests apart and never changes") {
    CHECK(fingerprint("22507", "Bonjour", "CIE") == fingerprint("22507", "Bonjour", "CIE"));
    CHECK(fingerprint("22507", "Bonjour", "CIE") != fingerprint("22508", "Bonjour", "CIE"));
    CHECK(fingerprint("22507", "Bonjour", "CIE") != fingerprint("22507", "bonjour", "CIE"));
    CHECK(fingerprint("22507", "Bonjour", "CIE") != fingerprint("22507", "Bonjour", ""));
    CHECK(fingerprint("22507", "Bonjour", "CIE") != fingerprint("22507", "BonjourC", "IE"));
    // Stored ones must go on to match.
    CHECK(fingerprint("2250700000001", "Réglé", "CIE") == 0xb10e39269988a7a5);
}

#include "workbench/phone_screen.hpp"
#include <array>
#include <doctest/doctest.h>

using namespace yeelen::workbench;
using lines = std::vector<std::string>;

TEST_CASE("text is broken at spaces, by characters and not by octets") {
    struct row {
        const char* name;
        const char* text;
        lines expected;
    };
    const std::array rows{
        row{"empty", "", {""}},
        row{"fits", "1234567890", {"1234567890"}},
        row{"at a space", "hello big world", {"hello big", "world"}},
        row{"a space just behind the last column", "1234567890 x", {"1234567890", "x"}},
        row{"a word longer than the line", "12345678901234", {"1234567890", "1234"}},
        row{"accents take one column", "éééééééééé à", {"éééééééééé", "à"}},
        row{"line ends are kept", "a\n\nb\n", {"a", "", "b", ""}},
        row{"control characters", "a\tb\x7f", {"a.b."}},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        CHECK(wrap_text(r.text, 10) == r.expected);
    }
}

TEST_CASE("a screen that waits for a reply") {
    const phone_screen s{.text = "Échéancier accordé, à payer avant le 14/07/2026\n0 Retour",
                         .used = 56,
                         .limit = 182,
                         .open = true,
                         .answered = true,
                         .note = {}};
    CHECK(draw_screen(s, "*123#", "2250700000001") == "╭────────────────────────────────╮\n"
                                                      "│ *123#            2250700000001 │\n"
                                                      "├────────────────────────────────┤\n"
                                                      "│ Échéancier accordé, à payer    │\n"
                                                      "│ avant le 14/07/2026            │\n"
                                                      "│ 0 Retour                       │\n"
                                                      "├────────────────────────────────┤\n"
                                                      "│ 56/182 GSM-7             reply │\n"
                                                      "╰────────────────────────────────╯\n");
}

TEST_CASE("a last screen in UCS-2, and a network without an answer") {
    const phone_screen last{
        .text = "Œufs", .ucs2 = true, .used = 4, .limit = 80, .answered = true, .note = {}};
    CHECK(draw_screen(last, "*1#", "22507").find("│ 4/80 UCS-2                 end │") !=
          std::string::npos);
    const phone_screen none{.text = {}, .note = "network timeout: no screen within 30 s"};
    const auto drawn = draw_screen(none, "*1#", "22507");
    CHECK(drawn.find("│ [network timeout: no screen    │\n│ within 30 s]") != std::string::npos);
    CHECK(drawn.find("no answer") != std::string::npos);
}

TEST_CASE("a long code does not break the box") {
    const phone_screen s{.text = "x", .answered = true, .note = {}};
    const auto drawn = draw_screen(s, "*123*45*6789012345678901234#", "2250700000001");
    CHECK(drawn.find("*123*45*6789012345678901234#") != std::string::npos);
    CHECK(drawn.starts_with("╭"));
}

TEST_CASE("a message") {
    const phone_sms sms{.id = 1,
                        .from = "YEELEN",
                        .text = "Acompte : 5 900 F.",
                        .at = "2026-07-14T12:00:00Z",
                        .parts = 2};
    CHECK(draw_sms(sms) == "╭────────────────────────────────╮\n"
                           "│ SMS from YEELEN        2 parts │\n"
                           "├────────────────────────────────┤\n"
                           "│ Acompte : 5 900 F.             │\n"
                           "├────────────────────────────────┤\n"
                           "│ 2026-07-14 12:00 UTC           │\n"
                           "╰────────────────────────────────╯\n");
}

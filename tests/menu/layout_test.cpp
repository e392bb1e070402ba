#include "menu/text/formats.hpp"
#include "menu/text/layout.hpp"
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <random>
#include <smpp/text.hpp>

using namespace yeelen::menu;

namespace {
const key_words keys{
    .back = "0 Retour", .home = "00 Accueil", .next = "98 Suite", .previous = "97 Préc."};
const std::string notice = "Ce choix n'existe pas.";
} // namespace

TEST_CASE("a screen that fits is one page, with its keys") {
    const layout one{{.body = "Bonjour", .items = {"1 Solde"}}, keys, "", 22};
    CHECK(one.pages() == 1);
    CHECK(one.screen(0) == "Bonjour\n1 Solde\n0 Retour 00 Accueil");
    CHECK(one.screen(7) == one.screen(0));
}

TEST_CASE("amounts and words are never split, and nothing is lost") {
    std::string body;
    for (int i = 0; i < 60; ++i) {
        body += fmt::format("mot{} 12{}500{}FCFA ", i, firm_space, firm_space);
    }
    const layout laid{{.body = body, .items = {}}, keys, "", 22};
    REQUIRE(laid.pages() > 4);
    std::size_t amounts = 0;
    for (std::size_t p = 0; p < laid.pages(); ++p) {
        const auto text = laid.screen(p);
        CHECK(smpp::measure_screen(text).fits());
        for (auto at = text.find("12 500 FCFA"); at != std::string::npos;
             at = text.find("12 500 FCFA", at + 1)) {
            ++amounts;
        }
    }
    CHECK(amounts == 60);
}

TEST_CASE("any content keeps the limit of its alphabet, with and without a notice, and shows every "
          "item") {
    std::mt19937_64 random{11};
    const std::string plain_letters = "abc de é[€ \nxyz";
    const std::string other_letters = "ɔɛ ŋa漢 \n\xF0\x9F\x98\x80";
    for (int round = 0; round < 1500; ++round) {
        const bool wide = round % 2 == 0;
        const auto make = [&](std::size_t most) {
            std::string out;
            for (std::size_t n = random() % (most + 1); n > 0; --n) {
                const auto& from = wide && random() % 3 == 0 ? other_letters : plain_letters;
                std::size_t at = random() % from.size();
                while ((static_cast<unsigned char>(from[at]) & 0xC0) == 0x80) {
                    --at;
                }
                std::size_t end = at + 1;
                while (end < from.size() &&
                       (static_cast<unsigned char>(from[end]) & 0xC0) == 0x80) {
                    ++end;
                }
                out += from.substr(at, end - at);
            }
            return out;
        };
        content what{.body = make(400), .items = {}};
        for (std::size_t n = random() % 20; n > 0; --n) {
            what.items.push_back(fmt::format("{} x", what.items.size() + 1));
        }
        for (const auto& said : {std::string{}, notice}) {
            const layout laid{what, keys, said, notice.size()};
            std::string all;
            for (std::size_t p = 0; p < laid.pages(); ++p) {
                const auto text = laid.screen(p);
                REQUIRE_MESSAGE(smpp::measure_screen(text).fits(), text);
                all += text + "\n";
                if (!said.empty() && laid.pages() > 1) {
                    REQUIRE(text.starts_with(said));
                }
            }
            for (const auto& item : what.items) {
                REQUIRE(all.find(item) != std::string::npos);
            }
        }
    }
}

TEST_CASE("a last screen that is too long is cut at a word") {
    std::string text;
    for (int i = 0; i < 60; ++i) {
        text += "parole ";
    }
    const auto cut = fit_one(text);
    CHECK(smpp::measure_screen(cut).fits());
    CHECK(cut.ends_with("parole..."));
    CHECK(fit_one("court") == "court");
}

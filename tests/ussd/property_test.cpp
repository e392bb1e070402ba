// Anything in any order: what must hold, holds.
#include "desk.hpp"
#include <random>

using namespace test;

TEST_CASE("random networks, stores and backends") {
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        std::mt19937 random{seed};
        const auto pick = [&](std::uint32_t below) {
            return static_cast<std::uint32_t>(random() % below);
        };
        desk d{{.sessions = 6, .held = 2, .a_tick = 3}};
        d.automatic = false;
        const std::vector<std::string> texts{"1",   "2", "3",     "4",     "0", "00",
                                             "Awa", "",  "*123#", "x\x01", "98"};
        std::size_t refused = 0;
        for (int i = 0; i < 600; ++i) {
            const subscriber from = 22507000000 + pick(9);
            const auto number = pick(4) == 0 ? 0 : pick(8);
            const std::string dialogue = pick(3) == 0 ? "b" : "a";
            const auto screens = d.screens.size();
            switch (pick(12)) {
            case 0:
            case 1:
                refused += d.dial(from, pick(8) == 0 ? "*7#" : "*123#", number, dialogue) ? 0 : 1;
                break;
            case 2:
            case 3:
            case 4:
            case 5:
                refused += d.key(from, texts[pick(static_cast<std::uint32_t>(texts.size()))],
                                 number, dialogue)
                               ? 0
                               : 1;
                break;
            case 6: refused += d.hang_up(from, number, dialogue) ? 0 : 1; break;
            case 7:
                if (!d.calls.empty()) {
                    const auto failure = static_cast<call_failure>(pick(6));
                    d.reply_from_backend(pick(2) == 0 ? answer({{"ref", "R"}, {"amount", 3}})
                                                      : call_outcome{std::unexpected(failure)});
                }
                break;
            case 8: d.pass(std::chrono::seconds{pick(90)}); break;
            case 9: d.tick(); break;
            default:
                if (!d.storing.empty()) {
                    d.commit(pick(5) != 0);
                }
            }
            CHECK(d.table.size() <= 6);
            // At most one step of a subscriber is being stored that holds the others back.
            std::map<subscriber, int> holding;
            for (const auto& s : d.storing) {
                CHECK((!s.holds || ++holding[s.of] == 1));
            }
            for (std::size_t k = screens; k < d.screens.size(); ++k) {
                CHECK_FALSE(d.screens[k].text.empty());
                CHECK(std::to_string(d.screens[k].to) == d.screens[k].msisdn);
            }
        }
        while (!d.storing.empty() || !d.calls.empty()) {
            if (!d.storing.empty()) {
                d.commit();
            } else {
                d.reply_from_backend(std::unexpected(call_failure::timeout));
            }
        }
        check_quiet(d);
        CHECK(d.owed.size() + refused == d.last_token);
        // One key, one call.
        std::sort(d.keys.begin(), d.keys.end());
        CHECK(std::adjacent_find(d.keys.begin(), d.keys.end()) == d.keys.end());
        // Time brings all to an end.
        d.automatic = true;
        for (int i = 0; i < 200; ++i) {
            d.pass(30s);
            d.tick();
        }
        CHECK(d.table.size() == 0);
        check_quiet(d);
    }
}

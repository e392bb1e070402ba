// Whatever is typed and whatever the backend does: every screen fits, nothing loops, the state is
// small and survives, no code is in it.
#include "menu/electricity.hpp"
#include "support/conversation.hpp"
#include "support/menus.hpp"
#include "support/random_answers.hpp"
#include <array>

using namespace yeelen;
namespace json = boost::json;

namespace {

/// Four digits that nothing else writes.
constexpr std::string_view code = "4711";

std::string key(support::luck& luck, const support::conversation& talk) {
    const auto& node = talk.engine().menu().data().screens.at(talk.state().at);
    if (const auto* asks = std::get_if<menu::ask_screen>(&node.body); asks && luck.below(3) != 0) {
        switch (asks->type) {
        case menu::answer_type::pin: return std::string{code};
        case menu::answer_type::meter: return luck.below(2) == 0 ? "04123456784" : "04123456782";
        case menu::answer_type::digits: return luck.below(2) == 0 ? "100008" : "100001";
        case menu::answer_type::amount: return "5000";
        case menu::answer_type::date: return "5/7/2026";
        case menu::answer_type::phone: return "0701020304";
        case menu::answer_type::pattern: return "AB1234";
        case menu::answer_type::text: return "Awa";
        }
    }
    if (std::holds_alternative<menu::confirm_screen>(node.body) && luck.below(3) != 0) {
        return luck.below(2) == 0 ? "98" : "1"; // consent counts on the last page
    }
    static const std::array<std::string, 16> keys{
        "1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "00", "98", "97", "1234567", "1 ", "10"};
    switch (luck.below(20)) {
    case 0: return luck.garbage();
    case 1: return "";
    case 2: return "\xF0\x9F\x98\x80";
    case 3: return std::string(luck.below(600), 'x');
    default: return keys[luck.below(keys.size())];
    }
}

/// Random, but what a menu makes a difference of comes often enough: refusals, calls of which
/// nobody knows what became, unpaid bills.
core::call_outcome answer(support::luck& luck, const menu::operations& operations,
                          const std::string& operation) {
    switch (luck.below(8)) {
    case 0: return std::unexpected(core::call_failure::rejected);
    case 1: return std::unexpected(core::call_failure::timeout);
    default: break;
    }
    auto outcome = luck.answer(operations.at(operation));
    auto* bills = outcome ? outcome->if_contains("invoices") : nullptr;
    if (auto* all = bills ? bills->if_array() : nullptr) {
        for (auto& bill : *all) {
            if (auto* fields = bill.if_object(); fields && luck.below(2) == 0) {
                (*fields)["status"] = "unpaid";
            }
        }
    }
    return outcome;
}

struct walked {
    std::size_t largest = 0;
    std::size_t happened = 0;
    std::set<menu::screen_id> screens;
};

walked walk(const std::shared_ptr<const menu::definition>& definition,
            const menu::operations& operations, std::uint64_t seeds,
            const std::vector<std::string>& dialled) {
    walked all;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        support::luck luck{seed};
        menu::settings settings;
        for (const auto& flag : definition->data().flags) {
            settings.flags[flag] = {.percent = static_cast<std::uint8_t>(seed % 3 * 50),
                                    .allowed = {}};
        }
        support::conversation talk{definition, settings};
        talk.secrets = {std::string{code}};
        talk.answers = [&](const core::call_request& request) -> core::call_outcome {
            auto outcome = answer(luck, operations, request.operation);
            // Random digits are no code.
            while (outcome && json::serialize(*outcome).find(code) != std::string::npos) {
                outcome = answer(luck, operations, request.operation);
            }
            const auto late =
                talk.engine().answered_late(talk.state_at_call(), talk.environment(), outcome);
            REQUIRE(late.size() <= 1);
            return outcome;
        };
        // Of calls: the code is in the arguments of one, and nowhere else.
        const auto& languages = definition->data().locales;
        talk.profile["language"] = languages[seed % languages.size()].language;
        if (seed % 3 == 0) {
            talk.profile["contract"] = "100008";
        }
        if (seed % 5 < 2 && definition->data().profile.contains("meters")) {
            talk.profile["meters"] = json::array{{{"meter", "04123456784"}, {"name", "Home"}},
                                                 {{"meter", "04123456782"}, {"name", "Shop"}}};
        }
        talk.dial();
        for (int step = 0; step < 120; ++step) {
            if (talk.ended()) {
                talk.now += std::chrono::minutes{luck.below(20)};
                talk.dial(dialled[luck.below(dialled.size())]);
                continue;
            }
            talk.type(key(luck, talk));
            REQUIRE(talk.state().history.size() <= 16);
            REQUIRE(talk.state().frames.size() <= 5);
        }
        all.largest = std::max(all.largest, talk.largest_state);
        all.happened += talk.happened.size();
        all.screens.insert(talk.visited.begin(), talk.visited.end());
    }
    return all;
}

} // namespace

TEST_CASE("random walks through the electricity menu keep every limit") {
    const auto menu = menu_test::electricity();
    const auto all = walk(menu, menu_test::utility_operations(), 400,
                          {"*123#", "*123#", "*123*2#", "*123*deferral#", "*123*5*1#",
                           "*123*pay*04123456789#", "*123*nothing#"});
    MESSAGE("largest state: " << all.largest << " octets; " << all.happened
                              << " calls and effects; " << all.screens.size() << " of "
                              << menu->data().screens.size() << " screens");
    CHECK(all.happened > 1000);
    CHECK(all.largest < 4096);
}

TEST_CASE("random walks through the menu of all kinds enter every screen") {
    const auto menu = menu_test::kinds();
    const auto all = walk(menu, support::kinds_operations(), 400,
                          {"*123#", "*123#", "*123*7#", "*123*pay*04123456789#", "*123*1*2*3#"});
    std::string missed;
    for (menu::screen_id i = 0; i < menu->data().screens.size(); ++i) {
        missed += all.screens.contains(i) ? "" : menu->data().screens[i].name + " ";
    }
    CHECK_MESSAGE(missed.empty(), missed);
    CHECK(all.largest < 4096);
}

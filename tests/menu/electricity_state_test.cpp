// How many octets the store keeps for a session of the electricity service where it holds most:
// each way goes to the end of its branch, with answers as full as the utility's own systems give.
#include "menu/electricity.hpp"
#include "support/conversation.hpp"
#include <array>

using namespace yeelen;
namespace json = boost::json;

namespace {

std::string month_at(int i) { // newest first, from June 2026 on
    const int month = (5 - i % 12 + 12) % 12 + 1;
    return fmt::format("{}-{:02}", i < 6 ? 2026 : 2025, month);
}

json::array invoices() {
    json::array all;
    for (int i = 0; i < 12; ++i) {
        all.push_back(
            {{"number", "F" + month_at(i).substr(2, 2) + month_at(i).substr(5) + "0100001"},
             {"month", month_at(i)},
             {"amount", 25'000 - 731 * i},
             {"currency", "XOF"},
             {"kwh", 251 - 7 * i},
             {"due_date", month_at(i) + "-05"},
             {"status", i < 2 ? "unpaid" : "paid"}});
    }
    return all;
}

json::array accounts() {
    constexpr std::array places{"Marcory",     "Cocody", "du Plateau", "Treichville",
                                "Bingerville", "Abobo",  "Yopougon",   "Koumassi",
                                "Port-Bouet",  "Adjame", "Attecoube",  "Anyama"};
    json::array all;
    for (int i = 0; i < 12; ++i) {
        all.push_back({{"contract", fmt::format("1000{:02}", i)},
                       {"name", std::string{"Boulangerie "} + places[static_cast<std::size_t>(i)]},
                       {"meter", fmt::format("040000000{:02}", 7 * i)},
                       {"pin", i % 3 == 0}});
    }
    return all;
}

json::array tokens(int count) {
    json::array all;
    for (int i = 0; i < count; ++i) {
        all.emplace_back(fmt::format("{:020}", 0x9E3779B97F4A7C15u / static_cast<unsigned>(i + 1)));
    }
    return all;
}

json::object full_answer(std::string_view operation) {
    json::object a{{"contract", "100001"},
                   {"name", "N'GUESSAN Salimata"},
                   {"meter", "04123456784"},
                   {"pin", true},
                   {"correct", true},
                   {"amount", operation == "deferral_eligibility" ? 1'250'500 : 25'000},
                   {"currency", "XOF"},
                   {"due_date", "2026-08-05"},
                   {"number", "F26060100001"},
                   {"month", "2026-06"},
                   {"kwh", 251},
                   {"fee", 100},
                   {"status", "unpaid"},
                   {"eligible", true},
                   {"deposit", 375'800},
                   {"total", 1'252'000},
                   {"first_date", "2026-08-06"},
                   {"since", "2026-06-01"},
                   {"ticket", "400001"},
                   {"updated", "2026-07-06"},
                   {"date", "2026-07-01"},
                   {"job", "Agent commercial"},
                   {"on_duty", true},
                   {"active", false},
                   {"invoices", invoices()},
                   {"accounts", accounts()}};
    json::array days, months, plan, options, purchases;
    for (int i = 0; i < 14; ++i) {
        days.push_back({{"date", fmt::format("2026-07-{:02}", 20 - i)}, {"kwh", 8 + i % 5}});
    }
    for (int i = 0; i < 12; ++i) {
        months.push_back({{"month", month_at(i)}, {"kwh", 251 - 7 * i}});
        plan.push_back({{"date", month_at(11 - i) + "-06"}, {"amount", 104'300 + i}});
    }
    for (const int n : {2, 3, 4, 6, 9, 12}) {
        options.push_back({{"instalments", n}});
    }
    for (int i = 0; i < 3; ++i) {
        purchases.push_back({{"number", fmt::format("P50000{}", i)},
                             {"date", fmt::format("2026-06-{:02}", 28 - 9 * i)},
                             {"amount", 5'000 + 500 * i},
                             {"currency", "XOF"},
                             {"tokens", tokens(4)}});
    }
    a["days"] = std::move(days);
    a["months"] = std::move(months);
    a["schedule"] = std::move(plan);
    a["options"] = std::move(options);
    a["purchases"] = std::move(purchases);
    a["tokens"] = tokens(4);
    return a;
}

struct way {
    std::string name;
    const char* dialled;
    std::vector<const char*> keys;
    std::string ends_at;
};

} // namespace

TEST_CASE("a session of the electricity service takes under 300 octets where it is deepest") {
    const std::array ways{
        way{"an invoice, then an own reading, behind a code",
            "*123#",
            {"1", "100001", "1", "2468", "3", "2", "0", "0", "4", "12350"},
            "reading_confirm"},
        way{"a part of a bill is paid after its history was read",
            "*123#",
            {"1", "100001", "1", "2468", "3", "6", "0", "0", "1", "2", "10000"},
            "pay_confirm"},
        way{"a deferral in twelve instalments",
            "*123*deferral#",
            {"100001", "1", "2468", "6", "1"},
            "deferral_consent"},
        way{"three purchases of four tokens, and the details of one",
            "*123*2#",
            {"2", "04123456784", "2", "3", "1"},
            "past_purchases.more"},
        way{"buying after the last tokens were read",
            "*123*2#",
            {"2", "04123456784", "2", "3", "0", "0", "1", "5000"},
            "buy_confirm"},
        way{"a year of consumption, and a fortnight",
            "*123*4#",
            {"100001", "1", "1", "0", "2"},
            "days_list"},
        way{"one contract of many", "*123*6#", {"9", "8", "2"}, "others_list"},
        way{"an outage at another contract of many",
            "*123*5*2#",
            {"100001", "1", "2", "9", "8"},
            "give_ticket.shown"},
        way{"a new connection",
            "*123*8*2#",
            {"1", "Traore Awa", "Abobo, rue 4, pres du marche", "0701020304", "20/07/2026"},
            "connection_confirm"},
    };
    for (const auto& w : ways) {
        CAPTURE(w.name);
        support::conversation talk{
            menu_test::electricity(),
            {.config = {}, .flags = {{"wallet", {.percent = 100, .allowed = {}}}}}};
        talk.secrets = {"2468"};
        talk.answers = [](const core::call_request& request) -> core::call_outcome {
            return full_answer(request.operation);
        };
        talk.dial(w.dialled);
        for (const auto* key : w.keys) {
            talk.type(key);
        }
        CHECK_MESSAGE(talk.at() == w.ends_at, talk.screen());
        MESSAGE(w.name << ": " << talk.largest_state << " octets");
        CHECK(talk.largest_state < 300);
    }
}

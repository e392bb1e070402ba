// Whatever is typed and whatever the backend does: every screen fits, nothing loops, the state is
// small and survives.
#include "menu/electricity.hpp"
#include "support/conversation.hpp"
#include <array>
#include <random>

using namespace yeelen;
namespace json = boost::json;

namespace {

class chaos {
public:
    explicit chaos(std::uint64_t seed)
        : random_(seed) {}

    std::size_t below(std::size_t n) {
        return std::uniform_int_distribution<std::size_t>{0, n - 1}(random_);
    }

    std::string key() {
        static const std::array<std::string, 16> keys{"1",  "2",       "3",      "4",  "5",  "6",
                                                      "7",  "8",       "0",      "00", "98", "97",
                                                      "1 ", "1234567", "100001", "10"};
        switch (below(12)) {
        case 0: return garbage();
        case 1: return "";
        case 2: return "\xF0\x9F\x98\x80";
        case 3: return std::string(below(600), 'x');
        default: return keys[below(keys.size())];
        }
    }

    core::call_outcome answer(const core::call_request& request) {
        if (below(4) == 0) {
            return std::unexpected(static_cast<core::call_failure>(below(6)));
        }
        json::object answer;
        for (const auto& field : menu_test::utility_operations().at(request.operation).answer) {
            if (below(12) != 0) {
                answer[field] = value(field, 0);
            }
        }
        return answer;
    }

private:
    std::string garbage() {
        std::string out;
        for (std::size_t n = below(40); n > 0; --n) {
            out += static_cast<char>(below(256));
        }
        return out;
    }

    /// Mostly of the right kind, now and then anything.
    json::value value(const std::string& field, int depth) {
        if (below(15) == 0) {
            return odd(depth);
        }
        if (field == "eligible") {
            return below(4) != 0;
        }
        if (field == "amount" || field == "deposit" || field == "total" || field == "fee") {
            return static_cast<std::int64_t>(below(100'000'000)) - 1000;
        }
        if (field == "currency") {
            return json::string(below(3) == 0 ? "GHS" : "XOF");
        }
        if (field.ends_with("date") || field == "updated" || field == "as_of") {
            return json::string("2026-07-06");
        }
        if (field == "month") {
            return json::string("2026-09");
        }
        if (field == "kwh" || field == "instalments") {
            return static_cast<std::int64_t>(below(5000));
        }
        static const std::map<std::string, std::vector<std::string>> lists{
            {"invoices", {"number", "month", "amount", "currency", "kwh", "due_date", "status"}},
            {"months", {"month", "kwh"}},
            {"options", {"instalments"}},
            {"schedule", {"date", "amount"}}};
        if (const auto list = lists.find(field); list != lists.end()) {
            json::array all;
            for (std::size_t n = below(40); n > 0; --n) {
                json::object entry;
                for (const auto& name : list->second) {
                    entry[name] = value(name, depth + 1);
                }
                all.push_back(std::move(entry));
            }
            return all;
        }
        return json::string(below(3) == 0
                                ? "Société Générale de l'Œuvre — Kônan “Ñandú” 漢字 €€€ " +
                                      std::string(below(300), 'w')
                                : "N-0001");
    }

    json::value odd(int depth) {
        switch (below(7)) {
        case 0: return nullptr;
        case 1: return json::string(garbage());
        case 2: return 1e300;
        case 3: return INT64_MIN;
        case 4: return json::array{1, "x", nullptr};
        case 5:
            return depth < 3 ? json::value(json::object{{"month", odd(depth + 1)}})
                             : json::value(true);
        default: return UINT64_MAX;
        }
    }

    std::mt19937_64 random_;
};

} // namespace

TEST_CASE("random walks through the electricity menu keep every limit") {
    const auto menu = menu_test::electricity();
    std::size_t largest = 0;
    std::size_t deepest_fair = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        chaos luck{seed};
        support::conversation talk{menu};
        talk.answers = [&](const auto& request) { return luck.answer(request); };
        if (seed % 2 == 0) {
            talk.profile["language"] = "en";
        }
        if (seed % 3 == 0) {
            talk.profile["contract"] = "100001";
        }
        talk.dial();
        for (int step = 0; step < 120; ++step) {
            if (talk.ended()) {
                talk.dial();
            }
            talk.type(luck.key());
            REQUIRE(talk.state().history.size() <= 16);
        }
        largest = std::max(largest, talk.largest_state);
        deepest_fair += talk.happened.size();
    }
    MESSAGE("largest state: " << largest << " octets; " << deepest_fair << " calls and effects");
    CHECK(deepest_fair > 1000);
    CHECK(largest < 8192);
}

TEST_CASE("a state of a fair conversation stays small") {
    support::conversation talk{menu_test::electricity()};
    talk.profile["contract"] = "100001";
    talk.answers = [](const core::call_request& request) -> core::call_outcome {
        if (request.operation == "invoices") {
            json::array all;
            for (int i = 12; i > 0; --i) {
                all.push_back({{"number", fmt::format("F26{:02}0000417", i)},
                               {"month", fmt::format("2026-{:02}", i)},
                               {"amount", 18000 + 137 * i},
                               {"currency", "XOF"},
                               {"kwh", 200 + i},
                               {"due_date", fmt::format("2026-{:02}-20", i)},
                               {"status", i == 12 ? "unpaid" : "paid"}});
            }
            return json::object{{"invoices", all}};
        }
        if (request.operation == "deferral_eligibility") {
            return json::object{
                {"eligible", true},
                {"amount", 60000},
                {"currency", "XOF"},
                {"options", {{{"instalments", 2}}, {{"instalments", 3}}, {{"instalments", 4}}}}};
        }
        return json::object{{"deposit", 18200},
                            {"fee", 750},
                            {"total", 60750},
                            {"currency", "XOF"},
                            {"schedule",
                             {{{"date", "2026-08-05"}, {"amount", 14200}},
                              {{"date", "2026-09-05"}, {"amount", 14200}},
                              {{"date", "2026-10-05"}, {"amount", 14150}}}}};
    };
    for (const char* key : {"3", "2", "1"}) {
        if (key[0] == '3') {
            talk.dial();
        }
        talk.type(key);
    }
    const auto deferral = talk.largest_state;
    talk.type("00");
    for (const char* key : {"2", "2", "12"}) {
        talk.type(key);
    }
    MESSAGE("state at the consent of a deferral: " << deferral << " octets; with 12 invoices: "
                                                   << talk.largest_state);
    CHECK(deferral < 300);
    CHECK(talk.largest_state < 1000);
}

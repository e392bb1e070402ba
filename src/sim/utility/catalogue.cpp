#include "sim/utility/catalogue.hpp"
#include "sim/utility/dice.hpp"
#include "sim/utility/tokens.hpp"
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <span>

namespace yeelen::sim {

namespace {

constexpr std::array<std::string_view, 16> surnames{
    "KONE",      "TRAORE", "OUATTARA", "KOUASSI", "YAO",    "DIALLO", "CAMARA", "COULIBALY",
    "N'GUESSAN", "KOFFI",  "BAMBA",    "TOURE",   "KOUAME", "DIARRA", "SYLLA",  "KONATE"};
constexpr std::array<std::string_view, 16> first_names{
    "Awa",     "Mariam", "Adjoua", "Fatou",   "Aminata", "Akissi", "Salimata", "Rokia",
    "Ibrahim", "Moussa", "Yao",    "Kouadio", "Seydou",  "Drissa", "Lassina",  "Bakary"};
constexpr std::array<std::string_view, 8> places{"Cocody Angré", "Yopougon Sicogi", "Treichville",
                                                 "Abobo Baoulé", "Marcory Zone 4",  "Bouaké Kôkô",
                                                 "Korhogo Soba", "San-Pédro Bardot"};
constexpr std::array<std::string_view, 3> tariffs{"BT social 5 A", "BT domestique 10 A",
                                                  "BT domestique 15 A"};

struct shape {
    std::int64_t kwh_least;
    std::int64_t kwh_most;
    int months;
    int unpaid; ///< the newest so many
};

void fill_history(customer& c, const shape& s, dice& random, date today) {
    const auto this_month = month_of(today);
    for (int i = 1; i <= s.months; ++i) {
        const auto month = this_month - std::chrono::months{i};
        const auto kwh = random.between(s.kwh_least, s.kwh_most);
        // Due on the 5th of the second month after the one consumed; energy and a fixed charge, in
        // steps of 5 francs.
        const auto amount = (kwh * 79 + 2'395) / 5 * 5;
        const date due{(month + std::chrono::months{2}) / std::chrono::day{5}};
        c.readings.push_back({month_text(month), kwh});
        c.invoices.push_back(
            {.number =
                 fmt::format("F{:02}{:02}{:0>7}", static_cast<int>(month.year()) % 100,
                             static_cast<unsigned>(month.month()),
                             std::string_view{c.contract}.substr(
                                 c.contract.size() - std::min<std::size_t>(7, c.contract.size()))),
             .month = month_text(month),
             .amount = amount,
             .kwh = kwh,
             .due_date = date_text(due),
             .paid = i > s.unpaid});
    }
}

/// Three purchases, the second with the tokens of a key change.
void fill_purchases(customer& c, dice& random, date today) {
    for (int i = 1; i <= 3; ++i) {
        const auto amount = random.between(4, 30) * 500;
        const auto number = fmt::format("{}-{}", c.meter, 4 - i);
        const auto q = quote_tokens(amount).value();
        c.purchases.push_back({.number = number,
                               .date = date_text(today - std::chrono::days{9 * i - 5}),
                               .amount = amount,
                               .fee = q.fee,
                               .kwh = q.kwh,
                               .tokens = make_tokens(number, i == 2 ? 3 : 1)});
    }
}

/// Used by month, and paid beforehand: no invoices.
void make_prepaid(customer& c, dice& random, date today) {
    c.prepaid = true;
    c.invoices.clear();
    fill_purchases(c, random, today);
}

customer demo(const std::string& contract, std::string name, std::string address,
              std::string tariff, const shape& s, date today) {
    dice random{std::stoull(contract)};
    customer c;
    c.contract = contract;
    c.name = std::move(name);
    c.address = std::move(address);
    c.tariff = std::move(tariff);
    c.meter = with_luhn(fmt::format("{:010}", random.next() % 10'000'000'000u));
    fill_history(c, s, random, today);
    return c;
}

} // namespace

std::string contract_key(std::string_view written) {
    if (written.empty() || written.size() > 13 ||
        !std::ranges::all_of(written, [](char c) { return c >= '0' && c <= '9'; })) {
        return {};
    }
    written.remove_prefix(std::min(written.find_first_not_of('0'), written.size()));
    return std::string{written};
}

std::vector<customer> demo_customers(date today) {
    const std::string bakery = "boulangerie-du-plateau";
    std::vector<customer> all{
        demo("100001", "KONE Awa", "Yopougon Sicogi, lot 214", "BT domestique 10 A",
             {180, 320, 12, 1}, today),
        demo("100002", "Boulangerie du Plateau", "Plateau, rue du Commerce 8",
             "MT professionnel 40 kVA", {1'900, 3'200, 18, 3}, today),
        demo("100003", "TRAORE Ibrahim", "Cocody Angré, villa 31", "BT domestique 15 A",
             {240, 410, 12, 0}, today),
        demo("100004", "YAO Kouadio", "Abobo Baoulé, lot 77", "BT social 5 A", {90, 150, 10, 6},
             today),
        demo("100005", "DIALLO Mariam", "Treichville, avenue 16", "BT domestique 10 A",
             {140, 260, 12, 0}, today),
        demo("100006", "Boulangerie Marcory", "Marcory Zone 4, rue Paul Langevin",
             "MT professionnel 25 kVA", {900, 1'400, 12, 1}, today),
        demo("100007", "Boulangerie Cocody", "Cocody Angré, carrefour Duncan",
             "MT professionnel 25 kVA", {800, 1'300, 12, 0}, today),
    };
    all[0].phone = "2250701020304";
    for (const auto i : {1u, 5u, 6u}) {
        all[i].holder = bakery;
        all[i].phone = "2250505060708";
    }
    dice random{100'005};
    all[4].meter = with_luhn("0412345678");
    make_prepaid(all[4], random, today);
    return all;
}

std::optional<customer> generated_customer(std::string_view contract, date today,
                                           std::uint64_t seed) {
    const bool made_up = contract.size() >= 6 && contract.size() <= 13 && contract.front() == '2';
    const bool faulty =
        contract.size() == 7 && (contract.starts_with("9990") || contract.starts_with("9991"));
    if (!made_up && !faulty) {
        return std::nullopt;
    }
    std::uint64_t number = 0;
    for (const char c : contract) {
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    dice random{number ^ (seed << 44)};
    customer c;
    c.contract = contract;
    c.name = fmt::format("{} {}", random.one_of(surnames), random.one_of(first_names));
    c.address = fmt::format("{}, lot {}", random.one_of(places), random.between(1, 900));
    c.tariff = random.one_of(tariffs);
    c.meter = meter_of_contract(contract);
    fill_history(c, {80, 450, 12, static_cast<int>(random.between(1, 2))}, random, today);
    if (faulty) { // both kinds at once, so that every operation can be made to fail
        fill_purchases(c, random, today);
        c.prepaid = true;
    } else if (contract.starts_with("24")) {
        make_prepaid(c, random, today);
    }
    return c;
}

std::vector<day_use> daily_use(const customer& c, date today) {
    constexpr int days = 14;
    const auto month = c.readings.empty() ? 0 : c.readings.front().kwh;
    std::vector<day_use> list;
    for (int i = 1; i <= days; ++i) {
        const auto day = today - std::chrono::days{i};
        dice random{static_cast<std::uint64_t>(day.time_since_epoch().count()) ^
                    std::hash<std::string>{}(c.contract)};
        list.push_back({date_text(day), month / 30 * random.between(70, 130) / 100});
    }
    return list;
}

const agent* find_agent(std::string_view badge) {
    static const std::array<agent, 3> agents{{
        {"AB1234", "KONE Seydou", "Releveur", true},
        {"AB1235", "BAMBA Rokia", "Technicienne", true},
        {"CD5678", "KOFFI Lassina", "Agent commercial", false},
    }};
    const auto* at = std::ranges::find(agents, badge, &agent::badge);
    return at == agents.end() ? nullptr : at;
}

} // namespace yeelen::sim

#include "sim/utility/catalogue.hpp"
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <span>

namespace yeelen::sim {

namespace {

/// splitmix64: a stream of numbers from one, the same everywhere.
class dice {
public:
    explicit dice(std::uint64_t seed)
        : state_(seed) {}
    std::uint64_t next() noexcept {
        auto z = state_ += 0x9E3779B97F4A7C15u;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }
    std::int64_t between(std::int64_t least, std::int64_t most) noexcept {
        return least +
               static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(most - least + 1));
    }
    std::string_view one_of(std::span<const std::string_view> list) noexcept {
        return list[next() % list.size()];
    }

private:
    std::uint64_t state_;
};

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

std::string with_luhn(std::string digits) {
    int sum = 0;
    bool twice = true;
    for (auto it = digits.rbegin(); it != digits.rend(); ++it, twice = !twice) {
        const int d = (*it - '0') * (twice ? 2 : 1);
        sum += d > 9 ? d - 9 : d;
    }
    digits += static_cast<char>('0' + (10 - sum % 10) % 10);
    return digits;
}

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

customer demo(const std::string& contract, std::string name, std::string address,
              std::string tariff, const shape& s, date today) {
    dice random{std::stoull(contract)};
    customer c{.contract = contract,
               .name = std::move(name),
               .address = std::move(address),
               .tariff = std::move(tariff),
               .meter = with_luhn(fmt::format("{:010}", random.next() % 10'000'000'000u)),
               .invoices = {},
               .readings = {}};
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
    return {
        demo("100001", "KONE Awa", "Yopougon Sicogi, lot 214", "BT domestique 10 A",
             {180, 320, 12, 1}, today),
        demo("100002", "Boulangerie du Plateau SARL", "Plateau, rue du Commerce 8",
             "MT professionnel 40 kVA", {1'900, 3'200, 18, 3}, today),
        demo("100003", "TRAORE Ibrahim", "Cocody Angré, villa 31", "BT domestique 15 A",
             {240, 410, 12, 0}, today),
        demo("100004", "YAO Kouadio", "Abobo Baoulé, lot 77", "BT social 5 A", {90, 150, 10, 6},
             today),
    };
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
    customer c{.contract = std::string{contract},
               .name = fmt::format("{} {}", random.one_of(surnames), random.one_of(first_names)),
               .address = fmt::format("{}, lot {}", random.one_of(places), random.between(1, 900)),
               .tariff = std::string{random.one_of(tariffs)},
               .meter = with_luhn(fmt::format("{:010}", random.next() % 10'000'000'000u)),
               .invoices = {},
               .readings = {}};
    fill_history(c, {80, 450, 12, static_cast<int>(random.between(1, 2))}, random, today);
    return c;
}

} // namespace yeelen::sim

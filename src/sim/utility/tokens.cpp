#include "sim/utility/tokens.hpp"

#include "sim/utility/dice.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace yeelen::sim {

namespace {

constexpr std::int64_t price = 79;        ///< XOF a kWh
constexpr std::int64_t fee_percent = 2;   ///< of the amount
constexpr std::size_t padded_digits = 10; ///< of a contract in its meter's number, at least

bool digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::optional<token_quote> quote_tokens(std::int64_t amount) {
    if (amount < least_purchase) {
        return std::nullopt;
    }
    const auto fee = amount * fee_percent / 100;
    return token_quote{.kwh = (amount - fee) / price, .fee = fee};
}

std::vector<std::string> make_tokens(std::string_view purchase, int count) {
    std::uint64_t seed = 0xCBF29CE484222325u; // FNV-1a
    for (const char c : purchase) {
        seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    }
    dice random{seed};
    constexpr std::uint64_t half = 10'000'000'000u;
    std::vector<std::string> all;
    for (int i = 0; i < count; ++i) {
        const auto high = random.next() % half;
        all.push_back(fmt::format("{:010}{:010}", high, random.next() % half));
    }
    return all;
}

std::string with_luhn(std::string text) {
    int sum = 0;
    bool twice = true;
    for (auto it = text.rbegin(); it != text.rend(); ++it, twice = !twice) {
        const int d = (*it - '0') * (twice ? 2 : 1);
        sum += d > 9 ? d - 9 : d;
    }
    text += static_cast<char>('0' + (10 - sum % 10) % 10);
    return text;
}

std::string meter_of_contract(std::string_view contract) {
    if (contract.size() > 12) {
        contract.remove_prefix(contract.size() - 12);
    }
    return with_luhn(fmt::format("{:0>{}}", contract, padded_digits));
}

std::string contract_of_meter(std::string_view meter) {
    if (meter.size() < padded_digits + 1 || meter.size() > 13 || !digits(meter) ||
        with_luhn(std::string{meter.substr(0, meter.size() - 1)}) != meter) {
        return {};
    }
    auto contract = meter.substr(0, meter.size() - 1);
    contract.remove_prefix(std::min(contract.find_first_not_of('0'), contract.size()));
    return std::string{contract};
}

} // namespace yeelen::sim

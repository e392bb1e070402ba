#pragma once
// Prepaid electricity: what an amount buys, and the digits that are typed into a meter. Pure.
#include "sim/utility/customer.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::sim {

inline constexpr std::int64_t least_purchase = 500; ///< XOF

struct token_quote {
    std::int64_t kwh = 0;
    std::int64_t fee = 0;
};
/// Nothing below the least purchase.
std::optional<token_quote> quote_tokens(std::int64_t amount);

/// `count` tokens of 20 digits, always the same for one purchase.
std::vector<std::string> make_tokens(std::string_view purchase, int count);

/// The digits with a check digit behind them (Luhn).
std::string with_luhn(std::string digits);

/// Made-up customers of up to 12 digits have a meter that tells the contract; 11 to 13 digits.
std::string meter_of_contract(std::string_view contract);
/// The way back; empty where the number is no such meter.
std::string contract_of_meter(std::string_view meter);

} // namespace yeelen::sim

#pragma once
// What the gateway's configuration says to one menu: the values that it declares under `config`,
// and for whom its flags are on.
#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace yeelen::menu {

/// On for `allowed`, and for `percent` of all others: always the same ones, by a hash of flag and
/// number.
struct flag_rule {
    std::uint8_t percent = 0;                   ///< 0 to 100
    std::set<std::string, std::less<>> allowed; ///< MSISDNs, digits
};

struct settings {
    boost::json::object config; ///< of what the menu declares; its defaults stand for the rest
    std::map<std::string, flag_rule, std::less<>> flags; ///< one that is not here is off
};

bool flag_on(const settings& s, std::string_view flag, std::string_view msisdn) noexcept;

} // namespace yeelen::menu

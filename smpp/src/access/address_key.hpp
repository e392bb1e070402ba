#pragma once
#include "smpp/access.hpp"
#include <algorithm>

namespace smpp::access {

/// What is counted as one address: an IPv4 address, or the /64 of an IPv6 one (one customer line
/// has at least that much, and could use another address for each try).
inline net_address key_of(const net_address& a) noexcept {
    net_address key = a;
    if (!a.is_v4()) {
        std::fill(key.octets.begin() + 8, key.octets.end(), std::uint8_t{0});
    }
    return key;
}

} // namespace smpp::access

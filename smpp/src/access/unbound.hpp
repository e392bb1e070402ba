#pragma once
// Connections that have not bound yet, in all and by address.
#include "smpp/access.hpp"
#include <cstddef>
#include <map>

namespace smpp::access {

/// Never holds more addresses than it counts connections, so never more than `most`.
class unbound_count {
public:
    unbound_count(std::size_t most, std::size_t most_per_address)
        : most_(most)
        , most_per_address_(most_per_address) {}

    bool add(const net_address& key);
    /// For an address that is not counted nothing happens.
    void remove(const net_address& key);
    std::size_t total() const noexcept { return total_; }
    std::size_t of(const net_address& key) const noexcept;

private:
    std::size_t most_;
    std::size_t most_per_address_;
    std::size_t total_ = 0;
    std::map<net_address, std::size_t> by_address_;
};

} // namespace smpp::access

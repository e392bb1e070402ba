#pragma once
// Which bind the requests of one order go to: a table of fixed size, whatever number of orders.
#include "smpp/session.hpp"
#include <cstddef>
#include <cstdint>
#include <vector>

namespace smpp::net {

/// Orders that share a row share its bind.
class pool_routes {
public:
    struct row {
        std::uint64_t life = 0; ///< of the bind, when the row was given to it; 0: none
        std::size_t bind = 0;
        time_point last_used{};
    };

    row& of(std::uint64_t order) {
        if (rows_.empty()) {
            rows_.resize(std::size_t{1} << bits);
        }
        // Fibonacci hashing: orders that are multiples of something spread too.
        return rows_[static_cast<std::size_t>((order * 0x9E3779B97F4A7C15u) >> (64 - bits))];
    }

private:
    static constexpr unsigned bits = 12;
    std::vector<row> rows_; ///< made with the first use
};

} // namespace smpp::net

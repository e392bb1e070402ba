#pragma once
// Who gave wrong passwords of late, and who is blocked for it.
#include "smpp/access.hpp"
#include <cstddef>
#include <list>
#include <map>
#include <string_view>
#include <vector>

namespace smpp::access {

/// Holds up to `max_addresses`, of each up to `wrong_passwords` tries of 16 octets. A new address
/// pushes out the one that was heard of longest ago. Ordered maps: peers choose the keys, and could
/// choose those that collide.
class wrong_passwords {
public:
    explicit wrong_passwords(const access_config& config);

    bool blocked(const net_address& key, time_point now) const;
    void add(const net_address& key, std::string_view system_id, time_point now);
    /// That name was given with its right password.
    void forget(const net_address& key, std::string_view system_id);
    std::size_t size() const noexcept { return by_age_.size(); }

private:
    struct attempt {
        time_point at;
        std::size_t name; ///< a hash: names from outside are of any length
    };
    struct entry {
        net_address key;
        std::vector<attempt> attempts; ///< oldest first
        time_point blocked_until = time_point::min();
    };
    using entries = std::list<entry>;
    entry& touch(const net_address& key);

    std::size_t most_attempts_;
    duration remembered_;
    duration blocked_;
    std::size_t most_addresses_;
    entries by_age_; ///< the one heard of last in front
    std::map<net_address, entries::iterator> by_key_;
};

} // namespace smpp::access

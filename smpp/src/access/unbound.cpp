#include "unbound.hpp"

namespace smpp::access {

bool unbound_count::add(const net_address& key) {
    if (total_ >= most_ || of(key) >= most_per_address_) {
        return false;
    }
    ++by_address_[key];
    ++total_;
    return true;
}

void unbound_count::remove(const net_address& key) {
    const auto at = by_address_.find(key);
    if (at == by_address_.end()) {
        return;
    }
    --total_;
    if (--at->second == 0) {
        by_address_.erase(at);
    }
}

std::size_t unbound_count::of(const net_address& key) const noexcept {
    const auto at = by_address_.find(key);
    return at == by_address_.end() ? 0 : at->second;
}

} // namespace smpp::access

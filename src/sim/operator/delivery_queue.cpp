#include "sim/operator/delivery_queue.hpp"
#include <utility>

namespace yeelen::sim {

std::uint64_t delivery_queue::add(delivery d) {
    const auto token = ++last_;
    all_.emplace(token, std::move(d));
    ready_.insert(token);
    return token;
}

void delivery_queue::drop(std::uint64_t token) {
    all_.erase(token);
    ready_.erase(token);
}

const delivery* delivery_queue::front(std::uint64_t& token) const noexcept {
    if (ready_.empty()) {
        return nullptr;
    }
    token = *ready_.begin();
    return find(token);
}

const delivery* delivery_queue::find(std::uint64_t token) const noexcept {
    const auto at = all_.find(token);
    return at == all_.end() ? nullptr : &at->second;
}

void delivery_queue::sent(std::uint64_t token) {
    const auto at = all_.find(token);
    if (at == all_.end()) {
        return;
    }
    ready_.erase(token);
    ++sent_;
    if (at->second.sends++ > 0) {
        ++retransmitted_;
    }
}

std::optional<delivery> delivery_queue::answered(std::uint64_t token) {
    const auto at = all_.find(token);
    if (at == all_.end()) {
        return std::nullopt;
    }
    auto d = std::move(at->second);
    drop(token);
    return d;
}

void delivery_queue::unanswered(std::span<const std::uint64_t> tokens) {
    for (const auto t : tokens) {
        if (all_.contains(t)) {
            ready_.insert(t);
        }
    }
}

} // namespace yeelen::sim

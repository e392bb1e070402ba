#include "wrong_passwords.hpp"
#include <algorithm>
#include <functional>

namespace smpp::access {
namespace {

constexpr unsigned most_attempts = 100;
/// Keeps sums of times from running over, whatever a configuration says.
constexpr std::chrono::seconds longest = std::chrono::hours{24 * 365};

std::size_t hash_of(std::string_view system_id) {
    return std::hash<std::string_view>{}(system_id);
}

} // namespace

wrong_passwords::wrong_passwords(const access_config& config)
    : most_attempts_(std::min(config.wrong_passwords, most_attempts))
    , remembered_(std::clamp(config.remembered, std::chrono::seconds{0}, longest))
    , blocked_(std::clamp(config.blocked, std::chrono::seconds{0}, longest))
    , most_addresses_(std::max<std::size_t>(config.max_addresses, 1)) {}

bool wrong_passwords::blocked(const net_address& key, time_point now) const {
    const auto at = by_key_.find(key);
    return at != by_key_.end() && now < at->second->blocked_until;
}

void wrong_passwords::add(const net_address& key, std::string_view system_id, time_point now) {
    if (most_attempts_ == 0) {
        return;
    }
    entry& e = touch(key);
    std::erase_if(e.attempts, [&](const attempt& a) { return now - a.at >= remembered_; });
    e.attempts.push_back({now, hash_of(system_id)});
    if (e.attempts.size() >= most_attempts_) {
        e.attempts.clear();
        e.blocked_until = now + blocked_;
    }
}

void wrong_passwords::forget(const net_address& key, std::string_view system_id) {
    const auto at = by_key_.find(key);
    if (at == by_key_.end()) {
        return;
    }
    const entries::iterator e = at->second;
    std::erase_if(e->attempts,
                  [name = hash_of(system_id)](const attempt& a) { return a.name == name; });
    // A bind is granted to no blocked address, so a block that is there has run out.
    if (e->attempts.empty()) {
        by_key_.erase(at);
        by_age_.erase(e);
    }
}

wrong_passwords::entry& wrong_passwords::touch(const net_address& key) {
    if (const auto at = by_key_.find(key); at != by_key_.end()) {
        by_age_.splice(by_age_.begin(), by_age_, at->second);
        return by_age_.front();
    }
    if (by_age_.size() >= most_addresses_) {
        by_key_.erase(by_age_.back().key);
        by_age_.pop_back();
    }
    by_age_.push_front({.key = key, .attempts = {}});
    by_key_.emplace(key, by_age_.begin());
    return by_age_.front();
}

} // namespace smpp::access

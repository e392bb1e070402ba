#include "ussd/intents.hpp"

#include <algorithm>

namespace yeelen::ussd {

void intents::add(intent i) {
    std::string key = i.key;
    open_.insert_or_assign(std::move(key), open_intent{std::move(i), true});
}

void intents::wait(intent i) {
    std::string key = i.key;
    open_.insert_or_assign(std::move(key), open_intent{std::move(i), false});
}

bool intents::need(std::string_view menu, std::string_view version) const {
    return std::ranges::any_of(open_, [&](const auto& each) {
        return each.second.what.menu == menu && each.second.what.menu_version == version;
    });
}

void intents::release(const std::string& key, core::utc_time now) {
    const auto found = open_.find(key);
    if (found == open_.end() || !found->second.with_caller) {
        return;
    }
    found->second.with_caller = false;
    found->second.what.next_try = std::max(found->second.what.next_try, now + policy_.first);
}

void intents::settle(const std::string& key) {
    open_.erase(key);
}

const intent* intents::find(const std::string& key) const {
    const auto found = open_.find(key);
    return found == open_.end() ? nullptr : &found->second.what;
}

std::vector<intents::due_intent> intents::due(core::utc_time now, std::size_t most) {
    std::vector<due_intent> all;
    for (auto at = open_.begin(); at != open_.end() && all.size() < most;) {
        open_intent& o = at->second;
        if (o.with_caller || o.what.next_try > now) {
            ++at;
            continue;
        }
        // Not by its age alone: while the gateway was down, or the clock was wrong, nothing was
        // tried.
        const bool abandoned =
            now - o.what.created > policy_.give_up && o.what.attempts >= policy_.least_attempts;
        ++o.what.attempts;
        const auto wait = policy_.first * (1 << std::min(o.what.attempts, 16u));
        o.what.next_try = now + std::min<std::chrono::milliseconds>(wait, policy_.most);
        o.with_caller = true;
        all.push_back({o.what, abandoned});
        at = abandoned ? open_.erase(at) : std::next(at);
    }
    return all;
}

} // namespace yeelen::ussd

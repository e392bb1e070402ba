#include "menu/expression/scope.hpp"

#include "menu/expression/day.hpp"
#include "menu/model/model.hpp"
#include <chrono>

namespace yeelen::menu {

namespace json = boost::json;

std::string lock_name(std::string_view name) {
    return std::string{"lock."}.append(name);
}

const json::value* scope::made(json::value v) const {
    made_.push_front(std::move(v));
    return &made_.front();
}

const json::value* scope::profile(std::string_view name) const {
    for (auto it = effects_.rbegin(); it != effects_.rend(); ++it) {
        if (const auto* kept = std::get_if<remember>(&*it); kept && kept->name == name) {
            return &kept->value;
        }
    }
    return env_.profile.if_contains(name);
}

bool scope::flag(std::string_view name) const noexcept {
    return flag_on(settings_, name, env_.msisdn);
}

bool scope::locked(std::string_view name) const {
    const auto* kept = profile(lock_name(name));
    const auto* tries = kept ? kept->if_object() : nullptr;
    const auto* until = tries ? tries->if_contains("until") : nullptr;
    const auto* text = until ? until->if_string() : nullptr;
    const auto time = text ? read_time(*text) : std::nullopt;
    return time && env_.now < *time;
}

std::chrono::sys_days scope::today() const noexcept {
    return std::chrono::floor<std::chrono::days>(env_.now);
}

const json::value* scope::find_first(const path& p, std::size_t& taken) const {
    if (p.root == path_root::item) {
        taken = 0;
        return item_;
    }
    taken = 1;
    if (p.steps.empty()) {
        return nullptr;
    }
    const std::string_view name = p.steps[0];
    if (p.root == path_root::profile) {
        return profile(name);
    }
    if (p.root == path_root::config) {
        const auto* configured = settings_.config.if_contains(name);
        return configured ? configured : menu_.config_defaults.if_contains(name);
    }
    if (p.root != path_root::value) {
        return nullptr;
    }
    if (const auto* secret = secrets_ ? secrets_->if_contains(name) : nullptr) {
        return secret;
    }
    return at_.frames.empty() ? nullptr : at_.frames.back().values.if_contains(name);
}

const json::value* scope::find(const path& p) const {
    switch (p.root) {
    case path_root::value:
    case path_root::profile:
    case path_root::config:
    case path_root::item: break;
    case path_root::flag: return p.steps.empty() ? nullptr : made(flag(p.steps[0]));
    case path_root::number: return made(static_cast<std::int64_t>(number_));
    case path_root::msisdn: return made(json::string(env_.msisdn));
    case path_root::dialled: return made(json::string(env_.dialled));
    case path_root::language: return made(json::string(at_.language));
    case path_root::today: return made(json::string(day_text(today())));
    case path_root::least: return made(least_);
    case path_root::most: return made(most_);
    }
    std::size_t taken = 0;
    const auto* first = find_first(p, taken);
    const auto* found = follow(first, p.steps, taken);
    return found && !found->is_null() ? found : nullptr;
}

} // namespace yeelen::menu

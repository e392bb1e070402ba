#include "menu/expression/scope.hpp"

#include <chrono>
#include <fmt/format.h>

namespace yeelen::menu {

namespace json = boost::json;

const json::value* scope::made(json::value v) const {
    made_.push_front(std::move(v));
    return &made_.front();
}

const json::value* scope::profile(const path& p) const {
    for (auto it = effects_.rbegin(); it != effects_.rend(); ++it) {
        if (const auto* kept = std::get_if<remember>(&*it); kept && kept->name == p.steps[0]) {
            return follow(&kept->value, p.steps, 1);
        }
    }
    return follow(env_.profile.if_contains(p.steps[0]), p.steps, 1);
}

const json::value* scope::find(const path& p) const {
    const json::value* found = nullptr;
    switch (p.root) {
    case path_root::value: found = follow(at_.values.if_contains(p.steps[0]), p.steps, 1); break;
    case path_root::profile: found = profile(p); break;
    case path_root::item: found = follow(item_, p.steps, 0); break;
    case path_root::number: return made(static_cast<std::int64_t>(number_));
    case path_root::msisdn: return made(json::string(env_.msisdn));
    case path_root::dialled: return made(json::string(env_.dialled));
    case path_root::language: return made(json::string(at_.language));
    case path_root::today: {
        const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(env_.now)};
        return made(json::string(fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                                             static_cast<unsigned>(day.month()),
                                             static_cast<unsigned>(day.day()))));
    }
    case path_root::least: return made(least_);
    case path_root::most: return made(most_);
    }
    return found && !found->is_null() ? found : nullptr;
}

} // namespace yeelen::menu

#include "ussd/services.hpp"

#include "ussd/service_code.hpp"
#include <algorithm>

namespace yeelen::ussd {

std::shared_ptr<service>& services::place_of(const std::string& code,
                                             const menu::definition& menu) {
    return all_[identity{code, menu.name(), menu.version()}];
}

void services::offer(std::map<std::string, menu::engine> by_code) {
    offered_.clear();
    for (auto& [code, engine] : by_code) {
        auto& place = place_of(code, engine.menu());
        if (place) {
            place->engine = std::move(engine); // offered already, or again
        } else {
            place = std::make_shared<service>(code, std::move(engine));
        }
        offered_.emplace(code, place);
    }
}

void services::keep(std::string code, menu::engine earlier) {
    auto& place = place_of(code, earlier.menu());
    if (!place) {
        place = std::make_shared<service>(std::move(code), std::move(earlier));
    }
}

void services::configure(const service& s, std::shared_ptr<const menu::settings> settings) {
    place_of(s.code, s.engine.menu())->engine =
        menu::engine{s.engine.shared_menu(), std::move(settings)};
}

service_ptr services::by_dialled(std::string_view dialled) const {
    for (const auto& code : service_codes(dialled)) {
        if (const auto found = offered_.find(code); found != offered_.end()) {
            return found->second;
        }
    }
    return nullptr;
}

service_ptr services::by_version(std::string_view dialled, std::string_view menu,
                                 std::string_view version) const {
    for (auto& code : service_codes(dialled)) {
        const auto found =
            all_.find(identity{std::move(code), std::string{menu}, std::string{version}});
        if (found != all_.end()) {
            return found->second;
        }
    }
    return nullptr;
}

service_ptr services::any() const {
    return offered_.empty() ? nullptr : offered_.begin()->second;
}

std::vector<service_ptr> services::earlier() const {
    std::vector<service_ptr> kept;
    for (const auto& [key, s] : all_) {
        const auto now = offered_.find(s->code);
        if (now == offered_.end() || now->second != s) {
            kept.push_back(s);
        }
    }
    return kept;
}

std::vector<service_ptr> services::unused() const {
    auto kept = earlier();
    std::erase_if(kept, [](const service_ptr& s) {
        return s.use_count() > 2; // all_ and this list
    });
    return kept;
}

void services::forget(const service& s) {
    all_.erase(identity{s.code, s.menu(), s.version()});
}

} // namespace yeelen::ussd

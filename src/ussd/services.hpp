#pragma once
#include "menu/engine.hpp"
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace yeelen::ussd {

/// One version of a menu as one service code offers it. Whoever holds it keeps that version in use.
struct service {
    std::string code; ///< "*123#"
    menu::engine engine;

    const std::string& menu() const noexcept { return engine.menu().name(); }
    const std::string& version() const noexcept { return engine.menu().version(); }
};
using service_ptr = std::shared_ptr<const service>;

/// Which menu serves which code: for each the version that new sessions begin with, and the earlier
/// ones that live sessions go on with. Owned by a shard; all operators' sessions of it share one.
class services {
public:
    /// New sessions begin with these from now on; what was offered before is kept for those who
    /// hold it.
    void offer(std::map<std::string, menu::engine> by_code);
    /// An earlier version, for sessions that are brought back from the store.
    void keep(std::string code, menu::engine earlier);

    /// Other settings for one that is here.
    void configure(const service& s, std::shared_ptr<const menu::settings> settings);

    /// Of the longest code that the dialled string begins with; null where none does.
    service_ptr by_dialled(std::string_view dialled) const;
    /// What a session began with; null when it is not here any more.
    service_ptr by_version(std::string_view dialled, std::string_view menu,
                           std::string_view version) const;
    /// Any that is offered, where one is.
    service_ptr any() const;
    const std::map<std::string, std::shared_ptr<service>>& offered() const noexcept {
        return offered_;
    }

    /// Kept, and not offered any more.
    std::vector<service_ptr> earlier() const;
    /// Those of earlier() that nobody else holds.
    std::vector<service_ptr> unused() const;
    void forget(const service& s);

private:
    using identity = std::tuple<std::string, std::string, std::string>; ///< code, menu, version

    std::shared_ptr<service>& place_of(const std::string& code, const menu::definition& menu);

    std::map<std::string, std::shared_ptr<service>> offered_;
    std::map<identity, std::shared_ptr<service>> all_;
};

} // namespace yeelen::ussd

#pragma once
#include "app/catalogue.hpp"
#include "config/settings.hpp"
#include "core/fault.hpp"
#include "menu/definition.hpp"
#include "menu/settings.hpp"
#include <memory>

namespace yeelen::app {

/// What a service's entry in gateway.yaml gives its menu. Faults are added for what the menu does
/// not declare and for values that are not of their type; those are left out.
std::shared_ptr<const menu::settings> menu_settings(const config::service_settings& written,
                                                    const menu::definition& menu,
                                                    core::faults& faults);

/// What `now` says to an earlier version of a code's menu: as far as that declares it; the rest is
/// left out without a word.
std::shared_ptr<const menu::settings>
settings_of(const std::string& code, const menu::definition& menu, const catalogue& now);

bool same(const menu::settings& a, const menu::settings& b);

} // namespace yeelen::app

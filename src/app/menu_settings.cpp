#include "app/menu_settings.hpp"

#include "menu/expression/day.hpp"
#include "menu/expression/decimal.hpp"
#include "menu/model/model.hpp"
#include <algorithm>
#include <boost/json.hpp>
#include <fmt/format.h>
#include <optional>

namespace yeelen::app {

namespace {

using core::value_kind;
using document::node;

std::int64_t characters(std::string_view text) {
    return std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; });
}

std::optional<boost::json::value> number(const std::string& text, const core::value_type& type) {
    const auto read = menu::decimal::parse(text);
    const auto least = menu::decimal::of(type.least);
    const auto most = menu::decimal::of(type.most);
    const bool fine = type.kind == value_kind::amount && read && read->places() > type.decimals;
    if (!read || !least || !most || *read < *least || *read > *most || fine) {
        return std::nullopt;
    }
    return read->to_json();
}

/// What is written, as a value of that type; nothing if it is not one within its bounds.
std::optional<boost::json::value> value_of(const node& written, const core::value_type& type) {
    if (type.kind == value_kind::list) {
        boost::json::array all;
        if (!written.is_list() || static_cast<std::int64_t>(written.items.size()) > type.most) {
            return std::nullopt;
        }
        for (const auto& item : written.items) {
            auto one = value_of(item, type.entry.empty() ? core::value_type{} : type.entry.front());
            if (!one) {
                return std::nullopt;
            }
            all.push_back(std::move(*one));
        }
        return all;
    }
    if (type.kind == value_kind::record) {
        boost::json::object all;
        if (!written.is_map()) {
            return std::nullopt;
        }
        for (const auto& [key, value] : written.entries) {
            const auto field = type.fields.find(key.text);
            auto one = field == type.fields.end() ? std::nullopt : value_of(value, field->second);
            if (!one) {
                return std::nullopt;
            }
            all[key.text] = std::move(*one);
        }
        return all;
    }
    if (!written.is_scalar()) {
        return std::nullopt;
    }
    const std::string& text = written.text;
    switch (type.kind) {
    case value_kind::any:
    case value_kind::text: {
        const auto length = characters(text);
        return length >= type.least && length <= type.most ? std::optional{boost::json::value(text)}
                                                           : std::nullopt;
    }
    case value_kind::number:
    case value_kind::amount: return number(text, type);
    case value_kind::date:
        return menu::read_day(text) ? std::optional{boost::json::value(text)} : std::nullopt;
    case value_kind::month:
        return menu::read_month(text) ? std::optional{boost::json::value(text)} : std::nullopt;
    case value_kind::flag:
        return text == "true" || text == "false" ? std::optional{boost::json::value(text == "true")}
                                                 : std::nullopt;
    case value_kind::record:
    case value_kind::list: break;
    }
    return std::nullopt;
}

std::string bounds_of(const core::value_type& type) {
    switch (type.kind) {
    case value_kind::any:
    case value_kind::text: return fmt::format(" of {} to {} characters", type.least, type.most);
    case value_kind::number: return fmt::format(" from {} to {}", type.least, type.most);
    case value_kind::amount:
        return fmt::format(" from {} to {}, with {} decimals", type.least, type.most,
                           type.decimals == 0 ? "no" : fmt::format("at most {}", type.decimals));
    case value_kind::date:
    case value_kind::month:
    case value_kind::flag:
    case value_kind::record:
    case value_kind::list: break;
    }
    return {};
}

template<typename Map>
std::vector<std::string> keys_of(const Map& declared) {
    std::vector<std::string> names;
    for (const auto& [name, type] : declared) {
        names.push_back(name);
    }
    return names;
}

} // namespace

std::shared_ptr<const menu::settings> menu_settings(const config::service_settings& written,
                                                    const menu::definition& menu,
                                                    core::faults& faults) {
    auto settings = std::make_shared<menu::settings>();
    const auto& declared = menu.data();
    const auto fault = [&](std::size_t line, std::size_t column, std::string message) {
        faults.push_back({written.file, line, column, std::move(message)});
    };
    for (const auto& [key, value] : written.config.entries) {
        const auto type = declared.config.find(key.text);
        if (type == declared.config.end()) {
            fault(key.line, key.column,
                  fmt::format("the menu '{}' declares no '{}' under its 'config'{}", menu.name(),
                              key.text, core::suggestion(key.text, keys_of(declared.config))));
        } else if (auto read = value_of(value, type->second)) {
            settings->config[key.text] = std::move(*read);
        } else {
            fault(value.line, value.column,
                  fmt::format("'{}' must be {}{}: the menu '{}' declares it so", key.text,
                              core::phrase_of(type->second.kind), bounds_of(type->second),
                              menu.name()));
        }
    }
    for (const auto& [name, flag] : written.flags) {
        if (!declared.flags.contains(name)) {
            fault(flag.line, flag.column,
                  fmt::format(
                      "the menu '{}' has no flag '{}'{}", menu.name(), name,
                      core::suggestion(name, {declared.flags.begin(), declared.flags.end()})));
            continue;
        }
        settings->flags[name] = {.percent = flag.percent,
                                 .allowed = {flag.allow.begin(), flag.allow.end()}};
    }
    // What has neither a value here nor a default is missing wherever the menu uses it.
    for (const auto& [name, type] : declared.config) {
        if (!type.optional && !declared.config_defaults.contains(name) &&
            !settings->config.contains(name) && !written.config.find(name)) {
            fault(written.line, written.column,
                  fmt::format("the service {} must give '{}' under 'config': the menu '{}' has no "
                              "default for it",
                              written.code, name, menu.name()));
        }
    }
    return settings;
}

std::shared_ptr<const menu::settings>
settings_of(const std::string& code, const menu::definition& menu, const catalogue& now) {
    core::faults not_declared_then; // a value that this version does not know is no fault
    for (const auto& service : now.settings.services) {
        if (service.code == code) {
            return menu_settings(service, menu, not_declared_then);
        }
    }
    return std::make_shared<menu::settings>();
}

bool same(const menu::settings& a, const menu::settings& b) {
    return a.config == b.config &&
           std::ranges::equal(a.flags, b.flags, [](const auto& x, const auto& y) {
               return x.first == y.first && x.second.percent == y.second.percent &&
                      x.second.allowed == y.second.allowed;
           });
}

} // namespace yeelen::app

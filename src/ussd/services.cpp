#include "ussd/services.hpp"

#include "ussd/service_code.hpp"

namespace yeelen::ussd {

const menu::engine* services::by_dialled(std::string_view dialled) const {
    const auto found = by_code.find(service_code(dialled));
    return found == by_code.end() ? nullptr : &found->second;
}

const menu::engine* services::by_menu(std::string_view name) const {
    for (const auto& [code, engine] : by_code) {
        if (engine.menu().name() == name) {
            return &engine;
        }
    }
    return nullptr;
}

} // namespace yeelen::ussd

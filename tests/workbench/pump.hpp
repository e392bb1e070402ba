#pragma once
// A small menu for these tests, and what it may call.
#include "menu/definition.hpp"
#include <doctest/doctest.h>
#include <string>

namespace workbench_test {

inline const std::string pump_folder = YEELEN_SOURCE_DIR "/tests/workbench/data/pump";

inline yeelen::menu::operations pump_operations() {
    using yeelen::core::value_kind;
    yeelen::menu::operations all;
    all["level"] = {.arguments = {{"phone", {}}},
                    .answer = {{"percent", {.kind = value_kind::number, .most = 100}}}};
    all["pay"] = {.arguments = {{"phone", {}}, {"amount", {}}},
                  .answer = {{"amount", {.kind = value_kind::amount, .most = 50'000}}},
                  .once = true};
    return all;
}

inline std::shared_ptr<const yeelen::menu::definition> pump() {
    auto menu = yeelen::menu::load(pump_folder, pump_operations());
    if (!menu) {
        for (const auto& fault : menu.error()) {
            FAIL_CHECK(fault.text());
        }
        throw std::runtime_error{"the pump's menu has faults"};
    }
    return *menu;
}

} // namespace workbench_test

#pragma once
#include "channels/smpp/dialect.hpp"
#include <doctest/doctest.h>
#include <filesystem>
#include <memory>
#include <string>

namespace test {

using namespace yeelen;
using namespace yeelen::channels;

inline const std::filesystem::path dialect_folder =
    std::filesystem::path{YEELEN_SOURCE_DIR} / "config" / "dialects";

inline std::shared_ptr<const dialect> dialect_named(const std::string& name) {
    auto loaded = load_dialect((dialect_folder / (name + ".yaml")).string());
    if (!loaded) {
        for (const auto& f : loaded.error()) {
            MESSAGE(f.text());
        }
    }
    REQUIRE(loaded.has_value());
    return *loaded;
}

inline std::string octets(std::initializer_list<int> all) {
    std::string out;
    for (const int o : all) {
        out += static_cast<char>(o);
    }
    return out;
}

} // namespace test

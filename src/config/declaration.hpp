#pragma once
// What it takes to declare a setting: one row drives reading, checking and the reference.
#include "config/settings.hpp"
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace yeelen::config {

enum class kind : std::uint8_t {
    text, ///< most: characters
    path, ///< of a file, relative to the file it is written in
    folder,
    integer,
    port, ///< a number, or a number kept as text
    flag,
    duration,     ///< bounds in milliseconds
    microseconds, ///< bounds in microseconds
    choice,       ///< one of `choices`
    secret,       ///< from the environment only; most: characters
    secrets,      ///< a list of them; least: characters
    texts,
    paths,
    services, ///< a map: service code -> menu folder
};

/// Where the value goes: a member of `T`, whose type says how it is kept.
template<typename T>
using place =
    std::variant<std::string T::*, bool T::*, std::uint8_t T::*, std::uint16_t T::*,
                 std::size_t T::*, std::chrono::milliseconds T::*, std::chrono::microseconds T::*,
                 std::vector<std::string> T::*, std::vector<service_settings> T::*>;

/// `otherwise` is written as a person would write it in the file; a setting without one must be
/// given.
inline constexpr std::string_view required = "\n";

template<typename T>
struct declared {
    std::string_view section; ///< the map it stands in; empty: the top of the file
    std::string_view name;
    config::kind kind;
    config::place<T> place;
    std::string_view otherwise;
    std::int64_t least;
    std::int64_t most;
    std::string_view text;
    std::string_view choices = {}; ///< "a, b, c"; the first is the default
};

std::span<const declared<settings>> gateway_table();
std::span<const declared<operator_settings>> operator_table();

} // namespace yeelen::config

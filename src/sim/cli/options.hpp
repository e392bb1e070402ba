#pragma once
// The command line's pieces that several commands share.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>

namespace yeelen::sim::cli {

/// "250ms", "4s", "2m"; the unit must be there.
inline CLI::Option* add_duration(CLI::App& app, const std::string& name,
                                 std::chrono::milliseconds& into, const std::string& about) {
    const std::map<std::string, std::int64_t> units{{"ms", 1}, {"s", 1000}, {"m", 60'000}};
    auto* option = app.add_option_function<std::int64_t>(
        name, [&into](const std::int64_t& ms) { into = std::chrono::milliseconds{ms}; }, about);
    return option->transform(CLI::AsNumberWithUnit(units, CLI::AsNumberWithUnit::UNIT_REQUIRED))
        ->type_name("TIME");
}

/// One of a few words.
template<typename T>
CLI::Option* add_choice(CLI::App& app, const std::string& name, T& into,
                        const std::map<std::string, T>& choices, const std::string& about) {
    std::string words;
    for (const auto& [word, value] : choices) {
        words += (words.empty() ? "" : "|") + word;
    }
    auto* option = app.add_option_function<std::string>(
        name, [&into, choices](const std::string& word) { into = choices.at(word); }, about);
    option->check([choices, words](const std::string& word) {
        return choices.contains(word) ? std::string{} : "one of " + words;
    });
    return option->type_name(words);
}

/// Secrets come from the environment: the value of the variable, or `otherwise` where it is not
/// set.
inline std::string from_environment(const std::string& variable, const std::string& otherwise) {
    const char* value = std::getenv(variable.c_str());
    return value != nullptr ? value : otherwise;
}

} // namespace yeelen::sim::cli

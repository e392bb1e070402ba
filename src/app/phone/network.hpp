#pragma once
// What a phone in the terminal is connected to.
#include "workbench/phone_screen.hpp"
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::app {

using workbench::phone_screen;
using workbench::phone_sms;

/// Blocks; one thread. Errors are sentences for the person at the terminal.
class network {
public:
    virtual ~network() = default;
    virtual std::expected<phone_screen, std::string> dial(std::string_view code) = 0;
    virtual std::expected<phone_screen, std::string> press(std::string_view text) = 0;
    virtual std::expected<phone_screen, std::string> hang_up() = 0;
    /// Messages with an id above `after`; waits up to `wait_seconds` for the first.
    virtual std::expected<std::vector<phone_sms>, std::string> inbox(std::uint64_t after,
                                                                     unsigned wait_seconds) = 0;
    /// What is to be told without being asked, once; mostly nothing. Asked every second.
    virtual std::string news() { return {}; }
};

} // namespace yeelen::app

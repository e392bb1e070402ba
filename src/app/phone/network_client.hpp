#pragma once
// The operator simulator's phones API, as one phone uses it.
#include "app/phone/screen.hpp"
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::app {

/// Blocks; one thread. Errors are sentences for the person at the terminal.
class network_client {
public:
    static std::expected<std::unique_ptr<network_client>, std::string> open(const std::string& api,
                                                                            std::string msisdn);
    ~network_client();

    std::expected<phone_screen, std::string> dial(std::string_view code);
    std::expected<phone_screen, std::string> press(std::string_view text);
    std::expected<phone_screen, std::string> hang_up();
    /// Messages with an id above `after`; waits up to `wait_seconds` for the first.
    std::expected<std::vector<phone_sms>, std::string> inbox(std::uint64_t after,
                                                             unsigned wait_seconds);

private:
    struct impl;
    explicit network_client(std::unique_ptr<impl> i);
    std::unique_ptr<impl> impl_;
};

} // namespace yeelen::app

#pragma once
#include "app/phone/network.hpp"
#include <memory>

namespace yeelen::app {

/// The operator simulator's phones API, as one phone uses it: through SMPP to the gateway.
class network_client final : public network {
public:
    static std::expected<std::unique_ptr<network_client>, std::string> open(const std::string& api,
                                                                            std::string msisdn);
    ~network_client() override;

    std::expected<phone_screen, std::string> dial(std::string_view code) override;
    std::expected<phone_screen, std::string> press(std::string_view text) override;
    std::expected<phone_screen, std::string> hang_up() override;
    std::expected<std::vector<phone_sms>, std::string> inbox(std::uint64_t after,
                                                             unsigned wait_seconds) override;

private:
    struct impl;
    explicit network_client(std::unique_ptr<impl> i);
    std::unique_ptr<impl> impl_;
};

} // namespace yeelen::app

#pragma once
#include "smpp/net/link.hpp"
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <system_error>

namespace smpp::net {

/// Accepts links (role smsc). The handler gets bind_request first on each. Links over `max_links`
/// are closed at once.
class listener {
public:
    /// Port 0 takes a free one. Fails when the address cannot be bound.
    static std::expected<std::unique_ptr<listener>, std::error_code>
    open(boost::asio::io_context& io, const std::string& host, std::uint16_t port,
         session_config config, link_handler& handler, std::size_t max_links = 1000);
    ~listener();
    std::uint16_t port() const noexcept;
    /// Accepts no more; links stay.
    void stop();

private:
    struct impl;
    explicit listener(std::shared_ptr<impl> i)
        : impl_(std::move(i)) {}
    std::shared_ptr<impl> impl_;
};

} // namespace smpp::net

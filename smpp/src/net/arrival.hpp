#pragma once
// An accepted connection until it is a link: PROXY header, admission, TLS, within one time limit.
#include "proxy_header.hpp"
#include "smpp/net/listener.hpp"
#include "stream.hpp"
#include <array>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <string>

namespace smpp::net {

/// What a listener gives its arrivals.
struct arrival_rules {
    bool proxy_protocol = false;
    tls_context_ptr tls; ///< null: none
    std::chrono::milliseconds handshake_timeout{};
    std::function<bool(const boost::asio::ip::address&)> admit;
    std::function<void(const boost::asio::ip::address&)> gone;
};

class arrival : public std::enable_shared_from_this<arrival> {
public:
    /// Called once, possibly from within start(), never after cancel(): with a stream that is
    /// ready, or null and the reason.
    using ready = std::function<void(arrival&, std::unique_ptr<stream>, std::string_view reason)>;

    arrival(boost::asio::ip::tcp::socket socket, arrival_rules rules, ready then);
    void start();
    void cancel() noexcept;
    const boost::asio::ip::address& from() const noexcept { return from_; }
    const std::string& peer() const noexcept { return peer_; }
    bool waits_for_header() const noexcept {
        return rules_.proxy_protocol && header_.progress() == proxy_header::state::more;
    }

private:
    void named(const boost::asio::ip::address& address, std::uint16_t port);
    void read_header();
    void header_octets(const boost::system::error_code& ec, std::size_t octets);
    void proceed();
    void shaken(const boost::system::error_code& ec);
    void shut() noexcept;
    void leave();
    void end(std::unique_ptr<stream> s, std::string_view reason);
    bool over() const noexcept { return then_ == nullptr; }

    boost::asio::ip::tcp::socket socket_;
    arrival_rules rules_;
    ready then_; ///< null when it was called, or is no longer wanted
    boost::asio::steady_timer timer_;
    boost::asio::ip::address from_;
    std::string peer_;
    proxy_header header_;
    std::array<char, 256> looked_at_{};
    std::unique_ptr<stream> stream_;
    bool admitted_ = false; ///< and neither gone nor a link yet
    bool late_ = false;
};

} // namespace smpp::net

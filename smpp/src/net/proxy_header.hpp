#pragma once
// The PROXY protocol, versions 1 and 2 (HAProxy, doc/proxy-protocol.txt): what a load balancer puts
// before the first octet of a connection to say whose it is. Octets in, no sockets.
#include <boost/asio/ip/address.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smpp::net {

struct proxied_source {
    boost::asio::ip::address address;
    std::uint16_t port = 0;
    bool operator==(const proxied_source&) const = default;
};

class proxy_header {
public:
    enum class state : std::uint8_t { more, done, bad };
    static constexpr std::size_t v1_most = 107;       ///< with CR LF (2.1)
    static constexpr std::size_t v2_most = 16 + 4096; ///< ours: addresses and TLVs together

    /// Takes from the front of `octets` what belongs to the header, and says how much. What comes
    /// after the header is left alone.
    std::size_t feed(std::string_view octets);
    state progress() const noexcept { return state_; }
    /// After `done`: whose connection it is; none where the header names nobody (UNKNOWN, LOCAL, a
    /// family without addresses): then it is the proxy's own.
    const std::optional<proxied_source>& source() const noexcept { return source_; }

private:
    void take(char c);
    void take_v1();
    void take_v2();
    bool begin_v2();
    void finish_v2();
    void conclude(bool good) noexcept { state_ = good ? state::done : state::bad; }

    state state_ = state::more;
    std::string seen_;          ///< all but TLVs
    std::size_t total_ = 0;     ///< octets taken
    std::size_t end_ = 0;       ///< version 2: octets of the whole header, once known
    std::size_t addresses_ = 0; ///< version 2: octets of addresses that matter
    std::optional<proxied_source> source_;
};

} // namespace smpp::net

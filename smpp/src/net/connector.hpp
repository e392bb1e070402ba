#pragma once
// One host, once: looks its name up, goes through its addresses, agrees on TLS.
#include "deadline.hpp"
#include "smpp/net/client.hpp"
#include "stream.hpp"
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace smpp::net {

class connector : public std::enable_shared_from_this<connector> {
public:
    /// A name may have so many addresses; more are not tried.
    static constexpr std::size_t most_addresses = 16;

    /// Never called after cancel(), nor from within start().
    struct owner {
        virtual void connected(std::unique_ptr<stream> s, std::string peer) = 0;
        /// An address, or the look-up, came to nothing; after the `last` one all is over.
        virtual void failed(const std::string& reason, bool last) = 0;

    protected:
        ~owner() = default;
    };

    /// `timeout` is for the look-up and for each address with its TLS handshake.
    connector(boost::asio::io_context& io, host_port host, tls_context_ptr tls,
              std::chrono::milliseconds timeout, owner& o);
    void start();
    void cancel() noexcept;

private:
    using tcp = boost::asio::ip::tcp;
    using error_code = boost::system::error_code;

    void look_up();
    void found(const tcp::resolver::results_type& addresses);
    void arm();
    void late();
    void try_next();
    void connected(const error_code& ec);
    void shaken(const error_code& ec);
    void give_up(std::string_view why);
    std::string place() const;
    bool over() const noexcept { return owner_ == nullptr; }

    boost::asio::io_context& io_;
    host_port host_;
    tls_context_ptr tls_;
    std::chrono::milliseconds timeout_;
    owner* owner_;      ///< null when it is over
    deadline deadline_; ///< of the look-up, or of the address that is tried
    tcp::resolver resolver_;
    tcp::socket socket_;
    std::unique_ptr<stream> stream_;
    std::vector<tcp::endpoint> addresses_;
    std::size_t tried_ = 0; ///< of addresses_, with the one that is being tried
    bool resolving_ = false;
    bool late_ = false;
};

} // namespace smpp::net

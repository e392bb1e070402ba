#pragma once
// A server over loopback, an owner that notes what it is told, and peers that say what the test
// says, octet by octet.
#include "smpp/codec.hpp"
#include "smpp/net/server.hpp"
#include "support/doctest_lines.hpp"
#include "support/run_until.hpp"
#include "support/smpp_script.hpp"
#include <algorithm>
#include <array>
#include <boost/asio/write.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace server_test {

using namespace smpp;
using namespace std::chrono_literals;
using boost::asio::ip::tcp;
using steady = std::chrono::steady_clock;

struct owner : net::server_handler {
    std::vector<std::string> lines;   ///< events
    std::vector<std::string> refused; ///< "wrong_credentials name"
    std::vector<net::link*> bound;
    std::size_t batches = 0;
    std::size_t requests = 0;
    std::function<void(net::link&, session_event&)> act;

    void on_event(net::link& l, session_event& e) override {
        lines.push_back(support::line_of(e));
        if (std::holds_alternative<event::bound>(e)) {
            bound.push_back(&l);
        } else if (std::holds_alternative<event::closed>(e)) {
            std::erase(bound, &l);
        } else if (const auto* r = std::get_if<event::request>(&e)) {
            ++requests;
            l.session().respond(r->pdu.sequence, command_status::rok, submit_sm_resp{{"id", {}}});
        }
        if (act) {
            act(l, e);
        }
    }
    void on_batch_end(net::link&) override { ++batches; }
    void on_refused(const std::string& peer, const std::string& system_id, refusal why) override {
        CHECK_FALSE(peer.empty());
        refused.push_back(std::string{name_of(why)} + " " + system_id);
    }
};

/// Reads all that comes, until the end.
class raw_peer {
public:
    raw_peer(boost::asio::io_context& io, std::uint16_t port, const char* from = "127.0.0.1")
        : socket_(io) {
        socket_.open(tcp::v4());
        socket_.bind({boost::asio::ip::make_address(from), 0});
        socket_.connect({boost::asio::ip::address_v4::loopback(), port});
        read();
    }
    raw_peer(const raw_peer&) = delete;
    raw_peer& operator=(const raw_peer&) = delete;
    ~raw_peer() { *alive_ = false; }

    /// A peer that the server has closed gets an error, which tells nothing new.
    void send(const std::string& octets) {
        boost::system::error_code ignored;
        boost::asio::write(socket_, boost::asio::buffer(octets), ignored);
    }
    void send(const pdu& p) { send(support::smpp_script::octets(p)); }
    void close() {
        boost::system::error_code ignored;
        socket_.close(ignored);
    }
    const std::string& got() const { return got_; }
    bool ended() const { return ended_; }
    /// What came, PDU by PDU.
    std::vector<pdu> pdus() const {
        std::vector<pdu> all;
        for (std::string_view rest = got_; rest.size() >= header_size;) {
            const std::size_t length = read_header(rest).length;
            if (length > rest.size()) {
                break;
            }
            all.push_back(decode(rest.substr(0, length)).value());
            rest.remove_prefix(length);
        }
        return all;
    }
    std::size_t count(command_status status) const {
        const auto all = pdus();
        return static_cast<std::size_t>(
            std::ranges::count_if(all, [&](const pdu& p) { return p.status == status; }));
    }

private:
    void read() {
        socket_.async_read_some(
            boost::asio::buffer(buffer_),
            [this, alive = alive_](const boost::system::error_code& ec, std::size_t n) {
                if (!*alive) {
                    return;
                }
                got_.append(buffer_.data(), n);
                if (ec) {
                    ended_ = true;
                } else {
                    read();
                }
            });
    }

    tcp::socket socket_;
    std::array<char, 4096> buffer_{};
    std::string got_;
    bool ended_ = false;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

inline account make_account(std::string name, std::string password = "secret") {
    return {.system_id = std::move(name), .password = std::move(password), .from = {}};
}

inline pdu bind_pdu(std::string name, std::string password = "secret",
                    command_id kind = command_id::bind_transceiver,
                    std::uint8_t version = version_34) {
    bind_body b;
    b.system_id = std::move(name);
    b.password = std::move(password);
    b.interface_version = version;
    return {.sequence = 1, .body = support::smpp_script::bind_request(kind, b)};
}

/// Loop, owner and server; accounts "a" and "b", password "secret".
struct world {
    net::server_config config;
    boost::asio::io_context io{1};
    server_test::owner owner;
    std::unique_ptr<net::server> server;

    world() { config.access.accounts = {make_account("a"), make_account("b")}; }
    void open() {
        auto opened = net::server::open(io, config, owner);
        REQUIRE(opened.has_value());
        server = std::move(*opened);
    }
    std::unique_ptr<raw_peer> connect(const char* from = "127.0.0.1") {
        return std::make_unique<raw_peer>(io, server->port(), from);
    }
    bool until(const std::function<bool()>& done) { return yeelen::test::run_until(io, done); }
    /// All that is ready now.
    void settle() {
        for (int i = 0; i < 20; ++i) {
            io.restart();
            io.poll();
        }
    }
    /// A peer that has bound.
    std::unique_ptr<raw_peer> bound(std::string name, const char* from = "127.0.0.1") {
        auto p = connect(from);
        p->send(bind_pdu(std::move(name)));
        const bool came = until([&] { return !p->pdus().empty() || p->ended(); });
        REQUIRE(came);
        REQUIRE_FALSE(p->pdus().empty());
        REQUIRE(p->pdus()[0].status == command_status::rok);
        return p;
    }
    /// The whole answer to one bind on a connection of its own; the connection then ends.
    std::string answer(const pdu& bind, const char* from = "127.0.0.1") {
        const auto p = connect(from);
        p->send(bind);
        CHECK(until([&] { return p->ended(); }));
        return p->got();
    }
};

} // namespace server_test

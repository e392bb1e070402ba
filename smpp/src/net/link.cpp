// Handlers, not coroutines: each is one step, and all of them hold the link alive.
#include "smpp/net/link.hpp"
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <fmt/format.h>

namespace smpp::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t read_size = 64 * 1024;
constexpr auto tick_every = std::chrono::milliseconds{100};
/// After the last octet was written the peer gets so long to close before we do.
constexpr auto linger = std::chrono::seconds{2};
/// After a pause the backlog is read before silence counts again.
constexpr int ticks_of_grace = 3;

std::string name_of_peer(const tcp::socket& socket) {
    boost::system::error_code ec;
    const tcp::endpoint peer = socket.remote_endpoint(ec);
    return ec ? std::string{"?"}
              : fmt::format(fmt::runtime(peer.address().is_v6() ? "[{}]:{}" : "{}:{}"),
                            peer.address().to_string(), peer.port());
}

} // namespace

struct link::io {
    io(link& l, tcp::socket s, const session_config& config, link_handler& h)
        : self(l)
        , socket(std::move(s))
        , timer(socket.get_executor())
        , handler(&h)
        , max_output(config.max_output)
        , buffer(std::make_unique_for_overwrite<char[]>(read_size)) {}

    void read();
    void read_done(const boost::system::error_code& ec, std::size_t octets);
    void write_done(const boost::system::error_code& ec, std::size_t octets);
    void wait_tick();
    void tick();
    void pump();
    void lost();
    void shut() noexcept;
    bool over() const noexcept { return !socket.is_open(); }

    link& self;
    tcp::socket socket;
    asio::steady_timer timer;
    link_handler* handler; ///< null after `closed` was given
    std::size_t max_output;
    std::unique_ptr<char[]> buffer;
    bool reading = false;
    bool writing = false;
    bool paused = false;    ///< by the owner
    bool throttled = false; ///< the peer does not take its answers: no more is read from it
    bool pumping = false;
    bool closing = false; ///< `closed` was given: what is left is written, then the socket shut
    bool write_end = false;
    int grace = 0;
    clock::time_point closing_since;
};

link::link(tcp::socket socket, const session_config& config, link_handler& handler)
    : session_(config, clock::now())
    , peer_(name_of_peer(socket))
    , io_(std::make_unique<io>(*this, std::move(socket), config, handler)) {
    boost::system::error_code ignored; // the first read or write tells of a socket that is gone
    io_->socket.set_option(tcp::no_delay(true), ignored);
}

link::~link() = default;

void link::start() {
    io_->wait_tick();
    io_->read();
    flush();
}

void link::flush() {
    io& i = *io_;
    if (i.writing || i.over()) {
        return;
    }
    const std::string_view octets = session_.output();
    if (octets.empty()) {
        if (i.closing && !i.write_end) {
            i.write_end = true;
            boost::system::error_code ignored;
            i.socket.shutdown(tcp::socket::shutdown_send, ignored);
        }
        return;
    }
    i.writing = true;
    i.socket.async_write_some(
        asio::buffer(octets.data(), octets.size()),
        [keep = shared_from_this()](const boost::system::error_code& ec, std::size_t n) {
            keep->io_->write_done(ec, n);
        });
}

void link::close() {
    io_->shut();
    session_.connection_closed(clock::now());
    asio::post(io_->socket.get_executor(), [keep = shared_from_this()] { keep->io_->pump(); });
}

void link::abandon() noexcept {
    io_->handler = nullptr;
    io_->shut();
}

void link::pause_reading() noexcept {
    io_->paused = true;
}

void link::resume_reading() {
    io_->paused = false;
    io_->grace = ticks_of_grace;
    io_->read();
}

void link::io::read() {
    if (reading || over() || ((paused || throttled) && !closing)) {
        return;
    }
    reading = true;
    socket.async_read_some(
        asio::buffer(buffer.get(), read_size),
        [keep = self.shared_from_this()](const boost::system::error_code& ec, std::size_t n) {
            keep->io_->read_done(ec, n);
        });
}

void link::io::read_done(const boost::system::error_code& ec, std::size_t octets) {
    reading = false;
    if (over()) {
        return;
    }
    if (ec) {
        lost();
        return;
    }
    // After `closed` the session takes nothing: octets are read only so that closing does not reset
    // the connection.
    self.session_.feed({buffer.get(), octets}, clock::now());
    pump();
    self.flush();
    throttled = throttled || self.session_.output_pending() > max_output;
    read();
}

void link::io::write_done(const boost::system::error_code& ec, std::size_t octets) {
    writing = false;
    if (over()) {
        return;
    }
    if (ec) {
        lost();
        return;
    }
    self.session_.consume_output(octets, clock::now());
    self.flush();
    if (throttled && self.session_.output_pending() <= max_output / 2) {
        throttled = false;
        grace = ticks_of_grace;
        read();
    }
}

void link::io::wait_tick() {
    timer.expires_after(tick_every);
    timer.async_wait([keep = self.shared_from_this()](const boost::system::error_code& ec) {
        if (!ec) {
            keep->io_->tick();
        }
    });
}

void link::io::tick() {
    if (over()) {
        return;
    }
    const auto now = clock::now();
    if (closing) {
        if (now - closing_since >= linger) {
            shut();
            return;
        }
    } else {
        const bool listening = !paused && !throttled && grace == 0;
        grace -= grace > 0 ? 1 : 0;
        self.session_.tick(now, listening);
        pump();
        self.flush();
    }
    if (!over()) {
        wait_tick();
    }
}

/// Gives all events. A handler that calls back into the link while it gets one adds to the same
/// round.
void link::io::pump() {
    if (pumping) {
        return;
    }
    pumping = true;
    bool any = true;
    while (any && handler != nullptr) {
        any = false;
        while (handler != nullptr) {
            auto e = self.session_.next_event();
            if (!e) {
                break;
            }
            any = true;
            if (const auto* closed = std::get_if<event::closed>(&*e)) {
                closing = true;
                closing_since = clock::now();
                if (closed->reason == close_reason::write_timeout ||
                    closed->reason == close_reason::connection_lost) {
                    shut();
                }
            }
            handler->on_event(self, *e);
        }
        if (any && handler != nullptr) {
            handler->on_batch_end(self);
        }
    }
    if (closing) {
        handler = nullptr;
        read();
    }
    pumping = false;
}

void link::io::lost() {
    shut();
    self.session_.connection_closed(clock::now());
    pump();
}

void link::io::shut() noexcept {
    boost::system::error_code ignored;
    socket.close(ignored);
    try {
        timer.cancel();
    } catch (const boost::system::system_error&) {
        // Nothing to do: the timer then runs out by itself and finds the socket closed.
    }
}

} // namespace smpp::net

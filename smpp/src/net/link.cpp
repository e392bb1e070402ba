// Handlers, not coroutines: each is one step, and all of them hold the link alive.
#include "smpp/net/link.hpp"
#include "link_io.hpp"
#include <algorithm>
#include <boost/asio/post.hpp>

namespace smpp::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

std::unique_ptr<stream> plain(tcp::socket socket) {
    prepare(socket);
    return make_plain_stream(std::move(socket));
}

} // namespace

link::link(tcp::socket socket, const session_config& config, link_handler& handler)
    : session_(config, io::clock::now())
    , peer_(peer_of(socket))
    , io_(std::make_unique<io>(*this, plain(std::move(socket)), config, handler)) {}

link::link(std::unique_ptr<stream> s, std::string peer, const session_config& config,
           link_handler& handler)
    : session_(config, io::clock::now())
    , peer_(std::move(peer))
    , io_(std::make_unique<io>(*this, std::move(s), config, handler)) {}

link::~link() = default;

void link::start() {
    const auto keep = shared_from_this();
    if (io_->over()) {
        return; // closed before it began
    }
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
            i.wire->end_writing({shared_from_this(), [](void*, const error_code&, std::size_t) {}});
        }
        return;
    }
    i.writing = true;
    i.wire->write_some(asio::buffer(octets.data(), octets.size()), i.then<&io::write_done>());
}

void link::close() {
    const auto keep = shared_from_this();
    io_->shut();
    session_.connection_closed(io::clock::now());
    asio::post(io_->wire->executor(), [keep] {
        io& i = *keep->io_;
        i.guarded([&] { i.pump(); });
    });
}

void link::abandon() noexcept {
    const auto keep = weak_from_this().lock();
    io_->handler = nullptr;
    io_->shut();
}

void link::pause_reading() noexcept {
    io_->paused = true;
}

void link::resume_reading() {
    io_->paused = false;
    io_->grace = io::ticks_of_grace;
    io_->read();
}

} // namespace smpp::net

#include "smpp/net/server.hpp"
#include "server_impl.hpp"
#include <array>
#include <openssl/rand.h>

namespace smpp::net {

std::expected<std::unique_ptr<server>, std::string>
server::open(boost::asio::io_context& io, server_config config, server_handler& handler) {
    std::array<unsigned char, 32> key{};
    if (RAND_bytes(key.data(), static_cast<int>(key.size())) != 1) {
        return std::unexpected("no random numbers from OpenSSL");
    }
    auto i = std::make_shared<impl>(
        config, std::string_view{reinterpret_cast<const char*>(key.data()), key.size()}, handler);
    // Weak: connections that shake hands may end after the server.
    const std::weak_ptr<impl> weak = i;
    config.listen.role = role::smsc;
    config.listen.admit = [weak](const boost::asio::ip::address& from) {
        const auto self = weak.lock();
        return self && self->admit(from);
    };
    config.listen.gone = [weak](const boost::asio::ip::address& from) {
        if (const auto self = weak.lock()) {
            self->gone(from);
        }
    };
    auto door = listener::open(io, std::move(config.listen), *i);
    if (!door) {
        return std::unexpected(std::move(door.error()));
    }
    i->door = std::move(*door);
    return std::unique_ptr<server>{new server{std::move(i)}};
}

server::~server() {
    impl_->shut();
}

std::uint16_t server::port() const noexcept {
    return impl_->door->port();
}

void server::stop() {
    impl_->door->stop();
}

std::expected<void, std::string> server::reload_certificates() {
    return impl_->door->reload_certificates();
}

void server::set_accounts(std::vector<account> accounts) {
    impl_->set_accounts(std::move(accounts));
}

const account* server::account_of(const link& l) const noexcept {
    const auto at = impl_->links.find(&l);
    return at == impl_->links.end() || !at->second.bound ? nullptr
                                                         : impl_->gate.find(at->second.system_id);
}

std::size_t server::bound_links() const noexcept {
    return impl_->bound;
}

std::size_t server::unbound_links() const noexcept {
    impl_->release_ended();
    return impl_->gate.unbound();
}

} // namespace smpp::net

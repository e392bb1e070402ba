#include "smpp/net/server.hpp"
#include "server_impl.hpp"
#include <array>
#include <openssl/rand.h>

namespace smpp::net {
namespace {

std::expected<void, std::string> check(const std::vector<account>& accounts, bool short_only) {
    for (const account& a : accounts) {
        if (auto fault = fault_of(a)) {
            return std::unexpected("account '" + a.system_id + "': " + *fault);
        }
        if (short_only && a.password.size() > 8) {
            return std::unexpected("account '" + a.system_id +
                                   "': its password is over 8 octets, which strict refuses");
        }
    }
    return {};
}

} // namespace

std::expected<std::unique_ptr<server>, std::string>
server::open(boost::asio::io_context& io, server_config config, server_handler& handler) {
    const session_config& session = config.listen.session;
    const bool short_only = session.strict && !session.long_passwords;
    if (auto good = check(config.access.accounts, short_only); !good) {
        return std::unexpected(std::move(good.error()));
    }
    if (config.system_id.size() > 15 || config.system_id.find('\0') != std::string::npos) {
        return std::unexpected("the server's system_id does not fit into 15 octets");
    }
    std::array<unsigned char, 32> key{};
    if (RAND_bytes(key.data(), static_cast<int>(key.size())) != 1) {
        return std::unexpected("no random numbers from OpenSSL");
    }
    auto i = std::make_shared<impl>(
        config, std::string_view{reinterpret_cast<const char*>(key.data()), key.size()}, handler);
    i->short_passwords_only = short_only;
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

std::expected<void, std::string> server::set_accounts(std::vector<account> accounts) {
    if (auto good = check(accounts, impl_->short_passwords_only); !good) {
        return good;
    }
    impl_->set_accounts(std::move(accounts));
    return {};
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

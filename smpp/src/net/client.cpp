#include "smpp/net/client.hpp"
#include "connector.hpp"
#include "deadline.hpp"
#include "rounds.hpp"
#include <optional>
#include <random>
#include <string>
#include <utility>

namespace smpp::net {

namespace asio = boost::asio;
using clock = std::chrono::steady_clock;

struct client::impl : link_handler, connector::owner, std::enable_shared_from_this<impl> {
    impl(asio::io_context& i, client_config c, link_handler& h)
        : io(i)
        , config(std::move(c))
        , handler(&h)
        , timer(i)
        , plan(config.hosts.size(), config.reconnect_min, config.reconnect_max,
               std::random_device{}()) {
        config.session.role = role::esme;
    }

    void schedule(rounds::next n);
    std::chrono::milliseconds asked_pace();
    bool may_connect() const noexcept { return running && !current && !attempt; }
    void connect();
    void connected(std::unique_ptr<stream> s, std::string peer) override;
    void failed(const std::string& reason, bool last) override;
    void on_event(link& l, session_event& e) override;
    void on_batch_end(link& l) override;
    std::string gone(const link& l, const event::closed& closed);
    void unreachable(std::string_view reason);
    std::optional<std::string> read_certificates();
    std::optional<std::string> fault_of_bind() const;
    void cancel() noexcept;

    asio::io_context& io;
    client_config config;
    link_handler* handler; ///< null once the client is destroyed
    deadline timer;        ///< until the next attempt
    rounds plan;
    std::size_t host = 0; ///< the one of the moment
    std::chrono::milliseconds planned{0};
    tls_context_ptr tls;
    std::shared_ptr<connector> attempt;
    std::shared_ptr<link> current;
    bool running = false;
    bool given_up = false;
    bool bound = false;
    bool current_over = true;   ///< `current` is null, or its `closed` came
    bool leaving = false;       ///< stop() ends `current`, whose `closed` is still to come
    clock::time_point bound_at; ///< the epoch: this link was not bound
    std::uint64_t binds = 0;
    std::uint64_t losses = 0;
};

void client::impl::schedule(rounds::next n) {
    host = n.host;
    planned = n.wait;
    timer.set(n.wait, [self = shared_from_this()] {
        if (!self->may_connect()) {
            return;
        }
        const auto later = self->asked_pace();
        if (later.count() <= 0) {
            self->connect();
            return;
        }
        self->timer.set(later, [self] {
            if (self->may_connect()) {
                self->connect();
            }
        });
    });
}

std::chrono::milliseconds client::impl::asked_pace() {
    try {
        return config.pace ? config.pace() : std::chrono::milliseconds{0};
    } catch (...) {
        schedule(plan.failed());
        throw;
    }
}

/// Files are read once a start(): the thread must not wait for a disk at each attempt.
std::optional<std::string> client::impl::read_certificates() {
    if (config.tls.enabled && !tls) {
        auto made = make_tls_context(config.tls);
        if (!made) {
            return "TLS: " + made.error();
        }
        tls = std::move(*made);
    }
    return std::nullopt;
}

/// What of the bind the wire does not carry: no SMSC could ever take it.
std::optional<std::string> client::impl::fault_of_bind() const {
    body b;
    if (config.bind_as == command_id::bind_transmitter) {
        b = bind_transmitter{config.bind};
    } else if (config.bind_as == command_id::bind_receiver) {
        b = bind_receiver{config.bind};
    } else if (config.bind_as == command_id::bind_transceiver) {
        b = bind_transceiver{config.bind};
    } else {
        return "bind_as names no bind";
    }
    if (config.bind.password.size() > 8 && !config.session.long_passwords) {
        return path_of({{}, "password", 0, false}, config.bind_as) +
               " is over 8 octets, and long_passwords is not set";
    }
    std::string octets;
    const auto fits = encode({.sequence = 1, .body = std::move(b)}, octets);
    if (fits) {
        return std::nullopt;
    }
    return path_of(fits.error(), config.bind_as) +
           " does not fit the wire: " + std::string{name_of(fits.error().status)};
}

void client::impl::connect() {
    if (const auto fault = fault_of_bind()) {
        given_up = true;
        running = false;
        unreachable(*fault);
        return;
    }
    if (config.hosts.empty()) {
        failed("no host is named", true);
        return;
    }
    if (const auto fault = read_certificates()) {
        failed(*fault, true);
        return;
    }
    attempt = std::make_shared<connector>(io, config.hosts[host], tls, config.connect_timeout,
                                          static_cast<connector::owner&>(*this));
    attempt->start();
}

void client::impl::connected(std::unique_ptr<stream> s, std::string peer) {
    attempt.reset();
    current_over = false;
    current = std::make_shared<link>(std::move(s), std::move(peer), config.session, *this);
    current->session().bind(config.bind_as, config.bind, clock::now());
    current->start();
}

void client::impl::failed(const std::string& reason, bool last) {
    ++losses;
    if (last) {
        attempt.reset();
        schedule(plan.failed());
    }
    unreachable(reason);
}

/// The owner may stop or destroy the client from within its callback.
void client::impl::unreachable(std::string_view reason) {
    const auto self = shared_from_this();
    if (handler != nullptr) {
        handler->on_unreachable(reason);
    }
}

void client::impl::cancel() noexcept {
    timer.cancel();
    if (const auto a = std::exchange(attempt, nullptr)) {
        a->cancel();
    }
}

/// The owner may destroy the client from within its callback: `self` holds what is used afterwards.
void client::impl::on_event(link& l, session_event& e) {
    const auto self = shared_from_this();
    // Not sooner, for the destructor cuts off what calls us; but whatever the owner throws, else
    // there would never be another link.
    struct end_of_link {
        std::shared_ptr<link>* ended = nullptr;
        ~end_of_link() {
            if (ended != nullptr) {
                ended->reset();
            }
        }
    } end;
    std::string refused_late;
    if (const auto* c = std::get_if<event::closed>(&e)) {
        end.ended = &current;
        refused_late = gone(l, *c);
    } else if (std::holds_alternative<event::bound>(e)) {
        bound = true;
        bound_at = clock::now();
        ++binds;
    }
    if (handler != nullptr) {
        handler->on_event(l, e);
    }
    if (!refused_late.empty()) {
        unreachable(refused_late);
    }
}

void client::impl::on_batch_end(link& l) {
    const auto self = shared_from_this();
    if (handler != nullptr) {
        handler->on_batch_end(l);
    }
}

/// Before the handler gets `closed`: what it asks or starts then is true already. What TLS had
/// against us, where the server said so only after the handshake.
std::string client::impl::gone(const link& l, const event::closed& closed) {
    bound = false;
    const auto was_bound = std::exchange(bound_at, {});
    current_over = true;
    if (std::exchange(leaving, false)) {
        if (running) { // start() came meanwhile
            schedule(plan.begin());
        }
        return {};
    }
    ++losses;
    if (closed.reason == close_reason::bind_refused) {
        const auto reaction = config.reactions.of(closed.status);
        if (reaction.give_up) {
            given_up = true;
            running = false;
        } else {
            schedule(plan.refused(reaction));
        }
        return {};
    }
    const bool never_bound = was_bound == clock::time_point{};
    const bool held = !never_bound && clock::now() - was_bound >= config.settled_after;
    schedule(never_bound ? plan.failed() : plan.lost(held));
    return tls && never_bound && !l.why_lost().empty() ? l.peer() + ": " + l.why_lost()
                                                       : std::string{};
}

client::client(asio::io_context& io, client_config config, link_handler& handler)
    : impl_(std::make_shared<impl>(io, std::move(config), handler)) {}

client::~client() {
    impl_->handler = nullptr;
    impl_->running = false;
    impl_->cancel();
    if (const auto l = std::exchange(impl_->current, nullptr)) {
        l->abandon();
    }
}

void client::start() {
    start(nullptr);
}

void client::start(tls_context_ptr tls) {
    if (std::exchange(impl_->running, true)) {
        return;
    }
    impl_->given_up = false;
    impl_->tls = tls ? std::move(tls) : impl_->config.shared_tls;
    if (impl_->current_over) { // else when it is: two binds of one client are not what was asked
        impl_->schedule(impl_->plan.begin());
    }
}

void client::stop() {
    impl_->running = false;
    impl_->cancel();
    if (const auto l = impl_->current; l && !impl_->current_over) {
        impl_->leaving = true;
        if (impl_->bound) {
            l->session().unbind(clock::now());
            l->flush();
        } else {
            l->close();
        }
    }
}

link* client::bound_link() noexcept {
    return impl_->bound ? impl_->current.get() : nullptr;
}

std::uint64_t client::binds() const noexcept {
    return impl_->binds;
}

std::uint64_t client::losses() const noexcept {
    return impl_->losses;
}

std::chrono::milliseconds client::planned_wait() const noexcept {
    return impl_->planned;
}

bool client::trying() const noexcept {
    return !impl_->given_up;
}

} // namespace smpp::net

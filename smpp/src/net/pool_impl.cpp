#include "pool_impl.hpp"
#include <algorithm>

namespace smpp::net {

using clock = std::chrono::steady_clock;

/// The owner may destroy the pool from within its callback: `keep` holds what is used afterwards,
/// this bind with it.
void pool_bind::on_event(link& l, session_event& e) {
    const auto keep = owner.shared_from_this();
    if (std::holds_alternative<event::bound>(e)) {
        current = &l;
        ++life;
    } else if (std::holds_alternative<event::closed>(e)) {
        current = nullptr;
    } else if (const auto* r = std::get_if<event::response>(&e)) {
        owner.rate.answered(r->pdu, owner.config.reactions, clock::now());
    } else if (const auto* late = std::get_if<event::late_response>(&e)) {
        owner.rate.answered(late->pdu, owner.config.reactions, clock::now());
    }
    if (owner.handler != nullptr) {
        owner.handler->on_event(l, e);
    }
}

void pool_bind::on_batch_end(link& l) {
    const auto keep = owner.shared_from_this();
    if (owner.handler != nullptr) {
        owner.handler->on_batch_end(l);
    }
}

void pool_bind::on_unreachable(std::string_view reason) {
    const auto keep = owner.shared_from_this();
    if (owner.handler != nullptr) {
        owner.handler->on_unreachable(reason);
    }
}

pool_impl::pool_impl(boost::asio::io_context& io, pool_config c, link_handler& h)
    : config(std::move(c))
    , handler(&h)
    , rate(config.rate, clock::now()) {
    const std::size_t n = std::clamp<std::size_t>(config.binds, 1, 64);
    const bool pairs = config.kind == pool_binds::transmitters_and_receivers;
    const auto add = [&](command_id kind) {
        auto b = std::make_unique<pool_bind>(*this, kind, binds.size());
        auto client = config.client;
        client.bind_as = kind;
        client.pace = [this] { return pace(); }; // the clients are ours: they go before us
        b->client.emplace(io, std::move(client), *b);
        binds.push_back(std::move(b));
    };
    for (std::size_t i = 0; i < n; ++i) {
        add(pairs ? command_id::bind_transmitter : command_id::bind_transceiver);
    }
    senders = n;
    for (std::size_t i = 0; pairs && i < n; ++i) {
        add(command_id::bind_receiver);
    }
}

bool pool_bind::can_send() const noexcept {
    if (current == nullptr || !sends()) {
        return false;
    }
    const auto state = current->session().state();
    return state == link_state::bound_tx || state == link_state::bound_trx;
}

std::size_t pool_bind::room() const noexcept {
    if (!can_send()) {
        return 0;
    }
    const auto& s = current->session();
    return s.output_pending() < owner.config.client.session.max_output ? s.window_free() : 0;
}

/// Transmitter, receiver, transmitter, ...: both directions work early.
void pool_impl::start() {
    next_connect = {};
    // Read once for all of them. What is wrong with the files each client finds at its first try,
    // tells, and looks at again at the next.
    tls_context_ptr tls = config.client.shared_tls;
    if (config.client.tls.enabled && !tls) {
        tls = make_tls_context(config.client.tls).value_or(nullptr);
    }
    const bool pairs = binds.size() > senders;
    for (std::size_t i = 0; i < binds.size(); ++i) {
        binds[pairs ? i / 2 + i % 2 * senders : i]->client->start(tls);
    }
}

std::chrono::milliseconds pool_impl::pace() {
    const auto now = clock::now();
    const auto at = std::max(now, next_connect);
    next_connect = at + config.stagger;
    return std::chrono::ceil<std::chrono::milliseconds>(at - now);
}

pool_bind* pool_impl::most_room(std::uint64_t full) {
    pool_bind* best = nullptr;
    std::size_t most = 0;
    for (std::size_t i = 0; i < senders; ++i) {
        const std::size_t at = (turn + i) % senders;
        if ((full >> at & 1u) == 0 && binds[at]->room() > most) {
            best = binds[at].get();
            most = best->room();
        }
    }
    return best;
}

pool_bind* pool_impl::kept_by(const pool_routes::row& row, time_point now) {
    if (row.life == 0 || now - row.last_used > config.client.session.response) {
        return nullptr; // nothing of it may be on its way there any more
    }
    pool_bind& b = *binds[row.bind];
    return b.life == row.life && b.can_send() ? &b : nullptr;
}

pool_bind* pool_impl::of_order(std::uint64_t order, std::uint64_t full, time_point now) {
    auto& row = routes.of(order);
    if (pool_bind* const b = kept_by(row, now)) {
        if ((full >> row.bind & 1u) != 0 || b->room() == 0) {
            return nullptr;
        }
        row.last_used = now;
        return b;
    }
    pool_bind* b = most_room(full);
    if (b != nullptr) {
        row = {b->life, b->index, now};
    }
    return b;
}

pool_bind* pool_impl::choose(std::uint64_t order, std::uint64_t full, time_point now) {
    return order == 0 ? most_room(full) : of_order(order, full, now);
}

std::size_t pool_impl::room() const noexcept {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < senders; ++i) {
        sum += binds[i]->room();
    }
    return sum;
}

std::size_t pool_impl::sending() const noexcept {
    return static_cast<std::size_t>(
        std::ranges::count_if(binds, [](const auto& b) { return b->can_send(); }));
}

} // namespace smpp::net

#include "server_impl.hpp"
#include "server_answers.hpp"
#include <algorithm>
#include <chrono>

namespace smpp::net {

namespace asio = boost::asio;
using clock = std::chrono::steady_clock;

net_address to_net_address(const asio::ip::address& a) {
    const asio::ip::address_v6 v6 =
        a.is_v4() ? asio::ip::make_address_v6(asio::ip::v4_mapped, a.to_v4()) : a.to_v6();
    net_address to;
    std::ranges::copy(v6.to_bytes(), to.octets.begin());
    return to;
}

bool server::impl::admit(const asio::ip::address& from) {
    if (owner == nullptr) {
        return false;
    }
    release_ended();
    const auto let_in = gate.connect(to_net_address(from), clock::now());
    if (!let_in) {
        owner->on_refused(from.to_string(), {}, let_in.error());
    }
    return let_in.has_value();
}

void server::impl::gone(const asio::ip::address& from) {
    gate.gone_unbound(to_net_address(from));
}

void server::impl::on_open(link& l, const asio::ip::address& from) {
    links[&l] = {
        .link = l.weak_from_this(), .from = to_net_address(from), .system_id = {}, .password = {}};
}

void server::impl::on_event(link& l, session_event& e) {
    const auto self = shared_from_this(); // the owner may destroy the server in what it is told
    const auto at = links.find(&l);
    if (at == links.end()) {
        return;
    }
    peer& p = at->second;
    if (const auto* request = std::get_if<event::bind_request>(&e)) {
        take_bind(l, p, *request);
    } else if (std::holds_alternative<event::closed>(e)) {
        ended(l, at, e);
    } else if (std::holds_alternative<event::bound>(e)) {
        p.bound = p.told = true;
        ++bound;
        hand_on(l, e);
    } else if (const auto* message = std::get_if<event::request>(&e);
               p.bound && (message == nullptr || takes_request(l, p, *message))) {
        p.told = true;
        hand_on(l, e);
    }
}

void server::impl::on_batch_end(link& l) {
    const auto self = shared_from_this();
    bool told = last_of == &l;
    if (told) {
        last_of = nullptr;
    } else if (const auto at = links.find(&l); at != links.end()) {
        told = std::exchange(at->second.told, false);
    }
    if (told && owner != nullptr) {
        owner->on_batch_end(l);
    }
}

void server::impl::on_turned_away(std::string_view from, std::string_view reason) {
    const auto self = shared_from_this();
    if (owner != nullptr) {
        owner->on_turned_away(from, reason);
    }
}

void server::impl::take_bind(link& l, peer& p, const event::bind_request& request) {
    const auto now = clock::now();
    p.asked = true;
    p.kind = request.kind;
    p.system_id = request.body.system_id;
    const auto account = gate.bind(p.from, request.kind, request.body, now);
    if (account) {
        p.granted = true;
        p.password = (*account)->password;
        l.session().accept_bind(system_id, now, (*account)->max_version);
        return;
    }
    l.session().refuse_bind(status_of(account.error()), now);
    owner->on_refused(l.peer(), request.body.system_id, account.error());
}

bool server::impl::takes_request(link& l, const peer& p, const event::request& request) {
    if (gate.within_rate(p.system_id, clock::now())) {
        return true;
    }
    if (const auto answer = refusal_of(id_of(request.pdu.body))) {
        l.session().respond(request.pdu.sequence, command_status::rthrottled, *answer);
    }
    return false;
}

/// A session may end between the grant and `bound`: then it is released, and the owner never hears
/// of it.
void server::impl::ended(link& l, peers::iterator at, session_event& e) {
    const peer p = at->second;
    if (p.bound) {
        last_of = &l;
        const auto release = [&] {
            if (links.erase(&l) != 0) { // else the owner has destroyed the server meanwhile
                --bound;
                gate.released(p.system_id);
            }
        };
        try {
            hand_on(l, e); // account_of() still knows it
        } catch (...) {
            last_of = nullptr; // no on_batch_end() comes
            release();
            throw;
        }
        release();
        return;
    }
    links.erase(at);
    if (p.granted) {
        gate.released(p.system_id);
        return;
    }
    ending.push_back(p);
    if (!p.asked && owner != nullptr &&
        std::get<event::closed>(e).reason == close_reason::session_init_timeout) {
        owner->on_refused(l.peer(), {}, refusal::no_bind_in_time);
    }
}

void server::impl::release_ended() {
    std::erase_if(ending, [&](const peer& p) {
        const bool done = p.link.expired();
        if (done) {
            gate.gone_unbound(p.from);
        }
        return done;
    });
}

bool server::impl::may_stay(const peer& p) const {
    const account* const a = gate.find(p.system_id);
    return a != nullptr && a->password == p.password && a->admits(p.from) && a->may_bind_as(p.kind);
}

void server::impl::set_accounts(std::vector<account>&& accounts) {
    gate.set_accounts(std::move(accounts));
    for (const auto& [l, p] : links) {
        const auto keep = p.link.lock();
        if (p.granted && keep && !may_stay(p)) {
            keep->session().unbind(clock::now());
            keep->flush();
        }
    }
}

void server::impl::shut() {
    owner = nullptr;
    door.reset();
    for (const auto& [l, p] : std::exchange(links, {})) {
        if (const auto keep = p.link.lock()) {
            keep->abandon();
        }
    }
    for (const peer& p : std::exchange(ending, {})) {
        if (const auto keep = p.link.lock()) {
            keep->abandon();
        }
    }
    bound = 0;
}

void server::impl::hand_on(link& l, session_event& e) {
    if (owner != nullptr) {
        owner->on_event(l, e);
    }
}

} // namespace smpp::net

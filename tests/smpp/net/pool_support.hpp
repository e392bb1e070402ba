#pragma once
// An SMSC over loopback for pools of binds: it notes which link got what, and answers as told.
#include "smpp/net/listener.hpp"
#include "smpp/net/pool.hpp"
#include "support/doctest_lines.hpp"
#include "support/smpp_net.hpp"
#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pool_test {

using namespace smpp;
using namespace std::chrono_literals;
using support::noting_handler;
using support::run_until;
using steady = std::chrono::steady_clock;

struct smsc : net::link_handler {
    struct bind {
        net::link* link;
        command_id kind;
        std::vector<std::string> texts{}; ///< of what came on it
        std::deque<std::uint32_t> held{}; ///< not answered yet
    };
    std::vector<bind> binds;               ///< those that live
    std::vector<steady::time_point> asked; ///< when each bind request came
    std::vector<close_reason> closed;
    std::size_t taken = 0; ///< messages answered with ROK
    std::function<command_status()> admit = [] { return command_status::rok; };
    /// What to answer a message; nullopt holds it.
    std::function<std::optional<command_status>(const submit_sm&)> judge = [](const submit_sm&) {
        return command_status::rok;
    };
    std::optional<std::uint8_t> congestion;
    std::function<void(net::link&)> on_bound;

    void on_event(net::link& l, session_event& e) override {
        if (const auto* b = std::get_if<event::bind_request>(&e)) {
            asked.push_back(steady::now());
            if (const auto status = admit(); status != command_status::rok) {
                l.session().refuse_bind(status, steady::now());
                return;
            }
            binds.push_back({&l, b->kind});
            l.session().accept_bind("SMSC", steady::now());
        } else if (std::holds_alternative<event::bound>(e) && on_bound) {
            on_bound(l);
        } else if (const auto* r = std::get_if<event::request>(&e)) {
            if (const auto* sms = std::get_if<submit_sm>(&r->pdu.body)) {
                bind& at = of(l);
                at.texts.push_back(sms->short_message);
                if (const auto status = judge(*sms)) {
                    answer(l, r->pdu.sequence, *status);
                } else {
                    at.held.push_back(r->pdu.sequence);
                }
            }
        } else if (const auto* c = std::get_if<event::closed>(&e)) {
            closed.push_back(c->reason);
            std::erase_if(binds, [&](const bind& b) { return b.link == &l; });
        }
    }
    void answer(net::link& l, std::uint32_t sequence, command_status status) {
        taken += status == command_status::rok ? 1 : 0;
        submit_sm_resp a;
        a.message_id = status == command_status::rok ? std::to_string(taken) : "";
        if (congestion) {
            a.tlvs.add_u8(tag::congestion_state, *congestion);
        }
        l.session().respond(sequence, status, a);
    }
    void answer_held() {
        for (bind& b : binds) {
            for (; !b.held.empty(); b.held.pop_front()) {
                answer(*b.link, b.held.front(), command_status::rok);
            }
            b.link->flush();
        }
    }
    bind& of(const net::link& l) {
        return *std::ranges::find(binds, &l, [](const bind& b) { return b.link; });
    }
    std::size_t held() const {
        std::size_t sum = 0;
        for (const bind& b : binds) {
            sum += b.held.size();
        }
        return sum;
    }
};

/// A loop, an SMSC that listens, and a pool's settings for it.
struct place {
    boost::asio::io_context io{1};
    smsc peer;
    std::unique_ptr<net::listener> listener = net::listener::open(io, {}, peer).value();
    noting_handler esme;

    net::pool_config config(std::size_t binds) const {
        net::pool_config c;
        c.client.hosts = {{"127.0.0.1", std::to_string(listener->port())}};
        c.client.bind.system_id = "utility";
        c.client.bind.interface_version = version_50;
        c.client.session.window = 10;
        c.client.reconnect_min = 1ms;
        c.client.reconnect_max = 10ms;
        c.binds = binds;
        c.stagger = 1ms;
        return c;
    }
    bool until(const std::function<bool()>& done) { return run_until(io, done); }
};

inline submit_sm message(std::string text) {
    submit_sm m;
    m.destination = {1, 1, "2250700000001"};
    m.short_message = std::move(text);
    return m;
}

} // namespace pool_test

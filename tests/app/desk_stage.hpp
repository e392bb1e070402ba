#pragma once
// Desks of operators on a real shard with a real store, against SMSCs over loopback that answer as
// a test says.
#include "app/operator_desk.hpp"
#include "smpp/net/listener.hpp"
#include "support/temporary_folder.hpp"
#include <algorithm>
#include <doctest/doctest.h>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace desk_test {

using namespace yeelen;
using namespace std::chrono_literals;
using steady = std::chrono::steady_clock;

/// Notes what is submitted, on which bind; answers when the test says so.
struct smsc : smpp::net::link_handler {
    struct submitted {
        smpp::net::link* by;
        std::uint32_t sequence;
        std::string text, to;
    };
    explicit smsc(boost::asio::io_context& io)
        : listener(smpp::net::listener::open(io, {.session = {.window = 100}}, *this).value()) {}

    void on_event(smpp::net::link& l, smpp::session_event& e) override {
        if (std::holds_alternative<smpp::event::bind_request>(e)) {
            if (admits) {
                links.push_back(&l);
                l.session().accept_bind("SMSC", steady::now());
            } else {
                l.session().refuse_bind(smpp::command_status::rsyserr, steady::now());
            }
        } else if (const auto* r = std::get_if<smpp::event::request>(&e)) {
            const auto& sm = std::get<smpp::submit_sm>(r->pdu.body);
            submits.push_back({&l, r->pdu.sequence, sm.short_message, sm.destination.value});
        } else if (const auto* a = std::get_if<smpp::event::response>(&e)) {
            acknowledged.emplace_back(&l, a->pdu.status);
        } else if (std::holds_alternative<smpp::event::closed>(e)) {
            std::erase(links, &l);
        }
    }
    void answer(const submitted& s, const std::string& id) const {
        s.by->session().respond(s.sequence, smpp::command_status::rok,
                                smpp::submit_sm_resp{{id, {}}});
        s.by->flush();
    }
    static void receipt(smpp::net::link& by, const std::string& id, const std::string& state) {
        smpp::deliver_sm sm;
        sm.source = {1, 1, "2250700000001"};
        sm.destination = {0, 1, "123"};
        sm.esm_class = smpp::esm::delivery_receipt;
        sm.short_message = "id:" + id + " sub:001 dlvrd:001 stat:" + state + " err:000";
        REQUIRE(by.session().request(sm, 1, steady::now()).has_value());
        by.flush();
    }
    std::string texts() const {
        std::string all;
        for (const auto& s : submits) {
            all += s.text + " ";
        }
        return all;
    }

    bool admits = true;
    std::vector<smpp::net::link*> links; ///< bound
    std::vector<submitted> submits;
    std::vector<std::pair<smpp::net::link*, smpp::command_status>> acknowledged; ///< receipts
    std::unique_ptr<smpp::net::listener> listener;                               ///< goes first
};

struct stage {
    stage() { REQUIRE(home.open_store({.path = (folder / "store.db").string(), .synced = false})); }
    ~stage() {
        desks.clear();
        smscs.clear();
        home.close_store();
    }

    /// An operator with an SMSC of its own; bound when this returns.
    app::operator_desk& open(const std::string& id, std::size_t binds = 1, std::size_t window = 8) {
        smscs.push_back(std::make_unique<smsc>(home.io()));
        app::desk_config c;
        c.link.id = id;
        auto& client = c.link.link.client;
        client.hosts = {{"127.0.0.1", std::to_string(smscs.back()->listener->port())}};
        client.reconnect_min = 2ms;
        client.reconnect_max = 5ms;
        client.session.window = window;
        c.link.link.binds = binds;
        c.link.link.stagger = 1ms;
        c.link.dialect = std::make_shared<const channels::dialect>();
        c.link.sender = "123";
        desks.push_back(std::make_unique<app::operator_desk>(home, backends, menus, std::move(c),
                                                             last_session, last_message));
        app::operator_desk& desk = *desks.back();
        desk.start();
        REQUIRE(until([&] { return desk.link_counters().binds == binds; }));
        return desk;
    }
    /// Runs the shard until `done`; false when that takes longer than a test should.
    bool until(const std::function<bool()>& done) {
        const auto end = steady::now() + 10s;
        runtime::steady_timer look{home.io().get_executor()};
        bool good = done();
        std::function<void()> again = [&] {
            look.expires_after(2ms);
            look.async_wait([&](boost::system::error_code cancelled) {
                if (cancelled) {
                    return;
                }
                good = done();
                good || steady::now() >= end ? home.io().stop() : again();
            });
        };
        if (!good) {
            again();
            home.io().restart();
            home.run();
        }
        return good;
    }
    bool rest(std::chrono::milliseconds how_long) {
        const auto end = steady::now() + how_long;
        return until([&] { return steady::now() >= end; });
    }
    /// Prepares and stores a message as the API does; `then` is what the API does next.
    core::correlation_id accept(app::operator_desk& desk, const std::string& text,
                                const std::string& to,
                                std::function<void(app::operator_desk::prepared)> then = {}) {
        const auto uid = home.ids().next();
        auto p = desk.prepare(to, text, {}, {}, 0, 1h, uid);
        REQUIRE(p.has_value());
        storage::unit unit;
        unit.writes.emplace_back(storage::put_message{*p->message, p->parts});
        bool stored = false;
        unit.done = [&desk, &stored, then, p = *p](storage::commit_result r) mutable {
            REQUIRE(r.has_value());
            stored = true;
            then ? then(std::move(p)) : desk.stored(std::move(p));
        };
        home.commit(std::move(unit));
        REQUIRE(until([&] { return stored; }));
        return uid;
    }
    /// As the store has it.
    sms::part part(const core::correlation_id& uid, std::size_t i = 0) {
        const auto found = home.store().find_message(uid);
        REQUIRE(found.has_value());
        return found->parts.at(i);
    }
    bool reaches(const core::correlation_id& uid, sms::part_state state) {
        return until([&] { return part(uid).state == state; });
    }

    const test::temporary_folder folder;
    app::shard home;
    std::int64_t last_session = 0, last_message = 0;
    ussd::services menus;
    backends::client backends{home.io(), std::make_shared<const yeelen::backends::catalogue>()};
    std::vector<std::unique_ptr<smsc>> smscs;
    std::vector<std::unique_ptr<app::operator_desk>> desks;
};

} // namespace desk_test

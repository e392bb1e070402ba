// Accounts that change while links are there, and a server that goes away at awkward moments.
#include "server_support.hpp"
#include <doctest/doctest.h>

using namespace server_test;

namespace {

std::size_t unbinds(const raw_peer& p) {
    const auto all = p.pdus();
    return static_cast<std::size_t>(std::ranges::count_if(
        all, [](const pdu& x) { return std::holds_alternative<unbind>(x.body); }));
}

} // namespace

TEST_CASE("other accounts: links that could not bind so any more are unbound, others stay") {
    struct row {
        const char* what;
        std::function<void(std::vector<account>&)> change; ///< of "a" (0) and "b" (1)
        bool stays;
    };
    const row rows[] = {
        {"nothing", [](auto&) {}, true},
        {"gone", [](auto& all) { all.erase(all.begin()); }, false},
        {"password", [](auto& all) { all[0].password = "other"; }, false},
        {"address", [](auto& all) { all[0].from = {*net_prefix::parse("10.0.0.0/8")}; }, false},
        {"its own address", [](auto& all) { all[0].from = {*net_prefix::parse("127.0.0.1")}; },
         true},
        {"kind", [](auto& all) { all[0].receive = false; }, false},
        {"fewer binds", [](auto& all) { all[0].max_binds = 0; }, true},
        {"rate", [](auto& all) { all[0].max_rate = 100; }, true},
    };
    for (const auto& r : rows) {
        CAPTURE(r.what);
        world w;
        w.open();
        const auto a = w.bound("a");
        const auto b = w.bound("b");
        auto accounts = w.config.access.accounts;
        r.change(accounts);
        w.server->set_accounts(accounts);
        if (r.stays) {
            b->send(pdu{.sequence = 2, .body = enquire_link{}});
            CHECK(w.until([&] { return b->pdus().size() == 2; }));
            CHECK(unbinds(*a) == 0);
            CHECK(w.server->bound_links() == 2);
            continue;
        }
        CHECK(w.until([&] { return unbinds(*a) == 1; }));
        a->send(pdu{.sequence = a->pdus().back().sequence, .body = unbind_resp{}});
        CHECK(w.until([&] { return w.owner.bound.size() == 1; }));
        CHECK(w.server->bound_links() == 1);
        CHECK(unbinds(*b) == 0);
        CHECK(w.owner.lines.back().starts_with("closed unbound"));
    }
}

TEST_CASE("an account that is gone is not answered for any more, and may come back") {
    world w;
    w.open();
    const auto a = w.bound("a");
    CHECK(w.until([&] { return w.owner.bound.size() == 1; }));
    net::link& l = *w.owner.bound[0];
    const auto accounts = w.config.access.accounts;
    w.server->set_accounts({});
    CHECK(w.server->account_of(l) == nullptr);
    CHECK(w.server->bound_links() == 1);
    CHECK(read_header(w.answer(bind_pdu("a"), "127.0.0.2")).status == command_status::rinvpaswd);
    w.server->set_accounts(accounts);
    CHECK(w.server->account_of(l) != nullptr);
    const auto again = w.bound("a");
    CHECK(w.server->bound_links() == 2);
}

TEST_CASE("accounts that cannot be are refused, and those that were stay") {
    world w;
    w.config.access.accounts.push_back(make_account("long", "seventeen octets!"));
    const auto opened = net::server::open(w.io, w.config, w.owner);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error() == "account 'long': its password does not fit into 16 octets");
    w.config.access.accounts.back() = make_account("", "");
    CHECK_FALSE(net::server::open(w.io, w.config, w.owner).has_value());
    w.config.access.accounts.back() = make_account("long", "nine octe");
    w.config.listen.session.strict = true;
    const auto strict = net::server::open(w.io, w.config, w.owner);
    REQUIRE_FALSE(strict.has_value());
    CHECK(strict.error() == "account 'long': its password is over 8 octets, which strict refuses");
    w.config.listen.session.long_passwords = true;
    CHECK(net::server::open(w.io, w.config, w.owner).has_value());
    w.config.access.accounts.pop_back();
    w.config.system_id = "a name of 16 oct";
    CHECK_FALSE(net::server::open(w.io, w.config, w.owner).has_value());
    w.config.system_id.pop_back();
    w.open();
    const auto kept = w.bound("a");
    const auto refused = w.server->set_accounts({make_account("c"), make_account("")});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error() == "account '': it has no system_id");
    w.settle();
    CHECK(unbinds(*kept) == 0);
    CHECK(w.bound("b")->pdus()[0].status == command_status::rok);
    CHECK(read_header(w.answer(bind_pdu("c"))).status == command_status::rinvpaswd);
}

TEST_CASE("accounts may be changed in a callback") {
    world w;
    w.owner.act = [&](net::link& l, session_event& e) {
        if (std::holds_alternative<event::bound>(e)) {
            w.server->set_accounts({});
            CHECK(w.server->account_of(l) == nullptr);
        }
    };
    w.open();
    const auto p = w.connect();
    p->send(bind_pdu("a"));
    CHECK(w.until([&] { return unbinds(*p) == 1; }));
    p->close();
    CHECK(w.until([&] { return w.server->bound_links() == 0; }));
}

TEST_CASE("stop() takes no more connections and keeps the links; what was not asked is refused") {
    world w;
    w.open();
    const auto p = w.bound("a");
    CHECK(w.server->reload_certificates().has_value());
    w.server->stop();
    w.settle();
    tcp::socket late{w.io};
    boost::system::error_code ec;
    late.connect({boost::asio::ip::address_v4::loopback(), w.server->port()}, ec);
    CHECK(ec);
    p->send(pdu{.sequence = 2, .body = submit_sm{}});
    CHECK(w.until([&] { return p->pdus().size() == 2; }));

    w.config.listen.host = "no address";
    CHECK_FALSE(net::server::open(w.io, w.config, w.owner).has_value());
}

TEST_CASE("a server destroyed at any moment leaves nothing behind") {
    for (int steps = 0; steps < 30; ++steps) {
        CAPTURE(steps);
        world w;
        w.open();
        const auto good = w.connect();
        const auto bad = w.connect();
        const auto silent = w.connect();
        good->send(bind_pdu("a"));
        good->send(pdu{.sequence = 2, .body = submit_sm{}});
        bad->send(bind_pdu("a", "wrong"));
        for (int i = 0; i < steps; ++i) {
            w.io.restart();
            w.io.run_one_for(1ms);
        }
        w.server.reset();
        const auto told = w.owner.lines.size() + w.owner.refused.size() + w.owner.batches;
        CHECK(w.until([&] { return good->ended() && bad->ended() && silent->ended(); }));
        CHECK(w.owner.lines.size() + w.owner.refused.size() + w.owner.batches == told);
    }
}

TEST_CASE("a server destroyed in its own callback, at each kind of event") {
    for (const std::string_view moment : {"bound", "request", "closed", "refused", "turned away"}) {
        CAPTURE(moment);
        world w;
        struct fatal : owner {
            std::function<void()> end;
            void on_refused(const std::string& p, const std::string& s, refusal why) override {
                owner::on_refused(p, s, why);
                end();
            }
        } handler;
        std::unique_ptr<net::server> server;
        handler.end = [&] { server.reset(); };
        if (moment == "turned away") {
            w.config.access.from = {*net_prefix::parse("10.0.0.0/8")};
        }
        handler.act = [&](net::link&, session_event& e) {
            if (support::line_of(e).starts_with(moment)) {
                server.reset();
            }
        };
        server = net::server::open(w.io, w.config, handler).value();
        raw_peer p{w.io, server->port()};
        p.send(bind_pdu("a", moment == "refused" ? "wrong" : "secret"));
        // What comes with the bind comes before it was granted: so one after the other.
        CHECK(w.until([&] { return !p.pdus().empty() || p.ended(); }));
        p.send(pdu{.sequence = 2, .body = submit_sm{}});
        p.send(pdu{.sequence = 3, .body = unbind{}});
        CHECK(w.until([&] { return server == nullptr && p.ended(); }));
    }
}

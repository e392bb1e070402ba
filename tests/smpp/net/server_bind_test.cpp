// Who gets in, and what those read who do not.
#include "server_support.hpp"
#include <doctest/doctest.h>

using namespace server_test;

TEST_CASE("a good bind of each kind: bound comes first, account_of() knows the link") {
    for (const auto kind :
         {command_id::bind_transmitter, command_id::bind_receiver, command_id::bind_transceiver}) {
        CAPTURE(name_of(kind));
        world w;
        w.config.system_id = "Operator";
        std::string name_at_end;
        w.owner.act = [&](net::link& l, session_event& e) {
            if (std::holds_alternative<event::closed>(e)) {
                name_at_end = w.server->account_of(l)->system_id;
            }
        };
        w.open();
        const auto p = w.connect();
        p->send(bind_pdu("a", "secret", kind));
        CHECK(w.until([&] { return w.owner.bound.size() == 1 && !p->pdus().empty(); }));
        CHECK(w.owner.lines.at(0).starts_with("bound "));
        CHECK(w.owner.batches == 1);
        CHECK(describe(p->pdus().at(0)).find("ROK") != std::string::npos);
        CHECK(describe(p->pdus().at(0)).find("Operator") != std::string::npos);
        REQUIRE(w.server->account_of(*w.owner.bound[0]) != nullptr);
        CHECK(w.server->account_of(*w.owner.bound[0])->system_id == "a");
        CHECK(w.server->bound_links() == 1);
        CHECK(w.server->unbound_links() == 0);
        p->send({.sequence = 2, .body = unbind{}});
        CHECK(w.until([&] { return w.owner.bound.empty(); }));
        CHECK(name_at_end == "a");
        CHECK(w.owner.batches == 2);
        CHECK(w.server->bound_links() == 0);
        CHECK(w.server->unbound_links() == 0);
        CHECK(w.owner.refused.empty());
    }
}

TEST_CASE("a stranger cannot tell an unknown account from a wrong password or a wrong address") {
    world w;
    account far = make_account("far");
    far.from = {*net_prefix::parse("10.0.0.0/8")};
    w.config.access.accounts.push_back(far);
    w.config.access.wrong_passwords = 0;
    w.open();
    const std::string unknown = w.answer(bind_pdu("nobody"));
    CHECK(unknown.size() >= header_size);
    CHECK(read_header(unknown).status == command_status::rinvpaswd);
    CHECK(w.answer(bind_pdu("a", "wrong")) == unknown);
    CHECK(w.answer(bind_pdu("a", "")) == unknown);
    CHECK(w.answer(bind_pdu("far")) == unknown);
    CHECK(w.answer(bind_pdu("far", "wrong")) == unknown);
    CHECK(w.answer(bind_pdu("a", "wrong", command_id::bind_transceiver, version_50)) == unknown);
    CHECK(w.owner.refused == support::lines{"wrong_credentials nobody", "wrong_credentials a",
                                            "wrong_credentials a", "wrong_credentials far",
                                            "wrong_credentials far", "wrong_credentials a"});
    CHECK(w.owner.lines.empty());
    CHECK(w.owner.batches == 0);
}

TEST_CASE("those who know the password are told what is wrong") {
    world w;
    account tx = make_account("tx");
    tx.receive = false;
    w.config.access.accounts.push_back(tx);
    w.config.access.accounts[0].max_binds = 2;
    w.open();
    CHECK(read_header(w.answer(bind_pdu("tx"))).status == command_status::rbindfail);
    auto first = w.bound("a");
    const auto second = w.bound("a");
    CHECK(read_header(w.answer(bind_pdu("a"))).status == command_status::ralybnd);
    const auto other = w.bound("b");
    CHECK(w.server->bound_links() == 3);
    first->close();
    CHECK(w.until([&] { return w.server->bound_links() == 2; }));
    const auto third = w.bound("a");
    CHECK(w.owner.refused == support::lines{"kind_not_allowed tx", "too_many_binds a"});
}

TEST_CASE("a bind speaks no more than its account may") {
    for (const std::uint8_t most : {version_33, version_34, version_50}) {
        CAPTURE(most);
        world w;
        w.config.access.accounts[0].max_version = most;
        w.open();
        const auto p = w.connect();
        p->send(bind_pdu("a", "secret", command_id::bind_transceiver, version_50));
        CHECK(w.until([&] { return w.owner.bound.size() == 1 && !p->pdus().empty(); }));
        CHECK(w.owner.bound.at(0)->session().peer_version() == most);
        const auto answer = p->pdus().at(0);
        const auto said =
            std::get<bind_transceiver_resp>(answer.body).tlvs.find_u8(tag::sc_interface_version);
        CHECK(said.value_or(version_33) == most);
    }
}

TEST_CASE("a granted bind whose stream is lost in the same read is counted no longer") {
    world w;
    w.config.access.accounts[0].max_binds = 1;
    w.open();
    for (int i = 0; i < 3; ++i) {
        const auto p = w.connect();
        p->send(support::smpp_script::octets(bind_pdu("a")) + "GET / HTTP/1.1\r\n\r\n");
        CHECK(w.until([&] { return p->ended(); }));
    }
    CHECK(w.server->bound_links() == 0);
    const auto p = w.bound("a");
    CHECK(w.server->bound_links() == 1);
}

TEST_CASE("checklist: field sizes with NUL: a bind to a server may have a password of 16 octets") {
    world w;
    w.config.access.accounts.push_back(make_account("long", "sixteen octets!!"));
    w.open();
    const auto good = w.connect();
    good->send(bind_pdu("long", "sixteen octets!!"));
    CHECK(w.until([&] { return w.owner.bound.size() == 1; }));
    // 17 octets do not fit: no bind comes of it, nor of a name of 16.
    std::string octets = support::smpp_script::octets(bind_pdu("long", "sixteen octets!!"));
    octets.insert(octets.find("sixteen"), "x");
    ++octets[3];
    const auto password = w.connect();
    password->send(octets);
    CHECK(w.until([&] { return !password->pdus().empty(); }));
    CHECK(password->pdus()[0].status != command_status::rok);
    octets = support::smpp_script::octets(bind_pdu("fifteen octets."));
    octets.insert(octets.find("fifteen"), "x");
    ++octets[3];
    const auto name = w.connect();
    name->send(octets);
    CHECK(w.until([&] { return !name->pdus().empty(); }));
    CHECK(name->pdus()[0].status != command_status::rok);
    CHECK(w.server->bound_links() == 1);
}

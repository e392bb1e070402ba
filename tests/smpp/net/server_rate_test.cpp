// Requests over the rate of an account.
#include "server_support.hpp"
#include <doctest/doctest.h>

using namespace server_test;

namespace {

std::string submits(std::uint32_t first, std::uint32_t count) {
    std::string octets;
    for (std::uint32_t i = first; i < first + count; ++i) {
        octets += support::smpp_script::octets({.sequence = i, .body = submit_sm{}});
    }
    return octets;
}

} // namespace

TEST_CASE("requests over the rate of the account, over all its binds, are throttled unseen") {
    world w;
    w.config.access.accounts[0].max_rate = 5;
    w.open();
    const auto first = w.bound("a");
    const auto second = w.bound("a");
    const auto other = w.bound("b");
    const auto begun = steady::now();
    first->send(submits(2, 10));
    CHECK(w.until([&] { return first->pdus().size() == 11; }));
    second->send(submits(2, 10));
    other->send(submits(2, 10));
    CHECK(w.until([&] { return second->pdus().size() == 11 && other->pdus().size() == 11; }));
    const auto passed = std::chrono::duration<double>(steady::now() - begun).count();
    CHECK(first->count(command_status::rok) == 1 + 5);
    CHECK(first->count(command_status::rthrottled) == 5);
    CHECK(static_cast<double>(second->count(command_status::rok) - 1) <= passed * 5);
    CHECK(other->count(command_status::rok) == 11);
    const std::size_t granted =
        first->count(command_status::rok) + second->count(command_status::rok) - 2;
    CHECK(w.owner.requests == granted + 10);
    // In their order, the throttled ones among the others.
    std::uint32_t sequence = 1;
    for (const auto& p : first->pdus()) {
        CHECK(p.sequence == sequence++);
    }
    // Later there is place again; the connection was not closed.
    sequence = 100;
    auto next = steady::now();
    const auto before = w.owner.requests;
    CHECK(w.until([&] {
        if (steady::now() >= next) {
            first->send(submits(sequence++, 1));
            next = steady::now() + 50ms;
        }
        return w.owner.requests >= before + 2;
    }));
}

TEST_CASE("each kind of request is throttled with its own answer") {
    world w;
    w.config.access.accounts[0].max_rate = 0.001;
    w.config.listen.session.version = version_50;
    w.open();
    const auto p = w.connect();
    p->send(bind_pdu("a", "secret", command_id::bind_transceiver, version_50));
    CHECK(w.until([&] { return p->pdus().size() == 1; }));
    p->send(submits(2, 1));
    std::uint32_t sequence = 2;
    submit_multi many;
    many.destinations.push_back(address{1, 1, "2250700000001"});
    query_sm query;
    query.message_id = "1";
    cancel_sm cancel;
    cancel.message_id = "1";
    replace_sm replace;
    replace.message_id = "1";
    for (const body& b : {body{submit_sm{}}, body{many}, body{data_sm{}}, body{query}, body{cancel},
                          body{replace}}) {
        CHECK(w.until([&] { return p->pdus().size() == sequence; }));
        p->send(pdu{.sequence = ++sequence, .body = b});
    }
    CHECK(w.until([&] { return p->pdus().size() == sequence; }));
    CHECK(w.owner.requests == 1);
    const auto all = p->pdus();
    const std::vector<command_id> answers{command_id::submit_sm_resp, command_id::submit_multi_resp,
                                          command_id::data_sm_resp,   command_id::query_sm_resp,
                                          command_id::cancel_sm_resp, command_id::replace_sm_resp};
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const pdu& answer = all.at(i + 2);
        CAPTURE(describe(answer));
        CHECK(id_of(answer.body) == answers[i]);
        CHECK(answer.status == command_status::rthrottled);
        CHECK(answer.sequence == i + 3);
    }
}

TEST_CASE("enquire_link is answered whatever the rate") {
    world w;
    w.config.access.accounts[0].max_rate = 0.001;
    w.open();
    const auto p = w.bound("a");
    for (std::uint32_t i = 2; i < 12; ++i) {
        p->send(pdu{.sequence = i, .body = enquire_link{}});
    }
    CHECK(w.until([&] { return p->count(command_status::rok) == 11; }));
}

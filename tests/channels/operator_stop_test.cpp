// What the network sends while an operator's links are being unbound.
#include "channels/smpp/operator_link.hpp"
#include "dialects.hpp"
#include "smpp/net/listener.hpp"
#include "support/smpp_net.hpp"

using namespace test;
using namespace std::chrono_literals;
using support::run_until;
using steady = std::chrono::steady_clock;

namespace {

smpp::deliver_sm dial() {
    smpp::deliver_sm sm;
    sm.service_type = "USSD";
    sm.source = {1, 1, "22507000001"};
    sm.destination = {0, 1, "123"};
    sm.short_message = "*123#";
    sm.tlvs.add_u8(smpp::tag::ussd_service_op, 1);
    sm.tlvs.add(smpp::tag::its_session_info, octets({7, 2}));
    return sm;
}

smpp::deliver_sm receipt() {
    smpp::deliver_sm sm;
    sm.source = {1, 1, "22507000001"};
    sm.destination = {0, 1, "123"};
    sm.esm_class = smpp::esm::delivery_receipt;
    sm.short_message = "id:1 stat:DELIVRD err:000";
    return sm;
}

/// Acknowledges each input and shows a screen: what the customer was promised.
struct obliging_owner : link_owner {
    operator_link* link = nullptr;
    int inputs = 0;
    int receipts = 0;

    void on_input(ussd::input in) override {
        ++inputs;
        CHECK(link->acknowledge(in.token, acknowledgement::accepted));
        link->show({in.from, in.msisdn, in.text, in.echo, "Menu", false});
    }
    void on_receipt(smpp::receipt, std::uint64_t token) override {
        ++receipts;
        CHECK(link->acknowledge(token, acknowledgement::accepted));
    }
    void on_submitted(sms::job, sms::submit_result, std::string, std::string) override {}
    void on_screen_lost(ussd::subscriber) override {}
    void on_link(bool, std::string_view) override {}
    void on_batch_end() override {}
};

} // namespace

TEST_CASE("a dial that comes while the links unbind is not acknowledged: it comes again later") {
    boost::asio::io_context io{1};
    support::noting_handler network;
    smpp::net::link* at = nullptr;
    std::vector<std::uint32_t> screens; ///< not answered
    std::vector<std::uint64_t> kept;    ///< by the network, for the next bind
    network.act = [&](smpp::net::link& l, smpp::session_event& e) {
        if (std::holds_alternative<smpp::event::bind_request>(e)) {
            l.session().accept_bind("SMSC", steady::now());
            at = &l;
        } else if (const auto* r = std::get_if<smpp::event::request>(&e)) {
            screens.push_back(r->pdu.sequence);
        } else if (std::holds_alternative<smpp::event::closed>(e)) {
            kept = l.session().take_unanswered();
            at = nullptr;
        }
    };
    const auto listener = smpp::net::listener::open(io, {}, network).value();
    operator_config c;
    c.id = "op";
    c.link.client.hosts = {{"127.0.0.1", std::to_string(listener->port())}};
    c.link.client.bind.system_id = "yeelen";
    c.dialect = dialect_named("standard");
    obliging_owner owner;
    operator_link link{io, c, owner};
    owner.link = &link;
    const auto until = [&](const std::function<bool()>& done) {
        return run_until(io, [&] {
            link.flush(); // as the owner does each turn
            return done();
        });
    };
    const auto deliver = [&](const smpp::deliver_sm& sm, std::uint64_t token) {
        REQUIRE(at != nullptr);
        REQUIRE(at->session().request(sm, token, steady::now()).has_value());
        at->flush();
    };
    link.start();
    REQUIRE(until([&] { return link.bound() && at != nullptr; }));
    deliver(dial(), 1);
    REQUIRE(until([&] { return screens.size() == 1 && network.has("response 1 "); }));

    // The answer to its screen is still on its way.
    link.stop();
    deliver(dial(), 2);
    deliver(receipt(), 3);
    // This one goes after them, and lets the unbind leave: they do not hold it up.
    at->session().respond(screens[0], smpp::command_status::rok, smpp::submit_sm_resp{});
    at->flush();
    const auto asked = steady::now();
    REQUIRE(until([&] { return at == nullptr && !link.bound(); }));
    CHECK(steady::now() - asked < c.link.client.session.response / 2);
    CHECK(network.has("closed peer_unbound"));
    CHECK(kept == std::vector<std::uint64_t>{2, 3});
    CHECK(owner.inputs == 1);
    CHECK(owner.receipts == 0);
    CHECK(screens.size() == 1);

    // The next bind: both come again, and are served.
    link.start();
    REQUIRE(until([&] { return link.bound() && at != nullptr; }));
    deliver(dial(), 2);
    deliver(receipt(), 3);
    CHECK(until([&] {
        return screens.size() == 2 && network.has("response 2 ") && network.has("response 3 ");
    }));
    CHECK(owner.inputs == 2);
    CHECK(owner.receipts == 1);
}

#include "sim/operator/simulator.hpp"
#include "smpp/receipt.hpp"
#include "support/echo_gateway.hpp"
#include "support/http_calls.hpp"
#include <doctest/doctest.h>

using namespace yeelen;
using namespace yeelen::sim;
using namespace std::chrono_literals;
using sim::test::echo_gateway;
using sim::test::run_until;

namespace {

struct network {
    explicit network(operator_options options = {}) {
        options.smpp_port = 0;
        options.phones_port = 0;
        sim = operator_simulator::open(io, options).value();
        http = std::make_unique<sim::test::http_calls>(io, sim->phones_port());
    }
    boost::json::object press(const std::string& verb, const std::string& body = "{}") {
        return http->json("POST", "/v1/phones/2250700000001/" + verb, body);
    }
    boost::json::object dial() { return press("dial", R"({"code":"*123#"})"); }
    boost::json::array inbox(const std::string& query = "?after=0&wait=5") {
        return http->json("GET", "/v1/phones/2250700000001/sms" + query).at("sms").as_array();
    }
    boost::json::object stats() { return http->json("GET", "/v1/stats"); }
    bool bound(echo_gateway& g) {
        return run_until(io, [&] { return g.link() != nullptr; });
    }

    runtime::asio::io_context io{1};
    std::unique_ptr<operator_simulator> sim;
    std::unique_ptr<sim::test::http_calls> http;
};

smpp::submit_sm message_to_phone(std::string octets) {
    smpp::submit_sm sm;
    sm.source.value = "YEELEN";
    sm.destination.value = "2250700000001";
    sm.registered_delivery = 1;
    sm.short_message = std::move(octets);
    return sm;
}

} // namespace

TEST_CASE("a session over SMPP, key by key") {
    network n;
    CHECK(n.dial().at("note").as_string().starts_with("service unavailable"));
    echo_gateway gateway{n.io, n.sim->smpp_port()};
    REQUIRE(n.bound(gateway));
    auto screen = n.dial();
    CHECK(screen.at("screen") == "you typed *123#");
    CHECK(screen.at("alphabet") == "gsm7");
    CHECK(screen.at("used") == 15);
    CHECK(screen.at("limit") == 182);
    CHECK(screen.at("open") == true);
    screen = n.press("send", R"({"text":"10 œufs"})");
    CHECK(screen.at("screen") == "you typed 10 œufs");
    CHECK(screen.at("alphabet") == "ucs2");
    CHECK(screen.at("limit") == 80);
    screen = n.press("send", R"({"text":"9"})");
    CHECK(screen.at("open") == false);
    CHECK(n.press("send", R"({"text":"1"})").at("note") == "no dialogue is open: dial first");
    CHECK(n.stats().at("ussd").at("ended") == 1);
}

TEST_CASE("bad requests of a phone") {
    network n;
    struct row {
        const char* target;
        std::string body;
        unsigned status;
    };
    for (const auto& r :
         {row{"/v1/phones/2250700000001/dial", "{", 400},
          row{"/v1/phones/2250700000001/dial", R"({"code":7})", 400},
          row{"/v1/phones/2250700000001/dial", R"({"code":"*#"})", 400},
          row{"/v1/phones/12x/dial", R"({"code":"*1#"})", 400},
          row{"/v1/phones/2250700000001/send", R"({"text":")" + std::string(183, 'a') + "\"}", 400},
          row{"/v1/phones/2250700000001/fly", "{}", 404}, row{"/v1/nothing", "{}", 404}}) {
        CAPTURE(r.target);
        CAPTURE(r.body);
        CHECK(n.http->call("POST", r.target, r.body)->status == r.status);
    }
}

TEST_CASE("a gateway with the wrong password is refused") {
    network n;
    echo_gateway gateway{n.io, n.sim->smpp_port(), "guess"};
    CHECK(run_until(
        n.io, [&] { return n.stats().at("links").at("refused_binds").to_number<int>() > 0; }));
    CHECK(gateway.link() == nullptr);
}

TEST_CASE("the link drops before the answer: the same message comes again, and the user sees one "
          "screen") {
    network n;
    echo_gateway gateway{n.io, n.sim->smpp_port()};
    REQUIRE(n.bound(gateway));
    gateway.on_deliver = [&](smpp::net::link& l, const smpp::deliver_sm& sm) {
        if (gateway.delivered.size() == 1) {
            l.close();
        } else {
            echo_gateway::send_screen(l, sm, "still here", false);
        }
        return smpp::command_status::rok;
    };
    const auto screen = n.dial();
    CHECK(screen.at("screen") == "still here");
    REQUIRE(gateway.delivered.size() == 2);
    CHECK(gateway.delivered[0] == gateway.delivered[1]);
    CHECK(n.stats().at("deliveries").at("retransmitted") == 1);
}

TEST_CASE("no answer at all: sent again after the response time, then the network gives up") {
    operator_options options;
    options.response = 300ms;
    options.ussd.dialogue = 1200ms;
    network n{options};
    echo_gateway gateway{n.io, n.sim->smpp_port()};
    REQUIRE(n.bound(gateway));
    gateway.on_deliver = [&](smpp::net::link&, const smpp::deliver_sm&) {
        return smpp::command_status::rok;
    };
    const auto screen = n.dial();
    CHECK(screen.at("answered") == false);
    CHECK(screen.at("note").as_string().starts_with("network timeout"));
    CHECK(run_until(n.io, [&] { return read_session_info(gateway.delivered.back().tlvs)->end; }));
}

TEST_CASE("a refused message ends the dialogue with a network error") {
    network n;
    echo_gateway gateway{n.io, n.sim->smpp_port()};
    REQUIRE(n.bound(gateway));
    gateway.on_deliver = [](smpp::net::link&, const smpp::deliver_sm&) {
        return smpp::command_status::rx_t_appn;
    };
    CHECK(n.dial().at("note").as_string().starts_with("network error"));
}

TEST_CASE("hanging up tells the gateway") {
    network n;
    echo_gateway gateway{n.io, n.sim->smpp_port()};
    REQUIRE(n.bound(gateway));
    n.dial();
    CHECK(n.press("cancel").at("note") == "hung up");
    CHECK(run_until(n.io, [&] { return gateway.delivered.size() == 2; }));
    CHECK(read_session_info(gateway.delivered[1].tlvs)->end);
    CHECK(gateway.delivered[1].short_message.empty());
}

TEST_CASE("messages reach the phone, receipts the gateway") {
    operator_options options;
    options.sms.receipt_delay = 1ms;
    network n{options};
    echo_gateway gateway{n.io, n.sim->smpp_port()};
    REQUIRE(n.bound(gateway));
    gateway.link()->session().request(message_to_phone("Bonjour"), 5,
                                      std::chrono::steady_clock::now());
    gateway.link()->flush();
    const auto inbox = n.inbox();
    REQUIRE(inbox.size() == 1);
    CHECK(inbox[0].at("text") == "Bonjour");
    CHECK(inbox[0].at("from") == "YEELEN");
    CHECK(n.inbox("?after=1").empty());
    REQUIRE(run_until(n.io, [&] { return gateway.receipts.size() == 1; }));
    CHECK(smpp::read_receipt(gateway.receipts[0])->message_id == gateway.ids.at(0));
    CHECK(gateway.order == std::vector<std::string>{"answer", "receipt"});
}

TEST_CASE("early receipts come before the answer") {
    operator_options options;
    options.sms.receipts = receipt_mode::early;
    network n{options};
    echo_gateway gateway{n.io, n.sim->smpp_port()};
    REQUIRE(n.bound(gateway));
    gateway.link()->session().request(message_to_phone("x"), 5, std::chrono::steady_clock::now());
    gateway.link()->flush();
    REQUIRE(run_until(n.io, [&] { return gateway.order.size() == 2; }));
    CHECK(gateway.order == std::vector<std::string>{"receipt", "answer"});
}

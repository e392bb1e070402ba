// operator_link against a small SMSC over loopback.
#include "channels/smpp/operator_link.hpp"
#include "dialects.hpp"
#include "smpp/net/listener.hpp"
#include "support/smpp_net.hpp"

using namespace test;
using namespace std::chrono_literals;
using support::run_until;
using steady = std::chrono::steady_clock;

namespace {

constexpr ussd::subscriber ama = 22507000001;

smpp::deliver_sm ussd_message(int op, std::string text, int info, ussd::subscriber from = ama) {
    smpp::deliver_sm sm;
    sm.service_type = "USSD";
    sm.source = {1, 1, std::to_string(from)};
    sm.destination = {0, 1, "123"};
    sm.short_message = std::move(text);
    sm.tlvs.add_u8(smpp::tag::ussd_service_op, static_cast<std::uint8_t>(op));
    sm.tlvs.add(smpp::tag::its_session_info, octets({7, info}));
    return sm;
}

smpp::deliver_sm receipt_message(std::string text,
                                 std::uint8_t esm_class = smpp::esm::delivery_receipt) {
    smpp::deliver_sm sm;
    sm.source = {1, 1, std::to_string(ama)};
    sm.destination = {0, 1, "123"};
    sm.esm_class = esm_class;
    sm.short_message = std::move(text);
    return sm;
}

/// An SMSC that answers what the test wants it to answer, and notes all.
struct smsc : smpp::net::link_handler {
    smpp::net::link* l = nullptr;         ///< the last that was bound
    smpp::net::link* receiver = nullptr;  ///< the last bind_receiver
    smpp::net::link* last_from = nullptr; ///< who sent the last submit_sm
    std::vector<smpp::pdu> submits;
    std::vector<std::string> lines;
    std::vector<smpp::command_status> delivered; ///< the answers to what it delivered
    bool answers = true;
    std::vector<smpp::command_status> statuses; ///< of the answers to come; then rok
    int bound = 0;

    void on_event(smpp::net::link& at, smpp::session_event& e) override {
        if (const auto* bind = std::get_if<smpp::event::bind_request>(&e)) {
            l = &at;
            receiver = bind->kind == smpp::command_id::bind_receiver ? &at : receiver;
            ++bound;
            at.session().accept_bind("SMSC", steady::now());
        } else if (auto* r = std::get_if<smpp::event::request>(&e)) {
            lines.push_back("submit " + std::get<smpp::submit_sm>(r->pdu.body).short_message);
            submits.push_back(r->pdu);
            last_from = &at;
            if (answers) {
                answer(at, r->pdu.sequence);
            }
        } else if (auto* a = std::get_if<smpp::event::response>(&e)) {
            lines.push_back("answer " + std::to_string(a->token));
            delivered.push_back(a->pdu.status);
        } else if (std::get_if<smpp::event::closed>(&e)) {
            l = l == &at ? nullptr : l;
        }
    }
    void answer(std::uint32_t sequence) { answer(*l, sequence); }
    void answer(smpp::net::link& at, std::uint32_t sequence) {
        auto status = smpp::command_status::rok;
        if (!statuses.empty()) {
            status = statuses.front();
            statuses.erase(statuses.begin());
        }
        smpp::submit_sm_resp resp;
        resp.message_id = "000" + std::to_string(sequence) + "AF";
        at.session().respond(sequence, status, resp);
    }
    void deliver(const smpp::deliver_sm& sm, std::uint64_t token = 1) {
        REQUIRE(l != nullptr);
        REQUIRE(l->session().request(sm, token, steady::now()).has_value());
        l->flush();
    }
    std::string text(std::size_t i) const {
        return std::get<smpp::submit_sm>(submits.at(i).body).short_message;
    }
};

struct outcome {
    sms::job job;
    sms::submit_result result;
    std::string id, error;
};

struct owner : link_owner {
    operator_link* link = nullptr;
    std::vector<ussd::input> inputs;
    std::vector<std::pair<smpp::receipt, std::uint64_t>> receipts;
    std::vector<outcome> outcomes;
    std::vector<ussd::subscriber> lost;
    std::vector<std::string> links, reasons;
    std::function<void(const ussd::input&)> act;

    void on_input(ussd::input in) override {
        inputs.push_back(std::move(in));
        if (act) {
            act(inputs.back());
        }
    }
    void on_receipt(smpp::receipt r, std::uint64_t token) override {
        receipts.emplace_back(std::move(r), token);
    }
    void on_submitted(sms::job job, sms::submit_result result, std::string id,
                      std::string error) override {
        outcomes.push_back({std::move(job), result, std::move(id), std::move(error)});
    }
    void on_screen_lost(ussd::subscriber of) override { lost.push_back(of); }
    void on_link(bool bound, std::string_view reason) override {
        links.emplace_back(bound ? "bound" : "lost");
        reasons.emplace_back(reason);
    }
    void on_batch_end() override {}
};

struct stage {
    explicit stage(std::function<void(operator_config&)> with = {},
                   const std::string& dialect = "standard",
                   std::uint8_t network_version = smpp::version_50) {
        auto opened = smpp::net::listener::open(
            io, {.session = {.window = 1000, .version = network_version}}, network);
        REQUIRE(opened.has_value());
        listener = std::move(*opened);
        operator_config c;
        c.id = "op";
        c.link.client.hosts = {{"127.0.0.1", std::to_string(listener->port())}};
        c.link.client.bind.system_id = "yeelen";
        c.link.client.reconnect_min = 2ms;
        c.link.client.reconnect_max = 5ms;
        c.link.client.session.window = 8;
        c.dialect = dialect_named(dialect);
        c.sender = "123";
        if (with) {
            with(c);
        }
        link = std::make_unique<operator_link>(io, std::move(c), mine);
        mine.link = link.get();
        link->start();
        REQUIRE(run_until(io, [&] { return link->bound() && network.l != nullptr; }));
    }
    bool until(const std::function<bool()>& done) {
        return run_until(io, [&] {
            link->flush(); // as the owner does each turn
            return done();
        });
    }
    void show(std::string text, ussd::subscriber to = ama) {
        link->show({to, std::to_string(to), "*123#", octets({7, 2}), std::move(text), false});
    }
    void submit(std::string text, std::string sender = {}) {
        auto m = std::make_shared<sms::message>();
        m->to = std::to_string(ama);
        m->sender = std::move(sender);
        m->text = text;
        link->submit({m, {}}, text, false, 0);
    }

    boost::asio::io_context io{1};
    smsc network;
    owner mine;
    std::unique_ptr<smpp::net::listener> listener;
    std::unique_ptr<operator_link> link;
};

} // namespace

TEST_CASE("begin comes to the owner; acknowledgement and screen leave in that order") {
    stage s;
    s.mine.act = [&](const ussd::input& in) {
        s.link->acknowledge(in.token, acknowledgement::accepted);
        s.link->show({in.from, in.msisdn, in.text, in.echo, "Menu", false});
    };
    s.network.deliver(ussd_message(1, "*123#", 2), 77);
    REQUIRE(s.until([&] { return s.network.lines.size() == 2; }));
    CHECK(s.network.lines == std::vector<std::string>{"answer 77", "submit Menu"});
    CHECK(s.network.delivered[0] == smpp::command_status::rok);
    CHECK(s.mine.inputs[0].from == ama);
    const auto& sm = std::get<smpp::submit_sm>(s.network.submits[0].body);
    CHECK(sm.destination.value == std::to_string(ama));
    CHECK(sm.source.value == "123");
    CHECK(sm.tlvs.find(smpp::tag::its_session_info) == octets({7, 4}));
    CHECK(s.link->counters().inputs == 1);
    CHECK(s.link->counters().screens == 1);
    CHECK(s.link->counters().binds == 1);
    CHECK(s.link->counters().bound);
    CHECK(s.link->idle());
}

TEST_CASE("acknowledgements have their status, and each token is answered once") {
    stage s;
    for (std::uint64_t i = 0; i < 3; ++i) {
        s.network.deliver(ussd_message(18, "1", static_cast<int>(2 + 2 * i)), i);
    }
    REQUIRE(s.until([&] { return s.mine.inputs.size() == 3; }));
    s.link->acknowledge(s.mine.inputs[2].token, acknowledgement::refused);
    s.link->acknowledge(s.mine.inputs[0].token, acknowledgement::accepted);
    s.link->acknowledge(s.mine.inputs[1].token, acknowledgement::try_later);
    REQUIRE(s.until([&] { return s.network.delivered.size() == 3; }));
    CHECK(s.network.lines == std::vector<std::string>{"answer 2", "answer 0", "answer 1"});
    CHECK(s.network.delivered == std::vector{smpp::command_status::rx_r_appn,
                                             smpp::command_status::rok,
                                             smpp::command_status::rmsgqful});
}

TEST_CASE("several binds: an answer goes back on the bind that asked, all count as one operator") {
    stage s{[](operator_config& c) {
        c.link.binds = 2;
        c.link.stagger = 1ms;
    }};
    REQUIRE(s.until([&] { return s.network.bound == 2 && s.link->counters().binds == 2; }));
    smpp::net::link* const second = s.network.l;
    s.network.deliver(ussd_message(18, "1", 2), 5);
    REQUIRE(s.until([&] { return s.mine.inputs.size() == 1; }));
    smpp::net::link* first = nullptr;
    for (int i = 0; i < 16 && first == nullptr; ++i) { // screens to many go over both
        s.show("Menu", ama + static_cast<ussd::subscriber>(i));
        REQUIRE(
            s.until([&] { return s.network.submits.size() == static_cast<std::size_t>(i) + 1; }));
        first = s.network.last_from == second ? nullptr : s.network.last_from;
    }
    REQUIRE(first != nullptr);
    // One bind lost: the operator is still bound, and what came by the other is still answered.
    first->close();
    REQUIRE(s.until([&] { return s.link->counters().losses == 1; }));
    CHECK(s.link->bound());
    CHECK(s.link->counters().bound);
    CHECK(s.link->acknowledge(s.mine.inputs[0].token, acknowledgement::accepted));
    REQUIRE(s.until([&] { return s.network.delivered.size() == 1; }));
    REQUIRE(s.until([&] { return s.network.bound == 3; }));
}

TEST_CASE("a transmitter and a receiver: keys come by one, screens leave by the other") {
    stage s{[](operator_config& c) {
        c.link.kind = smpp::net::pool_binds::transmitters_and_receivers;
        c.link.stagger = 1ms;
    }};
    REQUIRE(s.until([&] { return s.link->counters().binds == 2; }));
    s.network.l = s.network.receiver;
    s.mine.act = [&](const ussd::input& in) {
        s.link->acknowledge(in.token, acknowledgement::accepted);
        s.link->show({in.from, in.msisdn, in.text, in.echo, "Menu", false});
    };
    s.network.deliver(ussd_message(1, "*123#", 2), 77);
    REQUIRE(s.until([&] { return s.network.lines.size() == 2; }));
    CHECK(s.network.last_from != s.network.receiver);
    CHECK(s.network.delivered[0] == smpp::command_status::rok);
}

TEST_CASE("a rate far below the window still lets messages go, and goes on after a throttle") {
    stage s{[](operator_config& c) {
        c.link.client.session.window = 100;
        c.link.rate.max = 20;
        c.link.rate.pause = 20ms;
    }};
    REQUIRE(s.until([&] { return s.link->message_places() > 0; }));
    s.network.statuses = {smpp::command_status::rthrottled};
    s.submit("un");
    REQUIRE(s.until([&] { return s.mine.outcomes.size() == 1; }));
    CHECK(s.mine.outcomes[0].result == sms::submit_result::throttled);
    REQUIRE(s.until([&] { return s.link->message_places() > 0; }));
    s.submit("un");
    REQUIRE(s.until([&] { return s.mine.outcomes.size() == 2; }));
    CHECK(s.mine.outcomes[1].result == sms::submit_result::accepted);
}

TEST_CASE("one bind that is full holds up neither other subscribers' screens nor messages") {
    stage s{[](operator_config& c) {
        c.link.binds = 2;
        c.link.stagger = 1ms;
    }};
    REQUIRE(s.until([&] { return s.link->counters().binds == 2; }));
    s.network.answers = false;
    for (int i = 0; i < 9; ++i) { // the window is 8
        s.show("Menu " + std::to_string(i));
    }
    REQUIRE(s.until([&] { return s.network.submits.size() == 8; }));
    s.show("Bonjour", ama + 1);
    REQUIRE(s.until([&] { return s.network.submits.size() > 8; }));
    CHECK(s.link->message_places() > 0);
}

TEST_CASE("a status of the operator's own is taken as it says") {
    constexpr auto busy = static_cast<smpp::command_status>(0x410);
    stage s{[](operator_config& c) { c.link.reactions.set(busy, smpp::reaction::retry); }};
    s.network.statuses = {busy, static_cast<smpp::command_status>(0x411)};
    s.submit("un");
    REQUIRE(s.until([&] { return s.mine.outcomes.size() == 1; }));
    s.submit("deux");
    REQUIRE(s.until([&] { return s.mine.outcomes.size() == 2; }));
    CHECK(s.mine.outcomes[0].result == sms::submit_result::temporary);
    CHECK(s.mine.outcomes[1].result == sms::submit_result::permanent);
}

TEST_CASE("a peer that does not name its version gets the TLVs all the same") {
    // A network of 3.3 leaves sc_interface_version out of its answer.
    stage s{{}, "standard", smpp::version_33};
    s.show("Menu");
    REQUIRE(s.until([&] { return s.network.submits.size() == 1; }));
    const auto& sm = std::get<smpp::submit_sm>(s.network.submits[0].body);
    CHECK(sm.tlvs.find_u8(smpp::tag::ussd_service_op) == 2);
}

TEST_CASE("a full window: screens wait, keep their order, and go before short messages") {
    stage s;
    s.network.answers = false;
    CHECK(s.link->message_places() == 6); // a quarter is kept for screens
    for (int i = 0; i < 20; ++i) {
        s.show("s" + std::to_string(i), ama + static_cast<unsigned>(i));
    }
    CHECK(s.link->message_places() == 0);
    REQUIRE(s.until([&] { return s.network.submits.size() == 8; }));
    CHECK_FALSE(s.link->idle());
    s.submit("sms");
    REQUIRE(s.mine.outcomes.size() == 1);
    CHECK(s.mine.outcomes[0].result == sms::submit_result::not_sent);
    CHECK(s.link->counters().submits == 0);
    std::size_t answered = 0;
    REQUIRE(s.until([&] {
        for (; answered < s.network.submits.size(); ++answered) {
            s.network.answer(s.network.submits[answered].sequence);
        }
        s.network.l->flush();
        return answered == 20;
    }));
    for (std::size_t i = 0; i < 20; ++i) {
        CHECK(s.network.text(i) == "s" + std::to_string(i));
    }
    REQUIRE(s.until([&] { return s.link->message_places() == 6; }));
    CHECK(s.link->idle());
    CHECK(s.mine.lost.empty());
}

TEST_CASE("a screen that waits goes before one that comes while there is room again") {
    stage s;
    s.network.answers = false;
    for (int i = 0; i < 9; ++i) {
        s.show("s" + std::to_string(i));
    }
    REQUIRE(s.until([&] { return s.network.submits.size() == 8; }));
    s.mine.act = [&](const ussd::input&) { s.show("new"); };
    s.network.answer(s.network.submits[0].sequence); // both answers and the input come in one read
    s.network.answer(s.network.submits[1].sequence);
    s.network.deliver(ussd_message(1, "*123#", 2));
    REQUIRE(s.until([&] { return s.network.submits.size() == 10; }));
    CHECK(s.network.text(8) == "s8");
    CHECK(s.network.text(9) == "new");
}

TEST_CASE(
    "a lost link: parts come back unanswered once, screens are told once, old tokens are void") {
    stage s;
    s.network.answers = false;
    s.network.deliver(ussd_message(1, "*123#", 2));
    REQUIRE(s.until([&] { return s.mine.inputs.size() == 1; }));
    s.submit("one");
    s.submit("two");
    s.show("a");
    s.show("b");
    s.show("c", ama + 1);
    REQUIRE(s.until([&] { return s.network.submits.size() == 5; }));
    CHECK_FALSE(s.link->idle());
    s.network.l->close();
    REQUIRE(s.until([&] { return s.network.bound == 2 && s.link->bound(); }));
    REQUIRE(s.mine.outcomes.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(s.mine.outcomes[i].result == sms::submit_result::unanswered);
        CHECK(s.mine.outcomes[i].job.msg->text == (i == 0 ? "one" : "two"));
    }
    CHECK(s.mine.lost == std::vector<ussd::subscriber>{ama, ama + 1});
    CHECK(s.mine.links == std::vector<std::string>{"bound", "lost", "bound"});
    CHECK(s.link->counters().losses == 1);
    CHECK(s.link->idle());

    // The token of the old link must not answer a message of the new one that has its number.
    s.network.deliver(ussd_message(1, "*123#", 2), 5);
    REQUIRE(s.until([&] { return s.mine.inputs.size() == 2; }));
    CHECK(static_cast<std::uint32_t>(s.mine.inputs[0].token) ==
          static_cast<std::uint32_t>(s.mine.inputs[1].token));
    s.link->acknowledge(s.mine.inputs[0].token, acknowledgement::refused);
    s.link->acknowledge(s.mine.inputs[1].token, acknowledgement::accepted);
    REQUIRE(s.until([&] { return !s.network.delivered.empty(); }));
    CHECK(s.network.delivered == std::vector{smpp::command_status::rok});
}

TEST_CASE("screens that found no link leave when it is back, unless they are too old") {
    for (const auto& [lifetime, arrive] :
         {std::pair{std::chrono::milliseconds{30'000}, true}, {-1ms, false}}) {
        CAPTURE(arrive);
        stage s{
            [for_how_long = lifetime](operator_config& c) { c.screen_lifetime = for_how_long; }};
        s.network.l->close();
        REQUIRE(run_until(s.io, [&] { return !s.link->bound(); }));
        s.show("later");
        s.submit("sms");
        CHECK(s.mine.outcomes.at(0).result == sms::submit_result::not_sent);
        CHECK(s.mine.outcomes.at(0).error.empty());
        CHECK_FALSE(s.link->idle());
        CHECK(s.link->message_places() == 0);
        REQUIRE(s.until([&] { return s.network.bound == 2 && s.link->bound() && s.link->idle(); }));
        if (arrive) {
            REQUIRE(s.until([&] { return s.network.submits.size() == 1; }));
            CHECK(s.network.text(0) == "later");
        }
        CHECK(s.link->counters().screens_dropped == (arrive ? 0 : 1));
    }
}

TEST_CASE("the owner hears that the operator cannot be reached") {
    stage s;
    const auto port = s.listener->port();
    s.listener.reset();
    s.network.l->close();
    REQUIRE(s.until([&] { return s.mine.links.size() >= 4; }));
    CHECK(s.mine.links[3] == "lost");
    CHECK(s.mine.reasons[3].starts_with("unreachable: "));
    CHECK(s.link->counters().losses >= 3);
    auto again =
        smpp::net::listener::open(s.io, {.port = port, .session = {.window = 1000}}, s.network);
    REQUIRE(again.has_value());
    CHECK(s.until([&] { return s.link->bound(); }));
}

TEST_CASE("no answer in time, and an answer after it") {
    stage s{[](operator_config& c) { c.link.client.session.response = 150ms; }};
    s.network.answers = false;
    s.submit("one");
    s.show("a");
    // The screen's loss is told; the short message is waited for on, so as not to be sent twice.
    REQUIRE(s.until([&] { return s.mine.lost.size() == 1; }));
    CHECK(s.mine.outcomes.empty());
    for (const auto& p : s.network.submits) {
        s.network.answer(p.sequence);
    }
    s.network.l->flush();
    REQUIRE(s.until([&] { return s.link->counters().late == 2; }));
    REQUIRE(s.mine.outcomes.size() == 1);
    CHECK(s.mine.outcomes[0].result == sms::submit_result::accepted);
    CHECK_FALSE(s.mine.outcomes[0].id.empty());
}

TEST_CASE("a short message without an answer is given up in the end, once") {
    stage s{[](operator_config& c) {
        c.link.client.session.response = 100ms;
        c.late_answer = 100ms;
    }};
    s.network.answers = false;
    s.submit("one");
    REQUIRE(s.until([&] {
        s.link->flush();
        return s.mine.outcomes.size() == 1;
    }));
    CHECK(s.mine.outcomes[0].result == sms::submit_result::unanswered);
    for (const auto& p : s.network.submits) {
        s.network.answer(p.sequence);
    }
    s.network.l->flush();
    REQUIRE(s.until([&] { return s.link->counters().late == 1; }));
    CHECK(s.mine.outcomes.size() == 1);
}

TEST_CASE("overdue short messages are unanswered when the link is lost") {
    stage s{[](operator_config& c) { c.link.client.session.response = 100ms; }};
    s.network.answers = false;
    s.submit("one");
    s.show("a");
    REQUIRE(s.until([&] { return s.mine.lost.size() == 1; })); // the response time is over
    CHECK(s.mine.outcomes.empty());
    s.network.l->close();
    REQUIRE(s.until([&] { return s.mine.outcomes.size() == 1; }));
    CHECK(s.mine.outcomes[0].result == sms::submit_result::unanswered);
}

TEST_CASE("statuses of submit_sm_resp") {
    using smpp::command_status;
    using sms::submit_result;
    struct row {
        command_status status;
        submit_result result;
        std::string error;
    };
    const std::vector<row> rows{
        {command_status::rok, submit_result::accepted, ""},
        {command_status::rthrottled, submit_result::throttled, "RTHROTTLED"},
        {command_status::rmsgqful, submit_result::throttled, "RMSGQFUL"},
        {command_status::rsyserr, submit_result::temporary, "RSYSERR"},
        {command_status::rx_t_appn, submit_result::temporary, "RX_T_APPN"},
        {command_status::rsubmitfail, submit_result::temporary, "RSUBMITFAIL"},
        {command_status::runknownerr, submit_result::temporary, "RUNKNOWNERR"},
        {command_status::rinvdstadr, submit_result::permanent, "RINVDSTADR"},
        {command_status{0x0401}, submit_result::permanent, "0x00000401"}};
    for (const auto& r : rows) {
        CAPTURE(r.error);
        stage s;
        s.network.statuses = {r.status};
        s.submit("x", r.result == submit_result::accepted ? "UTILITY" : "");
        REQUIRE(s.until([&] { return s.mine.outcomes.size() == 1; }));
        CHECK(s.mine.outcomes[0].result == r.result);
        CHECK(s.mine.outcomes[0].error == r.error);
        const auto& sm = std::get<smpp::submit_sm>(s.network.submits[0].body);
        CHECK(sm.registered_delivery == 1);
        if (r.result == submit_result::accepted) {
            CHECK(s.mine.outcomes[0].id.ends_with("af"));
            CHECK_FALSE(s.mine.outcomes[0].id.starts_with("0"));
            CHECK(sm.source == smpp::address{5, 0, "UTILITY"});
        } else {
            CHECK(sm.source == smpp::address{0, 1, "123"});
        }
    }
}

TEST_CASE(
    "a screen that the network was too busy for is asked for again, others are only counted") {
    stage s{[](operator_config& c) { c.throttle_pause = 1ms; }};
    s.network.statuses = {smpp::command_status::rthrottled, smpp::command_status::rinvdstadr};
    s.show("a");
    s.show("b", ama + 1);
    REQUIRE(s.until(
        [&] { return s.mine.lost.size() == 1 && s.link->counters().screens_refused == 2; }));
    CHECK(s.mine.lost[0] == ama);
    CHECK(s.link->idle());
}

TEST_CASE("receipts, and what only looks like one") {
    for (const auto& [how, written, read] : {std::tuple{"as_is", "000012AB", "12ab"},
                                             {"hex_to_decimal", "0000001F", "31"},
                                             {"decimal_to_hex", "031", "1f"}}) {
        CAPTURE(how);
        stage s{[ids = how](operator_config& c) { c.receipt_ids = ids; }};
        s.network.deliver(receipt_message(std::string{"id:"} + written +
                                          " sub:001 dlvrd:001 stat:DELIVRD err:000"));
        REQUIRE(s.until([&] { return s.mine.receipts.size() == 1; }));
        CHECK(s.mine.receipts[0].first.message_id == read);
        CHECK(s.mine.receipts[0].first.state == smpp::message_state::delivered);
        CHECK(s.network.delivered.empty()); // only after the commit
        s.link->acknowledge(s.mine.receipts[0].second, acknowledgement::accepted);
        REQUIRE(s.until([&] { return s.network.delivered.size() == 1; }));
    }
    stage s;
    s.network.deliver(receipt_message("id:1 stat:DELIVRD err:000", 0), 1);
    auto with_type = receipt_message("hello", 0);
    with_type.service_type = "CMT";
    s.network.deliver(with_type, 2);
    REQUIRE(s.until([&] { return s.network.delivered.size() == 2; }));
    CHECK(s.mine.receipts.empty());
    CHECK(s.mine.inputs.empty());
    CHECK(s.network.delivered == std::vector{smpp::command_status::rok, smpp::command_status::rok});
    CHECK(s.link->counters().short_messages_in == 2);
    // USSD that the dialect cannot read is refused: its dialogue must not hang.
    s.network.deliver(ussd_message(99, "1", 2), 3);
    REQUIRE(s.until([&] { return s.network.delivered.size() == 3; }));
    CHECK(s.network.delivered.back() == smpp::command_status::rx_r_appn);
    CHECK(s.link->counters().unreadable == 1);
}

TEST_CASE("stop unbinds; nothing leaves after it") {
    stage s;
    s.link->stop();
    REQUIRE(s.until([&] { return !s.link->bound() && s.network.l == nullptr; }));
    s.show("late");
    s.submit("late");
    CHECK(s.mine.outcomes.at(0).result == sms::submit_result::not_sent);
    CHECK(s.network.submits.empty());
    CHECK(s.link->counters().losses == 0); // it was asked for
    s.link.reset();
    CHECK(s.mine.links == std::vector<std::string>{"bound", "lost"});
    // A link that goes away while bound calls its owner no more.
    stage t;
    t.network.answers = false;
    t.submit("x");
    t.link.reset();
    CHECK(run_until(t.io, [&] { return t.network.l == nullptr; }));
    CHECK(t.mine.outcomes.empty());
}

TEST_CASE("a part that came back while its bind unbinds was not sent") {
    stage s;
    s.network.answers = false;
    s.submit("one"); // its answer keeps the unbind waiting
    REQUIRE(s.until([&] { return s.network.submits.size() == 1; }));
    s.link->stop();
    CHECK(s.link->message_places() == 0);
    s.submit("two");
    REQUIRE(s.mine.outcomes.size() == 1);
    CHECK(s.mine.outcomes[0].job.msg->text == "two");
    CHECK(s.mine.outcomes[0].result == sms::submit_result::not_sent);
}

TEST_CASE("a rate without room hands parts back, a sender that fits no submit_sm fails them") {
    stage s{[](operator_config& c) { c.link.rate.max = 1; }};
    s.submit("one");
    s.submit("two");
    s.submit("three", std::string(21, '1'));
    s.submit("four", "A NAME TOO LONG");
    REQUIRE(s.until([&] { return s.mine.outcomes.size() == 4; }));
    for (const auto& o : s.mine.outcomes) {
        CAPTURE(o.job.msg->text);
        const std::string& text = o.job.msg->text;
        CHECK(o.result == (text == "one"   ? sms::submit_result::accepted
                           : text == "two" ? sms::submit_result::not_sent
                                           : sms::submit_result::permanent));
    }
}

TEST_CASE("an overdue short message is unanswered when its own bind is lost, though others live") {
    stage s{[](operator_config& c) {
        c.link.binds = 2;
        c.link.stagger = 1ms;
        c.link.client.session.response = 100ms;
    }};
    REQUIRE(s.until([&] { return s.link->counters().binds == 2; }));
    s.network.answers = false;
    s.submit("one");
    REQUIRE(s.until([&] { return s.network.submits.size() == 1; }));
    smpp::net::link* const of_one = s.network.last_from;
    // Its time runs out; then one more leaves by the other bind, whose turn it is after that.
    const auto later = steady::now() + 250ms;
    REQUIRE(s.until([&] { return steady::now() > later; }));
    CHECK(s.mine.outcomes.empty()); // late_answer is a minute
    of_one->close();
    REQUIRE(s.until([&] { return s.mine.outcomes.size() == 1; }));
    CHECK(s.mine.outcomes[0].result == sms::submit_result::unanswered);
    CHECK(s.link->bound());
    CHECK(s.link->idle());
}

TEST_CASE("an overdue short message is waited for when another bind is lost") {
    stage s{[](operator_config& c) {
        c.link.binds = 2;
        c.link.stagger = 1ms;
        c.link.client.session.response = 100ms;
    }};
    REQUIRE(s.until([&] { return s.link->counters().binds == 2; }));
    smpp::net::link* const last = s.network.l;
    s.network.answers = false;
    s.submit("one");
    REQUIRE(s.until([&] { return s.network.submits.size() == 1; }));
    smpp::net::link* const of_one = s.network.last_from;
    const auto later = steady::now() + 250ms;
    REQUIRE(s.until([&] { return steady::now() > later; }));
    smpp::net::link* other = last;
    for (int i = 1; i < 16 && other == of_one; ++i) { // screens to many go over both
        s.show("Menu", ama + static_cast<ussd::subscriber>(i));
        const auto sent = s.network.submits.size();
        REQUIRE(s.until([&] { return s.network.submits.size() > sent; }));
        other = s.network.last_from;
    }
    REQUIRE(other != of_one);
    other->close();
    REQUIRE(s.until([&] { return s.link->counters().losses == 1; }));
    CHECK(s.mine.outcomes.empty());
    s.network.answer(*of_one, s.network.submits[0].sequence);
    of_one->flush();
    REQUIRE(s.until([&] { return s.mine.outcomes.size() == 1; }));
    CHECK(s.mine.outcomes[0].result == sms::submit_result::accepted);
}

TEST_CASE("more unanswered messages than there may be are told to come again, and cost nothing") {
    stage s{[](operator_config& c) { c.link.client.session.max_unanswered = 2; }};
    for (std::uint64_t i = 0; i < 3; ++i) {
        s.network.deliver(ussd_message(18, "1", static_cast<int>(2 + 2 * i)), i);
    }
    REQUIRE(s.until([&] { return s.network.delivered.size() == 1; }));
    CHECK(s.network.lines == std::vector<std::string>{"answer 2"});
    CHECK(s.network.delivered[0] == smpp::command_status::rmsgqful);
    CHECK(s.mine.inputs.size() == 2);
    CHECK(s.link->acknowledge(s.mine.inputs[0].token, acknowledgement::accepted));
    s.network.deliver(ussd_message(18, "1", 6), 3);
    REQUIRE(s.until([&] { return s.mine.inputs.size() == 3; }));
}

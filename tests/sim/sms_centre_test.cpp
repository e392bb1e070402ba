#include "sim/operator/sms_centre.hpp"
#include "smpp/message.hpp"
#include "smpp/receipt.hpp"
#include <doctest/doctest.h>
#include <set>

using namespace yeelen::sim;
using namespace std::chrono_literals;

namespace {

smpp::submit_sm message(std::string octets, std::uint8_t data_coding = 0) {
    smpp::submit_sm sm;
    sm.source.value = "YEELEN";
    sm.destination.value = "2250700000001";
    sm.registered_delivery = 1;
    sm.data_coding = data_coding;
    sm.short_message = std::move(octets);
    return sm;
}

sms_options options_of(std::string_view policy, receipt_mode mode = receipt_mode::on) {
    return {.policy = sms_policy::parse(policy).value(), .receipts = mode, .receipt_delay = 200ms};
}

const wall_time noon{std::chrono::sys_days{std::chrono::year{2026} / 7 / 14} + 12h};

} // namespace

TEST_CASE("fates of messages") {
    CHECK(sms_policy::parse("ok")->pick(0) == sms_fate::deliver);
    const auto p = sms_policy::parse("throttle:10%,drop:5").value();
    CHECK(p.pick(9) == sms_fate::throttle);
    CHECK(p.pick(110) == sms_fate::drop);
    CHECK(p.pick(15) == sms_fate::deliver);
    CHECK(sms_policy::parse("refuse")->pick(99) == sms_fate::refuse);
    for (const auto* bad : {"maybe", "drop:x", "drop:101%", "drop:60%,full:60%", "drop:-1"}) {
        CAPTURE(bad);
        CHECK_FALSE(sms_policy::parse(bad));
    }
}

TEST_CASE("parts make one message, in any order and more than once") {
    const std::string long_french(200, 'e');
    std::string emoji;
    for (int i = 0; i < 60; ++i) {
        emoji += "Ça 😀 ";
    }
    for (const auto& text : {long_french, emoji, std::string{"court"}}) {
        delivery_queue queue;
        sms_centre centre{options_of("ok"), queue, 1};
        const auto cut = smpp::make_messages(text, 42, message("")).value();
        for (auto sm = cut.rbegin(); sm != cut.rend(); ++sm) {
            CHECK(centre.inbox("2250700000001", 0).empty());
            centre.submit(*sm, {}, noon);
            if (cut.size() > 1 && sm == cut.rbegin()) {
                centre.submit(*sm, {}, noon);
            }
        }
        const auto inbox = centre.inbox("2250700000001", 0);
        REQUIRE(inbox.size() == 1);
        CHECK(inbox[0].text == text);
        CHECK(inbox[0].parts == cut.size());
        CHECK(centre.counters().messages == 1);
    }
}

TEST_CASE("a message sent twice is there twice") {
    delivery_queue queue;
    sms_centre centre{options_of("ok"), queue, 1};
    for (int i = 0; i < 2; ++i) {
        for (const auto& sm : smpp::make_messages(std::string(200, 'e'), 42, message("")).value()) {
            centre.submit(sm, {}, noon);
        }
    }
    CHECK(centre.inbox("2250700000001", 0).size() == 2);
}

TEST_CASE("parts for two phones are not mixed, a header that is not whole is shown") {
    delivery_queue queue;
    sms_centre centre{options_of("ok"), queue, 1};
    const auto cut = smpp::make_messages(std::string(200, 'e'), 42, message("")).value();
    auto other = cut.at(1);
    other.destination.value = "2250700000002";
    centre.submit(cut.at(0), {}, noon);
    centre.submit(other, {}, noon);
    CHECK(centre.counters().messages == 0);
    auto bad = message("@x");
    bad.esm_class = smpp::esm::udhi;
    bad.short_message[0] = '\x7F';
    centre.submit(bad, {}, noon);
    REQUIRE(centre.inbox("2250700000001", 0).size() == 1);
    CHECK(centre.inbox("2250700000001", 0)[0].text == "àx");
}

TEST_CASE("a message is kept, its receipt comes after the delay") {
    delivery_queue queue;
    sms_centre centre{options_of("ok"), queue, 1};
    const sms_centre::time now{};
    const auto answer = centre.submit(message("Bonjour"), now, noon);
    CHECK(answer.status == smpp::command_status::rok);
    CHECK(answer.message_id == "1");
    const auto inbox = centre.inbox("2250700000001", 0);
    REQUIRE(inbox.size() == 1);
    CHECK(inbox[0].text == "Bonjour");
    CHECK(inbox[0].from == "YEELEN");
    CHECK(centre.inbox("2250700000001", inbox[0].id).empty());
    CHECK(centre.inbox("2250700000002", 0).empty());

    centre.tick(now + 199ms);
    CHECK(queue.size() == 0);
    centre.tick(now + 200ms);
    std::uint64_t token = 0;
    const auto* d = queue.front(token);
    REQUIRE(d != nullptr);
    CHECK(d->receipt);
    const auto& sm = std::get<smpp::deliver_sm>(d->sm);
    CHECK(sm.source.value == "2250700000001");
    CHECK(sm.destination.value == "YEELEN");
    CHECK(sm.short_message == "id:1 sub:001 dlvrd:001 submit date:2607141200 done date:2607141200 "
                              "stat:DELIVRD err:000 text:Bonjour");
    const auto receipt = smpp::read_receipt(sm).value();
    CHECK(receipt.message_id == "1");
    CHECK(receipt.state == smpp::message_state::delivered);
}

TEST_CASE("receipts only where they are asked for") {
    struct row {
        const char* name;
        const char* policy;
        std::uint8_t registered;
        std::size_t receipts;
    };
    for (const auto& r : {row{"none", "ok", 0, 0}, row{"always", "ok", 1, 1},
                          row{"on failure, delivered", "ok", 2, 0},
                          row{"on failure, failed", "undeliverable", 2, 1},
                          row{"always, failed", "expire", 1, 1}}) {
        CAPTURE(r.name);
        delivery_queue queue;
        sms_centre centre{options_of(r.policy, receipt_mode::early), queue, 1};
        auto sm = message("x");
        sm.registered_delivery = r.registered;
        centre.submit(sm, {}, noon);
        CHECK(queue.size() == r.receipts);
    }
}

TEST_CASE("refused and dropped messages reach no phone") {
    delivery_queue queue;
    sms_centre refusing{options_of("throttle"), queue, 1};
    CHECK(refusing.submit(message("x"), {}, noon).status == smpp::command_status::rthrottled);
    sms_centre dropping{options_of("drop"), queue, 1};
    CHECK_FALSE(dropping.submit(message("x"), {}, noon).respond);
    sms_centre failing{options_of("undeliverable"), queue, 1};
    CHECK(failing.submit(message("x"), {}, noon).status == smpp::command_status::rok);
    for (const auto* c : {&refusing, &dropping, &failing}) {
        CHECK(c->inbox("2250700000001", 0).empty());
    }
}

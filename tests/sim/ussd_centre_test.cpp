#include "sim/operator/ussd_centre.hpp"
#include "sim/ussd/wire.hpp"
#include <doctest/doctest.h>
#include <optional>

using namespace yeelen::sim;
using namespace std::chrono_literals;

namespace {

const std::string phone = "2250700000001";

/// The network with a gateway that the test plays itself.
struct network {
    delivery_queue queue;
    ussd_centre centre{{.dialogue = 30s, .user = 180s}, queue, 1};
    ussd_centre::time now{};
    std::optional<screen_view> view;
    int calls = 0;

    network() { centre.set_available(true); }
    on_screen seen() {
        return [this](screen_view v) {
            view = std::move(v);
            ++calls;
        };
    }
    void dial(const std::string& code = "*123#") { centre.dial(phone, code, now, seen()); }
    void key(const std::string& text) { centre.key(phone, text, now, seen()); }

    /// The message that is sent now; its token in `token`.
    std::uint64_t token = 0;
    smpp::deliver_sm send() {
        const auto* d = queue.front(token);
        REQUIRE(d != nullptr);
        auto sm = std::get<smpp::deliver_sm>(d->sm);
        queue.sent(token);
        return sm;
    }
    void answer(smpp::command_status status = smpp::command_status::rok) {
        const auto d = queue.answered(token);
        REQUIRE(d);
        centre.answered(token, *d, status);
    }
    smpp::command_status screen(session_info info, const std::string& text,
                                const std::string& to = phone) {
        smpp::submit_sm sm;
        sm.destination.value = to;
        sm.short_message = text;
        sm.tlvs.add_u8(smpp::tag::ussd_service_op, info.end ? 17 : 2);
        sm.tlvs.add_u16(smpp::tag::its_session_info, pack(info));
        return centre.screen(sm, now);
    }
    session_info after(const smpp::deliver_sm& sm, bool end = false) {
        const auto i = read_session_info(sm.tlvs).value();
        return {i.number, next_sequence(i.sequence), end};
    }
};

} // namespace

TEST_CASE("a dial and its screen") {
    network n;
    n.dial();
    const auto begin = n.send();
    CHECK(begin.short_message == "*123#");
    CHECK_FALSE(n.view);
    n.answer();
    CHECK(n.screen(n.after(begin), "Welcome") == smpp::command_status::rok);
    REQUIRE(n.view);
    CHECK(n.view->text == "Welcome");
    CHECK(n.view->open);
    CHECK(n.view->answered);
    CHECK(n.view->used == 7);
    CHECK(n.view->limit == 182);
}

TEST_CASE("without a gateway a dial is refused at once") {
    network n;
    n.centre.set_available(false);
    n.dial();
    REQUIRE(n.view);
    CHECK_FALSE(n.view->answered);
    CHECK(n.view->note.starts_with("service unavailable"));
    CHECK(n.queue.size() == 0);
}

TEST_CASE("a link lost in flight: the same message goes out again, and its screen counts once") {
    network n;
    n.dial();
    const auto begin = n.send();
    n.queue.unanswered({&n.token, 1});
    const auto again = n.send();
    CHECK(again == begin);
    CHECK(n.queue.retransmitted_count() == 1);
    n.answer();
    n.screen(n.after(begin), "one");
    CHECK(n.screen(n.after(begin), "one") == smpp::command_status::rok);
    CHECK(n.calls == 1);
    CHECK(n.centre.counters().repeated == 1);
}

TEST_CASE("a late answer of a message that was sent again is nothing") {
    network n;
    n.dial();
    n.send();
    n.answer();
    CHECK_FALSE(n.queue.answered(n.token));
}

TEST_CASE("after the session's end nothing of it is sent again") {
    network n;
    n.dial();
    const auto begin = n.send();
    n.screen(n.after(begin, true), "bye");
    CHECK_FALSE(n.view->open);
    n.queue.unanswered({&n.token, 1});
    CHECK(n.queue.size() == 0);
}

TEST_CASE("an error in the deliver_sm_resp ends the dialogue") {
    network n;
    n.dial();
    n.send();
    n.answer(smpp::command_status::rsyserr);
    REQUIRE(n.view);
    CHECK_FALSE(n.view->open);
    CHECK(n.view->note.find("RSYSERR") != std::string::npos);
    n.key("1");
    CHECK(n.view->note.starts_with("no dialogue is open"));
}

TEST_CASE("no screen in time: the network aborts with the end bit") {
    network n;
    n.dial();
    n.send();
    n.answer();
    n.now += 29s;
    n.centre.tick(n.now);
    CHECK_FALSE(n.view);
    n.now += 1s;
    n.centre.tick(n.now);
    REQUIRE(n.view);
    CHECK(n.view->note.starts_with("network timeout"));
    const auto abort = n.send();
    CHECK(abort.short_message.empty());
    CHECK(read_session_info(abort.tlvs)->end);
    CHECK(read_session_info(abort.tlvs)->sequence == 2);
}

TEST_CASE("a dial that never left is given up without a word") {
    network n;
    n.dial();
    n.now += 31s;
    n.centre.tick(n.now);
    CHECK(n.view->note.starts_with("network timeout"));
    CHECK(n.queue.size() == 0);
}

TEST_CASE("a user who does not type in time is cut off") {
    network n;
    n.dial();
    n.screen(n.after(n.send()), "?");
    n.answer();
    n.now += 181s;
    n.centre.tick(n.now);
    CHECK(read_session_info(n.send().tlvs)->end);
}

TEST_CASE("a second dial in the middle: a new session number, and the first caller is told") {
    network n;
    n.dial();
    const auto first = read_session_info(n.send().tlvs).value();
    n.dial("*123*2#");
    CHECK(n.view->note == "another code was dialled");
    const auto second = n.send();
    CHECK(second.short_message == "*123*2#");
    CHECK(read_session_info(second.tlvs)->number == static_cast<std::uint8_t>(first.number + 1));
    n.screen({first.number, 2, false}, "late");
    CHECK(n.centre.counters().late == 1);
    n.screen(n.after(second), "two");
    CHECK(n.view->text == "two");
}

TEST_CASE("hanging up") {
    network n;
    n.dial();
    n.screen(n.after(n.send()), "?");
    n.answer();
    n.centre.hang_up(phone, n.seen());
    CHECK(n.view->note == "hung up");
    CHECK(read_session_info(n.send().tlvs)->end);
    n.centre.hang_up(phone, n.seen());
    CHECK(n.view->note == "no dialogue is open");
}

TEST_CASE("screens for nobody") {
    network n;
    n.dial();
    const auto begin = n.send();
    const auto info = n.after(begin);
    CHECK(n.screen(info, "x", "2250799999999") == smpp::command_status::rinvdstadr);
    CHECK(n.screen({static_cast<std::uint8_t>(info.number + 3), 2, false}, "x") ==
          smpp::command_status::rsubmitfail);
    CHECK(n.screen({info.number, 9, false}, "x") == smpp::command_status::rsubmitfail);
    CHECK(n.centre.screen(smpp::submit_sm{}, n.now) == smpp::command_status::rinvoptparamval);
    CHECK(n.calls == 0);
}

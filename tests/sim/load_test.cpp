#include "sim/load/histogram.hpp"
#include "sim/load/key_script.hpp"
#include "sim/load/post_connection.hpp"
#include "sim/load/report.hpp"
#include "sim/load/sms_ledger.hpp"
#include "sim/load/ussd_load.hpp"
#include "sim/ussd/wire.hpp"
#include <deque>
#include <doctest/doctest.h>

using namespace yeelen::sim;
using namespace std::chrono_literals;

TEST_CASE("histogram: quantiles within a bucket's width") {
    histogram h;
    CHECK(h.quantile(0.5) == 0);
    for (std::uint64_t i = 1; i <= 100'000; ++i) {
        h.record(i);
    }
    CHECK(h.count() == 100'000);
    CHECK(h.max() == 100'000);
    for (const double q : {0.01, 0.5, 0.9, 0.99, 0.999}) {
        CAPTURE(q);
        const auto exact = q * 100'000;
        const auto got = static_cast<double>(h.quantile(q));
        CHECK(got >= exact);
        CHECK(got <= exact * 1.017);
    }
    CHECK(h.quantile(1.0) == 100'000);
}

TEST_CASE("histogram: every value lies in its bucket") {
    std::size_t last = 0;
    for (std::uint64_t v = 0; v < 3'000'000; v += 1 + v / 500) {
        const auto b = histogram::bucket_of(v);
        REQUIRE(b >= last);
        REQUIRE(histogram::upper_edge(b) >= v);
        REQUIRE((b == 0 || histogram::upper_edge(b - 1) < v));
        last = b;
    }
    histogram h;
    h.record(~std::uint64_t{0} >> 1);
    CHECK(h.count() == 1);
}

TEST_CASE("figures as text") {
    CHECK(figures_text({{"steps", 7},
                        {"ms", boost::json::object{{"p50", 0.483}, {"max", 4.0}}},
                        {"mode", "open"}}) ==
          R"({"steps": 7, "ms": {"p50": 0.483, "max": 4}, "mode": "open"})");
}

TEST_CASE("keys and their placeholders") {
    CHECK(split_keys("7,0,8") == std::vector<std::string>{"7", "0", "8"});
    CHECK(split_keys("").empty());
    CHECK(split_keys("1,,2") == std::vector<std::string>{"1", "", "2"});
    std::string out;
    expand_key("2{phone}{session}", 17, 3, out);
    CHECK(out == "2000017000003");
    expand_key("{else}1", 1, 1, out);
    CHECK(out == "{else}1");
}

TEST_CASE("ledger of messages") {
    sms_ledger l;
    l.accepted(1);
    l.accepted(1);
    l.arrived(2);
    CHECK(l.missing() == 1);
    l.accepted(2);
    l.arrived(1);
    l.arrived(1);
    CHECK(l.accepted_count() == 2);
    CHECK(l.arrived_count() == 2);
    CHECK(l.doubled() == 1);
    CHECK(l.missing() == 0);
    CHECK(number_of_text("#42 Bonjour") == 42);
    CHECK_FALSE(number_of_text("42"));
    CHECK_FALSE(number_of_text("#x"));
}

TEST_CASE("heads of HTTP answers") {
    CHECK_FALSE(read_answer_head("HTTP/1.1 202 Accepted\r\nContent-"));
    const auto a = read_answer_head("HTTP/1.1 202 Accepted\r\ncontent-LENGTH: 2\r\n\r\n{}").value();
    CHECK(a.status == 202);
    CHECK(a.size == 46);
    CHECK(a.keep_alive);
    CHECK_FALSE(
        read_answer_head("HTTP/1.1 503 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
            ->keep_alive);
    CHECK(read_answer_head("SSH-2.0\r\n\r\n")->status == 0);
}

namespace {

/// A gateway of a few lines between next() and screen().
struct played {
    ussd_load load;
    ussd_load::time now{};
    std::deque<std::pair<std::uint64_t, smpp::deliver_sm>> wire;

    explicit played(ussd_plan plan)
        : load(std::move(plan)) {}
    void send() {
        std::uint64_t token = 0;
        while (load.next(token)) {
            wire.emplace_back(token, std::get<smpp::deliver_sm>(load.message()));
            load.sent(token, now);
        }
    }
    smpp::command_status screen(const smpp::deliver_sm& sm, bool end = false,
                                const std::string& text = "ok") {
        const auto i = read_session_info(sm.tlvs).value();
        smpp::submit_sm answer;
        answer.destination = sm.source;
        answer.short_message = text;
        answer.tlvs.add_u8(smpp::tag::ussd_service_op, end ? 17 : 2);
        answer.tlvs.add_u16(smpp::tag::its_session_info,
                            pack({i.number, next_sequence(i.sequence), end}));
        return load.screen(answer, now);
    }
    /// Answers everything on the wire once.
    void round() {
        send();
        auto all = std::exchange(wire, {});
        for (auto& [token, sm] : all) {
            load.answered(token, smpp::command_status::rok);
            if (!read_session_info(sm.tlvs)->end) {
                screen(sm);
            }
        }
    }
};

} // namespace

TEST_CASE("closed loop: dial, keys, end bit, dial again") {
    played p{{.keys = {"7", "0"}, .expect = {}, .phones = 1}};
    p.load.start(p.now);
    std::vector<std::string> texts;
    for (int i = 0; i < 4; ++i) {
        p.send();
        for (const auto& [token, sm] : p.wire) {
            texts.push_back(read_session_info(sm.tlvs)->end ? "end" : sm.short_message);
        }
        p.now += 2ms;
        p.round();
    }
    CHECK(texts == std::vector<std::string>{"*123#", "7", "0", "end", "*123#"});
    CHECK(p.load.figures().steps == 4);
    CHECK(p.load.figures().sessions == 1);
    CHECK(p.load.figures().errors() == 0);
    CHECK(p.load.latency().max() == 2000);
}

TEST_CASE("a link lost: what waits for a screen goes out again, and nothing else") {
    played p{{.keys = {"1"}, .expect = {}, .phones = 2}};
    p.load.start(p.now);
    p.send();
    REQUIRE(p.wire.size() == 2);
    const auto [lost, begin] = p.wire[0];
    p.screen(
        p.wire[1]
            .second); // the second phone has its screen, though its deliver_sm_resp is lost too
    const std::array tokens{lost, p.wire[1].first};
    p.wire.clear();
    p.load.unanswered(tokens);
    p.send();
    REQUIRE(p.wire.size() == 2); // the second phone's next key, and the first's dial again
    CHECK(p.wire[0].second.short_message == "1");
    CHECK(p.wire[1].second == begin);
    CHECK(p.load.figures().retransmitted == 1);
    p.screen(begin);
    p.screen(begin);
    CHECK(p.load.figures().repeated == 1);
    CHECK(p.load.figures().errors() == 0);
    CHECK(p.load.recovery().count() == 1);
}

TEST_CASE("what counts as an error") {
    played p{{.keys = {}, .expect = {"hello {phone}"}, .phones = 1, .lost_after = 30s}};
    p.load.start(p.now);
    p.send();
    const auto begin = p.wire.front().second;
    auto stranger = begin;
    stranger.source.value = "2259999999999";
    CHECK(p.screen(stranger) == smpp::command_status::rinvdstadr);
    CHECK(p.load.figures().misdirected == 1);
    smpp::submit_sm no_screen;
    CHECK(p.load.screen(no_screen, p.now) == smpp::command_status::rok); // an SMS
    CHECK(p.load.figures().short_messages == 1);
    no_screen.service_type = "USSD";
    CHECK(p.load.screen(no_screen, p.now) == smpp::command_status::rinvoptparamval);
    CHECK(p.load.figures().malformed == 1);
    p.screen(begin, true, "good day");
    CHECK(p.load.figures().unexpected == 1);
    p.send();
    p.screen(p.wire.back().second, true, "hello 000000!");
    CHECK(p.load.figures().unexpected == 1);
    p.send();
    p.load.answered(p.wire.back().first, smpp::command_status::rsyserr);
    CHECK(p.load.figures().refused == 1);
    p.load.look_for_lost(p.now);
    p.send();
    p.now += 31s;
    p.load.look_for_lost(p.now);
    CHECK(p.load.figures().lost == 1);
    CHECK(p.load.waiting() == 1); // it dialled again
}

TEST_CASE("open loop: so many steps a second, by phones that are free") {
    played p{{.mode = load_mode::open, .keys = {"1"}, .expect = {}, .phones = 3, .rate = 1000}};
    p.load.start(p.now);
    p.load.due(p.now);
    p.send();
    CHECK(p.wire.size() == 1);
    p.now += 9ms;
    p.load.due(p.now);
    p.send();
    CHECK(p.wire.size() == 3);
    CHECK(p.load.figures().starved == 7);
    p.round();
    p.now += 1ms;
    p.load.due(p.now);
    p.send();
    CHECK(p.wire.back().second.short_message == "1");
}

TEST_CASE("sessions that are left open, and go on after a restart") {
    played p{{.mode = load_mode::hold, .keys = {"1"}, .expect = {}, .phones = 50}};
    p.load.start(p.now);
    p.round();
    p.send();
    CHECK(p.load.open_sessions() == 50);
    CHECK(p.wire.empty());
    p.load.press_first_key(10);
    p.send();
    CHECK(p.wire.size() == 10);
    p.load.finish();
    p.round();
    CHECK(p.load.open_sessions() == 50);
    CHECK(p.load.figures().steps == 60);
}

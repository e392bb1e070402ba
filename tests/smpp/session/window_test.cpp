#include "support/doctest_lines.hpp"
#include "support/random_pdu.hpp"
#include "support/smpp_script.hpp"
#include <map>

using namespace smpp;
using namespace std::chrono_literals;
using support::lines;
using support::lines_of;
using support::smpp_script;

namespace {

body text(std::string s) {
    submit_sm sm;
    sm.short_message = std::move(s);
    return sm;
}

pdu answer(std::uint32_t sequence, std::string id, command_status status = command_status::rok) {
    submit_sm_resp r;
    r.message_id = std::move(id);
    return {.status = status, .sequence = sequence, .body = r};
}

} // namespace

TEST_CASE("checklist: window: answers in any order find their token; the window fills and frees") {
    auto s = smpp_script::bound({.role = role::esme, .window = 3});
    std::uint32_t sequence[3];
    for (std::uint64_t i = 0; i < 3; ++i) {
        sequence[i] = s.session.request(text("x"), 100 + i, s.now).value();
    }
    CHECK(s.session.request(text("x"), 9, s.now).error() == request_error::window_full);
    CHECK(s.session.window_free() == 0);
    s.receive(answer(sequence[1], "b"));
    s.receive(answer(sequence[2], "", command_status::rthrottled));
    CHECK(s.session.window_free() == 2);
    s.receive(answer(sequence[0], "a"));
    CHECK(lines_of(s.events()) == lines{"response 101 submit_sm_resp seq=3 ROK message_id=b",
                                        "response 102 submit_sm_resp seq=4 RTHROTTLED",
                                        "response 100 submit_sm_resp seq=2 ROK message_id=a"});
    CHECK(s.session.in_flight() == 0);
    // The same answer twice has no second effect.
    s.receive(answer(sequence[0], "a"));
    CHECK(lines_of(s.events()) == lines{"peer_error ROK sequence_number@12"});
}

TEST_CASE("an answer of the wrong kind answers nothing; a generic_nack answers any") {
    auto s = smpp_script::bound({.role = role::esme});
    const auto first = s.session.request(text("x"), 1, s.now).value();
    s.receive({.sequence = first, .body = deliver_sm_resp{}});
    s.receive({.sequence = first, .body = unbind_resp{}});
    CHECK(s.session.in_flight() == 1);
    s.events();
    s.receive({.status = command_status::rinvcmdid, .sequence = first, .body = generic_nack{}});
    CHECK(lines_of(s.events()) == lines{"response 1 generic_nack seq=2 RINVCMDID"});
}

TEST_CASE("checklist: body bad, length good: an answer whose body is bad is still the answer") {
    auto s = smpp_script::bound({.role = role::esme});
    const auto first = s.session.request(text("x"), 1, s.now).value();
    auto bad = smpp_script::octets(answer(first, std::string(64, '7')));
    bad.back() = '7';
    s.receive(bad);
    CHECK(lines_of(s.events()) ==
          lines{"peer_error ROK message_id@16", "response 1 submit_sm_resp seq=2 ROK"});
    CHECK(s.session.in_flight() == 0);
}

TEST_CASE("checklist: late response: no answer in time frees the place; a late one still has its "
          "token, once") {
    auto s = smpp_script::bound({.role = role::esme, .window = 2, .response = 5s});
    const auto first = s.session.request(text("x"), 1, s.now).value();
    s.pass(2s);
    const auto second = s.session.request(text("y"), 2, s.now).value();
    s.pass(3s);
    CHECK(lines_of(s.events()) == lines{"timeout 1"});
    CHECK(s.session.in_flight() == 1);
    s.receive(answer(second, "b"));
    s.receive(answer(first, "a"));
    s.receive(answer(first, "a"));
    CHECK(lines_of(s.events()) == lines{"response 2 submit_sm_resp seq=3 ROK message_id=b",
                                        "late 1 submit_sm_resp seq=2 ROK message_id=a",
                                        "peer_error ROK sequence_number@12"});
}

TEST_CASE("checklist: sequence_number: they wrap to 1 and step over those in flight") {
    auto s = smpp_script::bound({.role = role::esme,
                                 .window = 4,
                                 .enquire_link = 0s,
                                 .response = 1h,
                                 .first_sequence = 0x7FFFFFFE});
    // The bind took 0x7FFFFFFE.
    const auto last = s.session.request(text("x"), 1, s.now).value();
    const auto first = s.session.request(text("x"), 2, s.now).value();
    CHECK(last == 0x7FFFFFFF);
    CHECK(first == 1);
    // `first` stays unanswered while the others go round the ring many times.
    s.receive(answer(last, ""));
    std::map<std::uint32_t, int> seen;
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const auto next = s.session.request(text("x"), 10 + i, s.now).value();
        CHECK(next != first);
        CHECK(++seen[next] == 1);
        s.receive(answer(next, ""));
    }
    s.events();
    s.receive(answer(first, "at last"));
    CHECK(lines_of(s.events()) == lines{"response 2 submit_sm_resp seq=1 ROK message_id=at last"});
}

TEST_CASE("a window under random traffic agrees with a simple model") {
    auto s = smpp_script::bound({.role = role::esme,
                                 .window = 32,
                                 .enquire_link = 0s,
                                 .response = 3s,
                                 .first_sequence = 0x7FFFF000});
    support::random_pdu dice{3};
    struct waiting {
        std::uint64_t token;
        time_point deadline;
    };
    std::map<std::uint32_t, waiting> model;
    std::uint64_t token = 0;
    for (int i = 0; i < 30'000; ++i) {
        if (dice.below(2) == 0) {
            const auto sent = s.session.request(text("x"), ++token, s.now);
            REQUIRE(sent.has_value() == (model.size() < 32));
            if (sent) {
                REQUIRE(*sent >= 1);
                REQUIRE(*sent <= 0x7FFFFFFF);
                REQUIRE(model.emplace(*sent, waiting{token, s.now + 3s}).second);
            }
        } else if (!model.empty() && dice.below(8) != 0) {
            auto at = model.begin();
            std::advance(at, static_cast<long>(dice.below(model.size())));
            s.receive(answer(at->first, ""));
            const auto events = s.events();
            REQUIRE(events.size() == 1);
            REQUIRE(std::get<event::response>(events[0]).token == at->second.token);
            model.erase(at);
        } else {
            s.now += 200ms;
            s.session.tick(s.now);
            for (const auto& e : s.events()) {
                const auto gone = std::get<event::request_timeout>(e).token;
                const auto at = std::ranges::find_if(
                    model, [&](const auto& m) { return m.second.token == gone; });
                REQUIRE(at != model.end());
                REQUIRE(at->second.deadline <= s.now);
                model.erase(at);
            }
            for (const auto& [sequence, w] : model) {
                REQUIRE(w.deadline > s.now);
            }
        }
        REQUIRE(s.session.in_flight() == model.size());
        s.session.consume_output(s.session.output().size(), s.now);
    }
}

TEST_CASE("what was in flight when the link closed is told, oldest first") {
    auto s = smpp_script::bound({.role = role::esme});
    for (std::uint64_t i = 1; i <= 4; ++i) {
        REQUIRE(s.session.request(text("x"), i, s.now).has_value());
    }
    s.receive(answer(3, ""));
    s.session.connection_closed(s.now);
    CHECK(lines_of(s.events()) ==
          lines{"response 2 submit_sm_resp seq=3 ROK", "closed connection_lost ROK"});
    CHECK(s.session.take_unanswered() == std::vector<std::uint64_t>{1, 3, 4});
    CHECK(s.session.take_unanswered().empty());
    CHECK(s.session.request(text("x"), 5, s.now).error() == request_error::not_bound);
}

TEST_CASE("what cannot be written takes no place in the window") {
    auto s = smpp_script::bound({.role = role::esme});
    CHECK(s.session.request(text(std::string(256, 'x')), 1, s.now).error() ==
          request_error::invalid_pdu);
    CHECK(s.session.in_flight() == 0);
    CHECK(s.sent().empty());
}

TEST_CASE("output that is not taken has a bound") {
    auto s = smpp_script::bound({.role = role::esme, .window = 10'000, .max_output = 2000});
    std::size_t n = 0;
    while (s.session.request(text(std::string(100, 'x')), n, s.now).has_value()) {
        ++n;
    }
    CHECK(s.session.request(text("x"), 1, s.now).error() == request_error::output_full);
    CHECK(s.session.output_pending() < 2000 + 200);
    CHECK(s.sent().size() == n);
    CHECK(s.session.request(text("x"), 1, s.now).has_value());
}

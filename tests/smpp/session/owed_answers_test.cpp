// Which answers the owner owes: by number and command, in any order, each once.
#include "../../smpp/src/session/owed_answers.hpp"
#include "support/doctest_lines.hpp"
#include "support/smpp_script.hpp"
#include <deque>
#include <random>

using namespace smpp;
using support::lines;
using support::lines_of;
using support::smpp_script;

TEST_CASE("checklist: our answers: to what was asked, with its command, once") {
    auto s = smpp_script::bound({.role = role::smsc});
    s.receive({.sequence = 5, .body = submit_sm{}});
    s.receive({.sequence = 7, .body = query_sm{}});
    s.events();
    struct row {
        const char* name;
        std::uint32_t sequence;
        body answer;
        lines sent; ///< empty: respond() is false
    };
    const row rows[] = {
        {"a number that nobody gave", 6, submit_sm_resp{}, {}},
        {"the number of the bind", 1, bind_transceiver_resp{}, {}},
        {"the answer to another command", 5, query_sm_resp{}, {}},
        {"no answer at all", 5, submit_sm{}, {}},
        {"the second one first", 7, query_sm_resp{}, {"query_sm_resp seq=7 ROK"}},
        {"twice", 7, query_sm_resp{}, {}},
        {"a generic_nack after the answer", 7, generic_nack{}, {}},
        {"a generic_nack answers any", 5, generic_nack{}, {"generic_nack seq=5 ROK"}},
        {"an answer after the generic_nack", 5, submit_sm_resp{}, {}},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        CHECK(s.session.respond(r.sequence, command_status::rok, r.answer) == !r.sent.empty());
        CHECK(lines_of(s.sent()) == r.sent);
    }
    CHECK(s.session.unanswered_requests() == 0);
}

TEST_CASE("what has no answer, and what was refused, is owed none") {
    auto esme = smpp_script::bound({.role = role::esme});
    esme.receive({.sequence = 4, .body = alert_notification{}});
    CHECK_FALSE(esme.session.respond(4, command_status::rok, generic_nack{}));
    esme.receive({.sequence = 5, .body = submit_sm{}}); // not for an SMSC to send
    esme.receive({.sequence = 6, .body = enquire_link{}});
    esme.sent();
    CHECK_FALSE(esme.session.respond(5, command_status::rok, submit_sm_resp{}));
    CHECK_FALSE(esme.session.respond(6, command_status::rok, enquire_link_resp{}));
    CHECK(esme.sent().empty());
}

TEST_CASE("a number that the peer uses twice is owed two answers") {
    auto s = smpp_script::bound({.role = role::smsc});
    for (const bool other_command : {false, true}) {
        s.receive({.sequence = 5, .body = submit_sm{}});
        if (other_command) {
            s.receive({.sequence = 5, .body = query_sm{}});
            CHECK(s.session.respond(5, command_status::rok, query_sm_resp{}));
        } else {
            s.receive({.sequence = 5, .body = submit_sm{}});
            CHECK(s.session.respond(5, command_status::rok, submit_sm_resp{}));
        }
        CHECK(s.session.unanswered_requests() == 1);
        CHECK(s.session.respond(5, command_status::rok, submit_sm_resp{}));
        CHECK_FALSE(s.session.respond(5, command_status::rok, submit_sm_resp{}));
        CHECK(s.sent().size() == 2);
    }
}

TEST_CASE("an answer that the wire cannot take is one all the same") {
    auto s = smpp_script::bound({.role = role::smsc}, command_id::bind_transceiver, version_33);
    s.receive({.sequence = 5, .body = submit_sm{}});
    CHECK_FALSE(s.session.respond(5, command_status::rok, submit_sm_resp{{"123456789", {}}}));
    CHECK_FALSE(s.session.respond(5, command_status::rok, submit_sm_resp{}));
    CHECK(lines_of(s.sent()) == lines{"submit_sm_resp seq=5 RSYSERR"});
}

TEST_CASE("a refusal for too many makes room with each answer, whatever its place") {
    auto s = smpp_script::bound({.role = role::smsc, .max_unanswered = 3});
    std::uint32_t next = 1;
    for (; next <= 3; ++next) {
        s.receive({.sequence = next, .body = submit_sm{}});
    }
    // The first one is never answered.
    for (int i = 0; i < 100; ++i, ++next) {
        CHECK(s.session.respond(next - 2, command_status::rok, submit_sm_resp{}));
        s.receive({.sequence = next, .body = submit_sm{}});
        s.receive({.sequence = 100'000, .body = submit_sm{}});
        CHECK(lines_of(s.sent()).back() == "submit_sm_resp seq=100000 RMSGQFUL");
        CHECK(s.session.unanswered_requests() == 3);
    }
}

TEST_CASE("unless it is told otherwise, 10,000 requests may wait for their answer") {
    auto s = smpp_script::bound({.role = role::smsc});
    for (std::uint32_t i = 1; i <= 10'000; ++i) {
        s.receive({.sequence = i, .body = submit_sm{}});
    }
    CHECK(s.events().size() == 10'000);
    CHECK(s.sent().empty());
    s.receive({.sequence = 10'001, .body = submit_sm{}});
    CHECK(lines_of(s.sent()) == lines{"submit_sm_resp seq=10001 RMSGQFUL"});
    CHECK(s.session.respond(7, command_status::rok, submit_sm_resp{}));
    s.sent();
    s.receive({.sequence = 10'002, .body = submit_sm{}});
    CHECK(s.sent().empty());
    CHECK(s.session.unanswered_requests() == 10'000);
}

TEST_CASE("answers out of order make an index only where the numbers do not tell the place") {
    struct row {
        const char* name;
        std::uint32_t step; ///< between numbers; 0: any number
        bool in_order;
        bool indexed;
    };
    for (const row r :
         {row{"rising, in order", 1, true, false}, row{"rising, in any order", 1, false, false},
          row{"rising by three, in any order", 3, false, false},
          row{"any numbers, in order", 0, true, false},
          row{"any numbers, in any order", 0, false, true}}) {
        CAPTURE(r.name);
        std::mt19937 random{1};
        owed_answers owed;
        std::deque<std::uint32_t> waiting;
        std::uint32_t last = 0;
        const auto ask = [&] {
            last = r.step == 0 ? static_cast<std::uint32_t>(random()) : last + r.step;
            owed.add(last, command_id::submit_sm_resp);
            waiting.push_back(last);
        };
        for (int i = 0; i < 1000; ++i) {
            ask();
        }
        bool good = true;
        bool indexed = false;
        for (int i = 0; i < 5000 && good; ++i) {
            const auto at = r.in_order ? 0 : random() % waiting.size();
            good = owed.take(waiting[at], command_id::submit_sm_resp);
            indexed = indexed || owed.indexed();
            waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(at));
            if (i < 4000) {
                ask();
            }
        }
        CHECK(good);
        CHECK(indexed == r.indexed);
        CHECK(owed.size() == 0);
        CHECK_FALSE(owed.indexed()); // nothing is owed: nothing is kept
    }
}

TEST_CASE("owed answers are those of a plain list, in any order") {
    struct asked {
        std::uint32_t sequence;
        command_id answer;
        std::uint64_t number;
    };
    constexpr command_id kinds[] = {command_id::submit_sm_resp, command_id::query_sm_resp};
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        std::mt19937 random{seed};
        const auto below = [&](std::size_t n) { return random() % n; };
        owed_answers owed;
        std::deque<asked> model;
        std::uint32_t sequence = seed % 3 == 0 ? 0x7FFFFFF0 : 1;
        std::uint64_t number = 0;
        std::uint64_t mark = 0;
        bool good = true;
        for (int i = 0; i < 3000 && good; ++i) {
            if (below(100) < (i < 1500 ? 65 : 40)) {
                // Mostly upwards; gaps, repeats and jumps too.
                // Every fifth seed: whatever the peer likes, from few numbers or from all.
                const auto how = seed % 5 == 0 ? (below(4) == 0 ? 0 : 2) : below(20);
                sequence = how == 0   ? static_cast<std::uint32_t>(random())
                           : how == 1 ? sequence
                           : how < 5  ? sequence + 3
                                      : sequence + 1;
                const auto kind = kinds[below(5) == 0];
                owed.add(sequence, kind);
                model.push_back({sequence, kind, number++});
            } else if (below(10) == 0 || model.empty()) {
                const auto s = static_cast<std::uint32_t>(random());
                const auto in = std::ranges::find(model, s, &asked::sequence) != model.end();
                good = in || !owed.take(s, command_id::generic_nack);
            } else {
                // Even seeds answer in order but for the first five.
                const auto at = seed % 2 == 0 ? std::min<std::size_t>(5, model.size() - 1)
                                              : below(model.size());
                const auto a = model[at];
                const bool nack = below(10) == 0;
                const auto same = [&](const asked& o) {
                    return o.sequence == a.sequence && (nack || o.answer == a.answer);
                };
                const bool only = std::ranges::count_if(model, same) == 1;
                good = owed.take(a.sequence, nack ? command_id::generic_nack : a.answer);
                if (only) {
                    model.erase(model.begin() + static_cast<std::ptrdiff_t>(at));
                } else { // any of them: no more is known of which are left
                    std::erase_if(model, same);
                    while (owed.take(a.sequence, nack ? command_id::generic_nack : a.answer)) {
                    }
                }
            }
            good = good && owed.size() == model.size() &&
                   owed.answered_before(mark) == (model.empty() || model.front().number >= mark);
            if (below(50) == 0) {
                mark = owed.mark();
                good = good && mark == number;
            }
            if (below(100) == 0) {
                owed.give_back();
            }
        }
        CHECK(good);
        for (const auto& a : model) {
            owed.take(a.sequence, a.answer);
        }
        CHECK(owed.size() == 0);
        CHECK(owed.answered_before(owed.mark()));
    }
}

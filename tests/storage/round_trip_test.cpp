// What is written is what is read after a start, octet for octet.
#include "fixture.hpp"

using namespace yeelen;
using namespace yeelen::storage;
using namespace yeelen::storage::test;

namespace {

void same(const ussd::session_record& a, const ussd::session_record& b) {
    CHECK(a.id == b.id);
    CHECK(a.trace == b.trace);
    CHECK(a.operator_id == b.operator_id);
    CHECK(a.msisdn == b.msisdn);
    CHECK(a.dialogue == b.dialogue);
    CHECK(a.dialled == b.dialled);
    CHECK(a.menu == b.menu);
    CHECK(a.menu_version == b.menu_version);
    CHECK(a.state == b.state);
    CHECK(a.echo == b.echo);
    CHECK(a.phase == b.phase);
    CHECK(a.calls == b.calls);
    CHECK(a.input == b.input);
    CHECK(a.begun == b.begun);
    CHECK(a.updated == b.updated);
}

} // namespace

TEST_CASE("sessions: all fields come back, replaced ones as they were last, dropped ones not") {
    const folder where;
    {
        opened s(where);
        CHECK(s.put(put_session{session(1)}, put_session{session(2, "old")},
                    put_session{session(3)}));
        CHECK(s.put(put_session{session(2, std::string("new\0state", 9))}));
        CHECK(s.put(drop_session{3}));
    }
    opened s(where);
    const auto found = s.it->recover();
    REQUIRE(found);
    REQUIRE(found->sessions.size() == 2);
    same(found->sessions[0], session(1));
    same(found->sessions[1], session(2, std::string("new\0state", 9)));
    CHECK(found->corrupt == 0);
    CHECK(found->last_session_id == 3);
}

TEST_CASE("an id is never used again, though its row is gone") {
    const folder where;
    {
        opened s(where);
        CHECK(s.put(put_session{session(900)}));
        CHECK(s.put(drop_session{900}));
        CHECK(s.put(put_session{session(5)}, drop_session{5}));
    }
    for (int start = 0; start < 2; ++start) {
        opened s(where);
        CHECK(s.it->recover()->last_session_id == 900);
    }
}

TEST_CASE("an empty store recovers nothing") {
    const folder where;
    opened s(where);
    const auto found = s.it->recover();
    REQUIRE(found);
    CHECK(found->sessions.empty());
    CHECK(found->intents.empty());
    CHECK(found->parts.empty());
    CHECK(found->last_session_id == 0);
    CHECK(found->last_message_id == 0);
}

TEST_CASE("profiles: written, replaced, unknown") {
    const folder where;
    opened s(where);
    CHECK(s.it->profile("22370000001").empty());
    CHECK(s.put(put_profile{"22370000001", R"({"lang":"fr"})", at(1)}));
    CHECK(s.it->profile("22370000001") == R"({"lang":"fr"})");
    CHECK(s.put(put_profile{"22370000001", R"({"lang":"en"})", at(2)}));
    CHECK(s.it->profile("22370000001") == R"({"lang":"en"})");
}

TEST_CASE("intents: all fields come back; dropped ones do not") {
    const folder where;
    {
        opened s(where);
        auto changed = intent("a");
        changed.attempts = 7;
        CHECK(s.put(put_intent{intent("a")}, put_intent{intent("b")}));
        CHECK(s.put(put_intent{changed}, drop_intent{"b"}));
    }
    opened s(where);
    const auto found = s.it->recover();
    REQUIRE(found->intents.size() == 1);
    const auto& got = found->intents[0];
    const auto want = intent("a");
    CHECK(got.key == want.key);
    CHECK(got.session == want.session);
    CHECK(got.trace == want.trace);
    CHECK(got.operator_id == want.operator_id);
    CHECK(got.msisdn == want.msisdn);
    CHECK(got.dialled == want.dialled);
    CHECK(got.menu == want.menu);
    CHECK(got.menu_version == want.menu_version);
    CHECK(got.state == want.state);
    CHECK(got.operation == want.operation);
    CHECK(got.arguments == want.arguments);
    CHECK(got.attempts == 7);
    CHECK(got.created == want.created);
    CHECK(got.next_try == want.next_try);
}

TEST_CASE("only queued and sending parts come back, oldest first, with their message") {
    const folder where;
    {
        opened s(where);
        CHECK(s.put(put_message{message(11), {part(11, 1), part(11, 2)}}));
        CHECK(s.put(put_message{message(10), {part(10)}}));
        CHECK(s.put(put_message{message(12), {part(12)}}, put_message{message(13), {part(13)}}));
        CHECK(s.put(put_part{"orange", part(11, 1, sms::part_state::submitted, "a1")}));
        CHECK(s.put(put_part{"orange", part(12, 1, sms::part_state::sending)}));
        CHECK(s.put(put_part{"orange", part(13, 1, sms::part_state::failed)}));
    }
    opened s(where);
    const auto found = s.it->recover();
    REQUIRE(found->parts.size() == 3);
    CHECK(found->last_message_id == 13);
    CHECK(found->parts[0].first.id == 10);
    CHECK(found->parts[1].first.id == 11);
    CHECK(found->parts[1].second.number == 2);
    CHECK(found->parts[2].second.state == sms::part_state::sending);
    const auto& got = found->parts[0].first;
    const auto want = message(10);
    CHECK(got.uid == want.uid);
    CHECK(got.operator_id == want.operator_id);
    CHECK(got.sender == want.sender);
    CHECK(got.to == want.to);
    CHECK(got.text == want.text);
    CHECK(got.fingerprint == want.fingerprint);
    CHECK(got.created == want.created);
    CHECK(got.expires == want.expires);
    const auto& p = found->parts[0].second;
    CHECK(p.message == 10);
    CHECK(p.total == 2);
    CHECK(p.attempts == 3);
    CHECK(p.next_try == part(10).next_try);
    CHECK(p.updated == part(10).updated);
}

TEST_CASE("find_message: by its id, with all parts; nothing for an id that only begins alike") {
    const folder where;
    opened s(where);
    CHECK(s.put(put_message{message(1), {part(1, 1), part(1, 2)}}));
    const auto found = s.it->find_message(message(1).uid);
    REQUIRE(found);
    CHECK(found->message.id == 1);
    REQUIRE(found->parts.size() == 2);
    CHECK(found->parts[1].number == 2);
    auto other = message(1).uid;
    other.words[1] = 43;
    CHECK_FALSE(s.it->find_message(other));
}

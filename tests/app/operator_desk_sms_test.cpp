// Short messages through a desk, its store and its binds: what is stored when, and what receipts
// do.
#include "app/desk_stage.hpp"

using namespace desk_test;
using sms::part_state;

namespace {

const std::string ama = "2250700000001";

} // namespace

TEST_CASE("parts that found no link are stored as queued again, and go in their order later") {
    stage s;
    app::operator_desk& desk = s.open("orange");
    smsc& network = *s.smscs[0];
    // Stored as `sending`, since there was room; then the link goes, before they could leave.
    std::vector<app::operator_desk::prepared> waiting;
    std::vector<core::correlation_id> uids;
    for (const char* text : {"un", "deux", "trois"}) {
        uids.push_back(s.accept(desk, text, ama, [&](auto p) { waiting.push_back(std::move(p)); }));
        CHECK(s.part(uids.back()).state == part_state::sending);
        CHECK(s.part(uids.back()).attempts == 1);
    }
    network.admits = false;
    network.links.at(0)->close();
    REQUIRE(s.until([&] { return !desk.link_counters().bound; }));
    for (auto& p : waiting) {
        desk.stored(std::move(p));
    }
    for (const auto& uid : uids) {
        REQUIRE(s.reaches(uid, part_state::queued)); // what a kill -9 would find now
        const sms::part p = s.part(uid);
        CHECK(p.attempts == 0);
        CHECK(p.possibly_doubled == 0);
        CHECK(p.error.empty());
        CHECK(p.smsc_id.empty());
    }
    CHECK(desk.messages().retried == 0);
    CHECK(desk.messages().failed == 0);
    // They wait for the bind and ask the store for nothing meanwhile.
    const auto commits = s.home.store().counters().commits;
    REQUIRE(s.rest(300ms));
    CHECK(s.home.store().counters().commits == commits);
    CHECK(desk.messages().waiting == 3);

    uids.push_back(s.accept(desk, "quatre", ama));
    network.admits = true;
    REQUIRE(s.until([&] { return network.submits.size() == 4; }));
    CHECK(network.texts() == "un deux trois quatre ");
    for (const auto& uid : uids) {
        CHECK(s.part(uid).state == part_state::sending);
        CHECK(s.part(uid).attempts == 1);
    }
}

TEST_CASE("a restart sends what was handed back once more, and does not call it doubled") {
    stage s;
    app::operator_desk& desk = s.open("orange");
    s.smscs[0]->admits = false;
    std::vector<app::operator_desk::prepared> waiting;
    const auto keep = [&](auto p) { waiting.push_back(std::move(p)); };
    const auto back = s.accept(desk, "back", ama, keep);
    const auto away = s.accept(desk, "away", ama, keep);
    s.smscs[0]->links.at(0)->close();
    REQUIRE(s.until([&] { return !desk.link_counters().bound; }));
    desk.stored(std::move(waiting[0])); // the other one's process is killed before this
    REQUIRE(s.reaches(back, part_state::queued));

    app::shard second;
    const std::string path = (s.folder / "store.db").string();
    s.home.close_store();
    REQUIRE(second.open_store({.path = path, .synced = false}));
    const auto found = second.store().recover();
    REQUIRE(found.has_value());
    REQUIRE(found->parts.size() == 2);
    for (const auto& [message, part] : found->parts) {
        const bool handed_back = message.uid == back;
        CHECK((handed_back || message.uid == away));
        CHECK(part.state == (handed_back ? part_state::queued : part_state::sending));
        CHECK(part.attempts == (handed_back ? 0 : 1));
    }
    second.close_store();
}

TEST_CASE("a full bind keeps its own numbers waiting, unstored, and no others") {
    stage s;
    app::operator_desk& desk = s.open("orange", 2);
    smsc& network = *s.smscs[0];
    std::vector<core::correlation_id> uids;
    for (int i = 0; i < 12; ++i) { // a window is 8
        uids.push_back(s.accept(desk, std::to_string(i), ama));
    }
    REQUIRE(s.until([&] { return network.submits.size() == 8; }));
    REQUIRE(s.rest(150ms)); // parts under way to the store come back
    CHECK(network.submits.size() == 8);
    const auto commits = s.home.store().counters().commits;
    REQUIRE(s.rest(300ms));
    CHECK(s.home.store().counters().commits == commits);
    for (std::size_t i = 8; i < 12; ++i) {
        CHECK(s.part(uids[i]).state == part_state::queued);
        CHECK(s.part(uids[i]).attempts == 0);
    }
    CHECK(desk.messages().waiting == 4);
    // One of another number passes them; which bind its number has is the pool's choice.
    std::string other;
    for (int i = 2; network.submits.size() == 8 && i < 20; ++i) {
        other = "22507000000" + std::to_string(10 + i);
        s.accept(desk, "other", other);
        REQUIRE(s.rest(20ms));
    }
    REQUIRE(network.submits.size() > 8);
    CHECK(network.submits[8].to == other);
    CHECK(network.submits[8].by != network.submits[0].by);
    // As places come free they go, in their order.
    std::size_t answered = 0;
    REQUIRE(s.until([&] {
        for (; answered < network.submits.size(); ++answered) {
            network.answer(network.submits[answered], std::to_string(answered));
        }
        return s.part(uids.back()).state == part_state::submitted;
    }));
    std::vector<std::string> order;
    for (const auto& one : network.submits) {
        if (one.to == ama) {
            order.push_back(one.text);
        }
    }
    REQUIRE(order.size() == 12);
    for (std::size_t i = 0; i < 12; ++i) {
        CHECK(order[i] == std::to_string(i));
        CHECK(s.part(uids[i]).attempts == 1);
    }
}

TEST_CASE("checklist: receipt ids: a receipt before its submit_sm_resp finds its message") {
    stage s;
    app::operator_desk& desk = s.open("orange");
    smsc& network = *s.smscs[0];
    const auto uid = s.accept(desk, "Bonjour", ama);
    REQUIRE(s.until([&] { return network.submits.size() == 1; }));
    smsc::receipt(*network.links[0], "00AF", "DELIVRD");
    REQUIRE(s.until([&] { return network.acknowledged.size() == 1; })); // stored, that means
    CHECK(network.acknowledged[0].second == smpp::command_status::rok);
    CHECK(s.part(uid).state == part_state::sending);
    network.answer(network.submits[0], "00AF");
    CHECK(s.reaches(uid, part_state::delivered));
}

TEST_CASE("checklist: receipt ids: a receipt on another bind finds its message, and is answered "
          "there") {
    stage s;
    app::operator_desk& desk = s.open("orange", 2);
    smsc& network = *s.smscs[0];
    const auto uid = s.accept(desk, "Bonjour", ama);
    REQUIRE(s.until([&] { return network.submits.size() == 1; }));
    network.answer(network.submits[0], "77");
    REQUIRE(s.reaches(uid, part_state::submitted));
    REQUIRE(network.links.size() == 2);
    smpp::net::link* const other =
        network.links[0] == network.submits[0].by ? network.links[1] : network.links[0];
    smsc::receipt(*other, "77", "DELIVRD");
    REQUIRE(s.until([&] { return network.acknowledged.size() == 1; }));
    CHECK(network.acknowledged[0].first == other);
    CHECK(s.part(uid).state == part_state::delivered);
}

TEST_CASE("checklist: receipt ids: an id is its own connector's, whoever else gives the same") {
    stage s;
    app::operator_desk& orange = s.open("orange");
    app::operator_desk& moov = s.open("moov");
    const auto of_orange = s.accept(orange, "Bonjour", ama);
    const auto of_moov = s.accept(moov, "Bonsoir", ama);
    for (auto& network : s.smscs) {
        REQUIRE(s.until([&] { return network->submits.size() == 1; }));
    }
    // Moov's receipt is there before any answer: it must not wait for Orange's id.
    smsc::receipt(*s.smscs[1]->links[0], "77", "EXPIRED");
    REQUIRE(s.until([&] { return s.smscs[1]->acknowledged.size() == 1; }));
    s.smscs[0]->answer(s.smscs[0]->submits[0], "77");
    REQUIRE(s.reaches(of_orange, part_state::submitted));
    s.smscs[1]->answer(s.smscs[1]->submits[0], "77");
    REQUIRE(s.reaches(of_moov, part_state::expired));
    CHECK(s.part(of_orange).state == part_state::submitted);
    smsc::receipt(*s.smscs[0]->links[0], "77", "DELIVRD");
    CHECK(s.reaches(of_orange, part_state::delivered));
    CHECK(s.part(of_moov).state == part_state::expired);
}

TEST_CASE("ACCEPTD is no end: the receipt that follows it is") {
    stage s;
    app::operator_desk& desk = s.open("orange");
    smsc& network = *s.smscs[0];
    const auto uid = s.accept(desk, "Bonjour", ama);
    REQUIRE(s.until([&] { return network.submits.size() == 1; }));
    network.answer(network.submits[0], "77");
    REQUIRE(s.reaches(uid, part_state::submitted));
    smsc::receipt(*network.links[0], "77", "ACCEPTD");
    REQUIRE(s.until([&] { return network.acknowledged.size() == 1; }));
    CHECK(s.part(uid).state == part_state::submitted);
    smsc::receipt(*network.links[0], "77", "DELIVRD");
    CHECK(s.reaches(uid, part_state::delivered));
}

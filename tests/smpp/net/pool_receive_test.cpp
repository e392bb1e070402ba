// What comes by the binds of a pool belongs together, whichever it came by.
#include "pool_support.hpp"
#include "smpp/message.hpp"
#include "smpp/reassembly.hpp"
#include <doctest/doctest.h>

using namespace pool_test;

TEST_CASE("checklist: concatenation: parts that come across binds are put together") {
    place p;
    net::pool pool{p.io, p.config(3), p.esme};
    reassembler together;
    std::vector<std::string> whole;
    std::size_t came = 0;
    reassembler::outcome last{};
    p.esme.act = [&](net::link& l, session_event& e) {
        const auto* r = std::get_if<event::request>(&e);
        if (r == nullptr) {
            return;
        }
        ++came;
        auto got =
            together.add(take_part(std::get<deliver_sm>(r->pdu.body)).value(), came, steady::now());
        last = got.what;
        if (got.message) {
            whole.push_back(text_of(*got.message).value());
        }
        l.session().respond(r->pdu.sequence, command_status::rok, deliver_sm_resp{});
    };
    pool.start();
    REQUIRE(p.until([&] { return pool.bound_links() == 3; }));
    const std::string text = std::string(150, 'a') + std::string(150, 'b') + std::string(150, 'c');
    for (const auto method : {segment_method::udh8, segment_method::udh16, segment_method::sar}) {
        CAPTURE(static_cast<int>(method));
        deliver_sm like;
        like.source = {1, 1, "2250700000001"};
        like.destination = {0, 1, "123"};
        const auto parts =
            make_messages(text, static_cast<std::uint16_t>(method), like, {.method = method})
                .value();
        REQUIRE(parts.size() == 3);
        came = 0;
        whole.clear();
        for (const std::size_t i : {2u, 0u, 1u}) { // each by another bind, the last one first
            net::link& l = *p.peer.binds[i].link;
            REQUIRE(l.session().request(parts[i], i, steady::now()).has_value());
            l.flush();
            REQUIRE(p.until([&] { return came == (i == 2 ? 1 : i + 2); }));
            CHECK(whole.size() == (i == 1 ? 1 : 0));
        }
        CHECK(whole == std::vector{text});
        // The peer lost our answer with a bind, and brings a part again by another one.
        REQUIRE(p.peer.binds[0].link->session().request(parts[1], 9, steady::now()).has_value());
        p.peer.binds[0].link->flush();
        REQUIRE(p.until([&] { return came == 4; }));
        CHECK(whole.size() == 1);
        CHECK(last == reassembler::outcome::late);
    }
}

#include "smpp/reassembly.hpp"
#include <chrono>
#include <cstdint>
#include <doctest/doctest.h>
#include <string>
#include <string_view>

using namespace std::chrono_literals;
using smpp::reassembler;
using smpp::segment_method;
using outcome = smpp::reassembler::outcome;
using loss = smpp::reassembler::loss;

namespace {

struct place {
    unsigned number;
    unsigned total = 3;
    unsigned reference = 7;
    segment_method method = segment_method::udh8;
};

smpp::message_part part(std::string text, place p, std::string_view source = "1") {
    smpp::message_part m;
    m.source.value = source;
    m.destination.value = "9";
    m.octets = std::move(text);
    m.place =
        smpp::part_place{p.method, static_cast<std::uint16_t>(p.reference),
                         static_cast<std::uint8_t>(p.total), static_cast<std::uint8_t>(p.number)};
    return m;
}

constexpr reassembler::time_point start{};

std::string text(const reassembler::result& r) {
    REQUIRE(r.message);
    return smpp::text_of(*r.message).value();
}

} // namespace

TEST_CASE("checklist: concatenation: parts in any order") {
    const unsigned orders[][3] = {{1, 2, 3}, {1, 3, 2}, {2, 1, 3}, {2, 3, 1}, {3, 1, 2}, {3, 2, 1}};
    const std::string texts[] = {"", "un ", "deux ", "trois"};
    for (const auto& order : orders) {
        reassembler r;
        CHECK((r.add(part(texts[order[0]], {order[0]}), 10, start).what == outcome::kept));
        CHECK((r.add(part(texts[order[1]], {order[1]}), 11, start).what == outcome::kept));
        CHECK(r.messages() == 1);
        CHECK(r.parts() == 2);
        const auto last = r.add(part(texts[order[2]], {order[2]}), 12, start);
        CHECK((last.what == outcome::whole));
        CHECK(text(last) == "un deux trois");
        CHECK(last.message->whole());
        CHECK(last.message->pieces[order[2] - 1].token == 12);
        CHECK(r.messages() + r.parts() + r.octets() == 0);
        CHECK((r.wake() == reassembler::time_point::max()));
    }
}

TEST_CASE("reassembly: what has no others is whole at once") {
    reassembler r;
    smpp::message_part alone = part("seul", {1});
    alone.place.reset();
    CHECK(text(r.add(alone, 1, start)) == "seul");
    CHECK(text(r.add(part("un", {1, 1}), 2, start)) == "un");
    CHECK(text(r.add(part("un", {1, 1}), 2, start)) == "un");
    CHECK(text(r.add(part("hors", {4, 3}), 3, start)) == "hors");
    CHECK(r.messages() == 0);
}

TEST_CASE("checklist: concatenation: the same part twice") {
    reassembler r;
    CHECK((r.add(part("un ", {1, 2}), 1, start).what == outcome::kept));
    CHECK((r.add(part("un ", {1, 2}), 2, start).what == outcome::duplicate));
    CHECK(r.parts() == 1);
    const auto last = r.add(part("deux", {2, 2}), 3, start);
    CHECK(text(last) == "un deux");
    CHECK(last.message->pieces[0].token == 1);
    SUBCASE("after the message was whole: no new one begins") {
        CHECK((r.add(part("un ", {1, 2}), 4, start + 1s).what == outcome::late));
        CHECK((r.add(part("un ", {1, 2}), 5, start + 2s).what == outcome::late));
        CHECK((r.add(part("deux", {2, 2}), 6, start + 3s).what == outcome::late));
        CHECK(r.messages() == 0);
        CHECK((r.add(part("deux", {2, 2}), 7, start + 4s).what == outcome::late));
        CHECK(r.tick(start + 24h).empty()); // and nothing is told as lost
        CHECK(r.messages() == 0);
    }
    SUBCASE("the memory of it is short") {
        CHECK((r.add(part("un ", {1, 2}), 4, start + 60s).what == outcome::kept));
    }
}

TEST_CASE("reassembly: a reference used again") {
    reassembler r;
    r.add(part("Cher client, ", {1, 2}), 1, start);
    REQUIRE(r.add(part("merci.", {2, 2}), 2, start).message);
    SUBCASE("for a message that begins alike") {
        CHECK((r.add(part("Cher client, ", {1, 2}), 3, start + 1s).what == outcome::late));
        CHECK(text(r.add(part("payez.", {2, 2}), 4, start + 1s)) == "Cher client, payez.");
    }
    SUBCASE("for one that ends alike, its end first") {
        CHECK((r.add(part("merci.", {2, 2}), 3, start + 1s).what == outcome::late));
        CHECK(text(r.add(part("Bonjour, ", {1, 2}), 4, start + 1s)) == "Bonjour, merci.");
    }
    SUBCASE("before the first was whole: the first is told as lost") {
        CHECK((r.add(part("A", {1, 3}), 3, start).what == outcome::kept));
        const auto again = r.add(part("B", {1, 3}), 4, start + 1s);
        CHECK((again.what == outcome::kept));
        REQUIRE(again.lost.size() == 1);
        CHECK((again.lost[0].why == loss::replaced));
        CHECK(again.lost[0].message.pieces.at(0).octets == "A");
        CHECK(r.parts() == 1);
    }
}

TEST_CASE("reassembly: what makes parts belong together") {
    struct row {
        std::string_view name;
        smpp::message_part other;
        bool together;
    };
    auto other_destination = part("b", {2, 2});
    other_destination.destination.value = "8";
    auto other_ton = part("b", {2, 2});
    other_ton.source.ton = 1;
    auto other_coding = part("b", {2, 2});
    other_coding.data_coding = 3;
    const row rows[] = {
        {"all alike", part("b", {2, 2}), true},
        {"type of number", other_ton, true},
        {"coding, part by part", other_coding, true},
        {"source", part("b", {2, 2}, "2"), false},
        {"destination", other_destination, false},
        {"reference", part("b", {2, 2, 8}), false},
        {"the width of the reference", part("b", {2, 2, 7, segment_method::udh16}), false},
        {"SAR against a header", part("b", {2, 2, 7, segment_method::sar}), false},
        {"a total that contradicts", part("b", {2, 3}), false},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        reassembler joined;
        joined.add(part("a", {1, 2}), 1, start);
        const auto second = joined.add(r.other, 2, start);
        CHECK((second.what == (r.together ? outcome::whole : outcome::kept)));
        CHECK(joined.messages() == (r.together ? 0 : 2));
    }
}

TEST_CASE("checklist: concatenation: parts that never come") {
    reassembler r{{.lifetime = 10s}};
    r.add(part("un ", {1}), 1, start);
    r.add(part("trois", {3}), 2, start + 9s);
    r.add(part("A", {1, 2, 8}), 3, start + 5s);
    CHECK((r.wake() == start + 10s));
    CHECK(r.tick(start + 10s - 1ns).empty());
    SUBCASE("told by tick") {
        const auto lost = r.tick(start + 10s);
        REQUIRE(lost.size() == 1);
        CHECK((lost[0].why == loss::expired));
        CHECK_FALSE(lost[0].message.whole());
        CHECK(lost[0].message.total == 3);
        REQUIRE(lost[0].message.pieces.size() == 2);
        CHECK(lost[0].message.pieces[1].number == 3);
        CHECK(smpp::text_of(lost[0].message) == "un trois");
        CHECK((r.wake() == start + 15s));
    }
    SUBCASE("or by the next part, which begins anew") {
        const auto late = r.add(part("deux ", {2}), 4, start + 10s);
        CHECK((late.what == outcome::kept));
        CHECK(late.lost.size() == 1);
        CHECK(r.messages() == 2);
    }
}

TEST_CASE("reassembly: a coding of its own in each part, characters cut in two") {
    reassembler r;
    auto ucs2 = [](std::string octets, unsigned number) {
        auto p = part(std::move(octets), {number});
        p.data_coding = 8;
        return p;
    };
    r.add(ucs2({"\xD8\x3D", 2}, 1), 1, start);
    r.add(ucs2({"\xDE\x00", 2}, 2), 2, start);
    CHECK(text(r.add(part("ok", {3}), 3, start)) == "😀ok");
    auto binary = part("\xFF", {2, 2});
    binary.data_coding = 4;
    r.add(part("a", {1, 2}), 4, start);
    const auto mixed = r.add(binary, 5, start);
    REQUIRE(mixed.message);
    CHECK((smpp::text_of(*mixed.message).error() == smpp::text_error::binary));
}

TEST_CASE("checklist: concatenation: memory is bounded, the oldest goes and is told") {
    SUBCASE("messages") {
        reassembler r{{.max_messages = 2}};
        r.add(part("a", {1, 2, 1}, "1"), 1, start);
        r.add(part("b", {1, 2, 2}, "2"), 2, start);
        const auto third = r.add(part("c", {1, 2, 3}, "3"), 3, start);
        REQUIRE(third.lost.size() == 1);
        CHECK((third.lost[0].why == loss::over_bound));
        CHECK(third.lost[0].message.pieces[0].token == 1);
        CHECK(r.messages() == 2);
    }
    SUBCASE("messages of one source, which costs the others nothing") {
        reassembler r{{.max_per_source = 2}};
        r.add(part("x", {1, 2, 1}, "other"), 0, start);
        for (unsigned i = 1; i <= 10; ++i) {
            const auto added = r.add(part("a", {1, 2, i}), i, start);
            REQUIRE(added.lost.size() == (i > 2 ? 1 : 0));
            if (i > 2)
                CHECK(added.lost[0].message.pieces[0].token == i - 2);
        }
        CHECK(r.messages() == 3);
        CHECK(r.add(part("y", {2, 2, 1}, "other"), 0, start).message);
    }
    SUBCASE("parts") {
        reassembler r{{.max_parts = 3}};
        r.add(part("a", {1, 3, 1}), 1, start);
        r.add(part("b", {2, 3, 1}), 2, start);
        r.add(part("c", {1, 3, 2}), 3, start);
        const auto fourth = r.add(part("d", {2, 3, 2}), 4, start);
        REQUIRE(fourth.lost.size() == 1);
        CHECK(fourth.lost[0].message.pieces.size() == 2);
        CHECK(r.parts() == 2);
    }
    SUBCASE("octets") {
        reassembler r{{.max_octets = 10}};
        r.add(part("aaaa", {1, 3, 1}), 1, start);
        r.add(part("bbbb", {1, 3, 2}), 2, start);
        CHECK(r.add(part("cc", {1, 3, 3}), 3, start).lost.empty());
        CHECK(r.add(part("d", {1, 3, 4}), 4, start).lost.size() == 1);
        CHECK(r.octets() == 7);
        CHECK((r.add(part("eeeeeeeeeee", {1, 3, 5}), 5, start).what == outcome::too_large));
        CHECK(r.octets() == 7);
    }
    SUBCASE("a message that grows over it alone") {
        reassembler r{{.max_octets = 10}};
        r.add(part("aaaaaa", {1}), 1, start);
        const auto second = r.add(part("bbbbbb", {2}), 2, start);
        CHECK((second.what == outcome::too_large));
        REQUIRE(second.lost.size() == 1);
        CHECK((second.lost[0].why == loss::over_bound));
        CHECK(r.messages() + r.parts() + r.octets() == 0);
    }
    SUBCASE("the one that grows is kept before older ones are not") {
        reassembler r{{.max_parts = 2}};
        r.add(part("a", {1, 2, 1}), 1, start);
        r.add(part("b", {1, 2, 2}), 2, start);
        const auto done = r.add(part("A", {2, 2, 1}), 3, start);
        CHECK(text(done) == "aA");
        CHECK(done.lost.size() == 1);
    }
    SUBCASE("no room at all is room for one") {
        reassembler r{{.max_messages = 0, .max_parts = 0, .max_per_source = 0}};
        CHECK((r.add(part("a", {1, 2, 1}), 1, start).what == outcome::kept));
        CHECK((r.add(part("b", {1, 2, 2}), 1, start).what == outcome::kept));
        CHECK(r.messages() == 1);
    }
}

TEST_CASE("checklist: concatenation: of whole messages no more than max_messages are remembered") {
    reassembler r{{.max_messages = 2}};
    const auto say = [&](unsigned reference, unsigned number) {
        return r.add(part(std::to_string(number), {number, 2, reference}), reference, start).what;
    };
    for (const unsigned reference : {1U, 2U, 3U}) {
        CHECK((say(reference, 1) == outcome::kept));
        CHECK((say(reference, 2) == outcome::whole));
    }
    // The first one is forgotten: its part begins another message.
    CHECK((say(3, 1) == outcome::late));
    CHECK((say(2, 2) == outcome::late));
    CHECK((say(1, 1) == outcome::kept));
}

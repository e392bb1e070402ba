// decode(encode(x)) = x, and no octets make the decoder fall over.
#include "smpp/codec.hpp"
#include "support/random_pdu.hpp"
#include <doctest/doctest.h>

TEST_CASE("decode undoes encode") {
    support::random_pdu make{20260101};
    std::string octets;
    for (int i = 0; i < 20'000; ++i) {
        const smpp::pdu p = make.next();
        octets.clear();
        REQUIRE(smpp::encode(p, octets).has_value());
        REQUIRE(smpp::read_header(octets).length == octets.size());
        const auto back = smpp::decode(octets);
        REQUIRE(back.has_value());
        REQUIRE(back->status == p.status);
        REQUIRE(back->sequence == p.sequence);
        REQUIRE(back->body == p.body);
    }
}

TEST_CASE("octets with errors in them decode to a value or an error within the PDU") {
    support::random_pdu make{7};
    std::string octets;
    std::string again;
    std::size_t refused = 0;
    for (int i = 0; i < 20'000; ++i) {
        octets.clear();
        REQUIRE(smpp::encode(make.next(), octets).has_value());
        for (std::size_t n = make.below(4); n > 0; --n) {
            octets[make.below(octets.size())] = static_cast<char>(make.octet());
        }
        octets.resize(octets.size() - make.below(2) * make.below(octets.size()));
        if (octets.size() >= 4 && make.below(2) == 0) {
            octets[0] = octets[1] = '\0';
            octets[2] = static_cast<char>(octets.size() >> 8);
            octets[3] = static_cast<char>(octets.size());
        }
        const auto p = smpp::decode(octets);
        if (!p) {
            ++refused;
            REQUIRE(p.error().offset <= octets.size());
            REQUIRE_FALSE(p.error().field.empty());
            REQUIRE(p.error().status != smpp::command_status::rok);
        } else {
            static_cast<void>(smpp::describe(*p));
            again.clear();
            static_cast<void>(smpp::encode(*p, again));
        }
    }
    CHECK(refused > 1000);
}

// decode(encode(x)) = x, and no octets make the decoder fall over.
#include "smpp/codec.hpp"
#include "smpp/validate.hpp"
#include "support/random_pdu.hpp"
#include <doctest/doctest.h>
#include <set>

namespace {

void check_round_trip(const smpp::pdu& p, std::uint8_t version, std::string& octets,
                      smpp::pdu& kept) {
    CAPTURE(smpp::describe(p));
    octets.clear();
    REQUIRE(smpp::encode(p, octets, version).has_value());
    REQUIRE(smpp::read_header(octets).length == octets.size());
    const auto back = smpp::decode(octets);
    REQUIRE(back.has_value());
    REQUIRE(back->status == p.status);
    REQUIRE(back->sequence == p.sequence);
    REQUIRE(back->body == p.body);
    // Into a pdu that held something else before.
    REQUIRE(smpp::decode(octets, kept).has_value());
    REQUIRE(kept.status == p.status);
    REQUIRE(kept.sequence == p.sequence);
    REQUIRE(kept.body == p.body);
}

} // namespace

TEST_CASE("decode undoes encode, for every command and version") {
    for (const std::uint8_t version : {smpp::version_33, smpp::version_34, smpp::version_50}) {
        support::random_pdu make{20260101, version};
        std::string octets;
        smpp::pdu kept;
        std::set<smpp::command_id> seen;
        for (int i = 0; i < 8'000; ++i) {
            const smpp::pdu p = make.next();
            seen.insert(smpp::id_of(p.body));
            check_round_trip(p, version, octets, kept);
        }
        CHECK(seen.size() == std::variant_size_v<smpp::body> - (version == smpp::version_33   ? 7
                                                                : version == smpp::version_34 ? 3
                                                                                              : 0));
    }
}

TEST_CASE("decode into the same kind of PDU leaves nothing of the one before") {
    support::random_pdu make{4};
    for (std::size_t kind = 0; kind < std::variant_size_v<smpp::body>; ++kind) {
        std::string octets;
        smpp::pdu kept;
        for (int i = 0; i < 200; ++i) {
            check_round_trip(make.next_of(kind), smpp::version_50, octets, kept);
        }
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
            REQUIRE_FALSE(smpp::path_of(p.error(), smpp::command_id::submit_sm).empty());
        } else {
            static_cast<void>(smpp::describe(*p));
            again.clear();
            REQUIRE(smpp::encode(*p, again));
        }
    }
    CHECK(refused > 1000);
}

TEST_CASE("what validate() finds lies within the PDU, and all it lets pass can be encoded") {
    std::size_t refused = 0;
    for (const std::uint8_t version : {smpp::version_33, smpp::version_34, smpp::version_50}) {
        // Made for 5.0, so that older versions find something.
        support::random_pdu make{11};
        for (int i = 0; i < 5'000; ++i) {
            const smpp::pdu p = make.next();
            std::string octets;
            const auto fault = smpp::validate(p, version);
            if (fault) {
                ++refused;
                REQUIRE(smpp::encode(p, octets).has_value());
                REQUIRE(fault->offset <= octets.size());
                REQUIRE_FALSE(fault->field.empty());
                REQUIRE(fault->status != smpp::command_status::rok);
            } else {
                REQUIRE(smpp::encode(p, octets, version).has_value());
            }
        }
    }
    CHECK(refused > 1000);
}

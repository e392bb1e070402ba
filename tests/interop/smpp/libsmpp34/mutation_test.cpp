// PDUs with a few octets changed: what one of the two takes and the other refuses must be
// explained.
#include "../pdu_json.hpp"
#include "limits.hpp"
#include "smpp34.hpp"
#include "support/random_pdu.hpp"
#include <algorithm>
#include <array>
#include <doctest/doctest.h>
#include <map>
#include <optional>

namespace {

using namespace interop;

constexpr int rounds = 200'000;

void put_length(std::string& octets, std::size_t length) {
    for (std::size_t i = 0; i < 4 && i < octets.size(); ++i) {
        octets[i] = static_cast<char>(length >> (24 - 8 * i));
    }
}

/// One to four changes; the length in the header is then put right, but for one in 32.
std::string mutated(support::random_pdu& random, std::string octets) {
    for (std::size_t n = 1 + random.below(4); n > 0; --n) {
        const std::size_t at = 4 + random.below(octets.size() - 4);
        switch (random.below(6)) {
        case 0: octets[at] = static_cast<char>(random.octet()); break;
        case 1: octets[at] = static_cast<char>(octets[at] ^ (1 << random.below(8))); break;
        case 2: octets[at] = '\0'; break;
        case 3: octets.insert(at, random.octets(8)); break;
        case 4: octets.erase(at, 1 + random.below(4)); break;
        default: octets.resize(std::max<std::size_t>(at, smpp::header_size)); break;
        }
        octets.resize(std::max(octets.size(), smpp::header_size));
    }
    put_length(octets, random.below(32) == 0 ? random.below(octets.size() + 40) : octets.size());
    return octets;
}

/// Where libsmpp34 takes what we refuse.
struct leniency {
    std::string_view field; ///< of our refusal; a prefix
    std::string_view why;
};
constexpr std::array leniencies{
    leniency{"command_length",
             "it leaves alone what follows the PDU in its buffer; decode() is given one PDU"},
    leniency{"schedule_delivery_time",
             "a time is empty or of 16 octets (3.4 7.1.1); it takes any up to 16"},
    leniency{"validity_period", "the same"},
    leniency{"tlv", "it reads a number by its tag, not by its length, and goes on from there"},
};

} // namespace

TEST_CASE("libsmpp34: PDUs with wrong octets: each difference is explained") {
    support::random_pdu random{2};
    int both_take = 0;
    int both_refuse = 0;
    std::map<limit, int> refused_by_it;
    std::map<std::string_view, int> taken_by_it;
    std::map<limit, int> written_otherwise;
    for (int i = 0; i < rounds; ++i) {
        smpp::pdu p = random.next();
        fit(p);
        std::string octets;
        REQUIRE(smpp::encode(p, octets, smpp::version_50));
        octets = mutated(random, std::move(octets));
        CAPTURE(i);
        CAPTURE(hex_of(octets));

        const auto ours = smpp::decode(octets);
        smpp34_pdu theirs{octets};
        if (!ours && !theirs.good()) {
            ++both_refuse;
        } else if (!ours) {
            const auto row = std::ranges::find_if(leniencies, [&](const leniency& l) {
                return ours.error().field.starts_with(l.field);
            });
            CHECK_MESSAGE(row != leniencies.end(),
                          "only libsmpp34 takes it; we: ", std::string{ours.error().field});
            if (row != leniencies.end()) {
                ++taken_by_it[row->field];
            }
        } else {
            const auto beyond = limits_of(*ours, octets);
            std::string again;
            REQUIRE(smpp::encode(*ours, again, smpp::version_50));
            if (!theirs.good()) {
                CHECK_MESSAGE(!beyond.empty(), "only we take it; libsmpp34: ", smpp34_pdu::said());
                for (const limit l : beyond) {
                    ++refused_by_it[l];
                }
            } else if (theirs.packed() == again) {
                ++both_take;
            } else {
                CHECK_MESSAGE(!beyond.empty(), "both take it, but libsmpp34 writes ",
                              hex_of(theirs.packed().value_or("nothing")));
                for (const limit l : beyond) {
                    ++written_otherwise[l];
                }
            }
        }
    }
    // What octets at random seldom come to: PDUs that are legal, but beyond one limit.
    for (int i = 0; i < rounds / 20; ++i) {
        smpp::pdu p = random.next();
        const limit beyond_this = limit_table[random.below(std::size(limit_table))].what;
        std::string octets;
        if (!fit(p, beyond_this) || !smpp::encode(p, octets)) {
            continue;
        }
        smpp34_pdu theirs{octets};
        if (limits_of(p, octets).contains(beyond_this) &&
            (!theirs.good() || theirs.packed() != octets)) {
            ++(theirs.good() ? written_otherwise : refused_by_it)[beyond_this];
        }
    }
    CHECK(both_take > rounds / 50);
    CHECK(both_refuse > rounds / 10);
    // Every row of the tables is needed.
    for (const auto& row : limit_table) {
        CHECK_MESSAGE(refused_by_it[row.what] + written_otherwise[row.what] > 0,
                      std::string{row.why});
        MESSAGE("only we take it: " << refused_by_it[row.what] << ", written otherwise: "
                                    << written_otherwise[row.what] << ": " << std::string{row.why});
    }
    for (const auto& row : leniencies) {
        CHECK_MESSAGE(taken_by_it[row.field] > 0, std::string{row.why});
        MESSAGE("only it takes it: " << taken_by_it[row.field] << ": " << std::string{row.field}
                                     << ": " << std::string{row.why});
    }
    MESSAGE("both take " << both_take << ", both refuse " << both_refuse << " of " << rounds);
}

#pragma once
// A text cut and read again, for the tests of cut_text.
#include "smpp/text/segment.hpp"
#include "smpp/text/user_data.hpp"
#include <cstddef>
#include <doctest/doctest.h>
#include <string>
#include <string_view>
#include <vector>

namespace cutting {

using smpp::coding_rules;
using smpp::segment_method;
using smpp::text_pieces;

inline std::string repeat(std::string_view piece, std::size_t times) {
    std::string out;
    while (times-- > 0)
        out += piece;
    return out;
}

inline std::vector<std::size_t> sizes(const text_pieces& p) {
    std::vector<std::size_t> out;
    for (const auto& piece : p.pieces)
        out.push_back(piece.octets.size());
    return out;
}

/// As a receiver with the same rules reads it; each piece's place is checked.
inline std::string read(const text_pieces& p, const coding_rules& rules) {
    std::string body;
    smpp::shift_tables tables;
    smpp::coding coding;
    for (std::size_t i = 0; i < p.pieces.size(); ++i) {
        REQUIRE(p.pieces[i].number == i + 1);
        const auto d = smpp::split_user_data(p.data_coding, p.pieces[i].octets, p.has_udh, rules);
        REQUIRE(d);
        const auto place = smpp::concatenation_of(d->header);
        const bool by_header =
            p.method == segment_method::udh8 || p.method == segment_method::udh16;
        REQUIRE(place.has_value() == (by_header && p.total() > 1));
        if (place) {
            REQUIRE((*place == smpp::concatenation{p.reference, p.total(), p.pieces[i].number,
                                                   p.method == segment_method::udh16}));
        }
        body += d->body;
        tables = d->tables;
        coding = d->coding;
    }
    REQUIRE((tables == p.tables));
    return smpp::text_of(coding, tables, body).value();
}

} // namespace cutting

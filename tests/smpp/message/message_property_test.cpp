// Cut, shuffled, doubled, put together: the text again, for every method and alphabet.
#include "smpp/codec.hpp"
#include "smpp/message.hpp"
#include "smpp/reassembly.hpp"
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <doctest/doctest.h>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using generator = std::minstd_rand;

std::size_t below(generator& r, std::size_t n) {
    return (r() >> 8) % n; // minstd's low bits are poor
}

std::string text_of(generator& r, const std::vector<std::string_view>& characters,
                    std::size_t most) {
    std::string text;
    for (std::size_t left = below(r, most + 1); left > 0; --left)
        text += characters[below(r, characters.size())];
    return text;
}

struct alphabet {
    std::string_view name;
    std::vector<std::string_view> characters;
    smpp::segment_options options;
};

std::vector<alphabet> alphabets() {
    const auto with = [](auto set) {
        smpp::segment_options o;
        o.max_segments = smpp::most_segments;
        set(o);
        return o;
    };
    const auto plain = with([](auto&) {});
    return {
        {"GSM-7 with escapes", {"a", "é", "@", "€", "[", "\n", "Ω"}, plain},
        {"UCS-2 with surrogate pairs", {"a", "ê", "😀", "й", "中"}, plain},
        {"Turkish tables", {"ş", "ı", "Ğ", "a", "€"}, with([](auto& o) {
             o.languages.add(smpp::national_language::turkish);
         })},
        {"packed septets", {"a", "é", "€", "b", "c"}, with([](auto& o) { o.rules.packed = true; })},
        {"Latin-1 by default", {"a", "é", "@", "à"}, with([](auto& o) {
             o.rules.default_charset = smpp::charset::latin1;
         })},
    };
}

/// What octets on the wire make of it: the sender's values are not what the receiver sees.
template<class Body>
Body through_the_wire(const Body& body) {
    std::string octets;
    REQUIRE(smpp::encode({.sequence = 1, .body = body}, octets, smpp::version_34));
    const auto back = smpp::decode(octets);
    REQUIRE(back);
    return std::get<Body>(back->body);
}

template<class Body>
void check_method(const alphabet& a, smpp::segment_method method, generator& r,
                  smpp::reassembler& joined) {
    smpp::segment_options options = a.options;
    options.method = method;
    Body like;
    like.source = {5, 0, "Energie"};
    like.destination = {1, 1, "2250700000001"};
    const std::string text = text_of(r, a.characters, 700);
    CAPTURE(text);
    const auto made =
        smpp::make_messages(text, static_cast<std::uint16_t>(r() >> 8), like, options);
    REQUIRE(made);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < made->size(); ++i) {
        order.push_back(i);
        if (made->size() > 1 && below(r, 3) == 0)
            order.push_back(i);
    }
    std::shuffle(order.begin(), order.end(), r);
    std::size_t whole = 0;
    for (const std::size_t i : order) {
        auto part = smpp::take_part(through_the_wire((*made)[i]), options.rules);
        REQUIRE(part);
        const auto added = joined.add(std::move(*part), i, {});
        REQUIRE(added.lost.empty());
        if (!added.message)
            continue;
        ++whole;
        REQUIRE(added.message->whole());
        REQUIRE(added.message->pieces.size() == made->size());
        for (std::size_t n = 0; n < made->size(); ++n)
            REQUIRE(added.message->pieces[n].token == n);
        const auto back = smpp::text_of(*added.message, options.rules);
        REQUIRE(back);
        REQUIRE(*back == text);
    }
    CHECK(whole == 1);
}

} // namespace

TEST_CASE("checklist: concatenation: cut, shuffled, doubled, put together is the text") {
    using enum smpp::segment_method;
    generator r{20261121};
    for (const alphabet& a : alphabets()) {
        CAPTURE(a.name);
        for (const auto method : {udh8, udh16, sar, payload}) {
            CAPTURE(static_cast<int>(method));
            for (int i = 0; i < 60; ++i) {
                smpp::reassembler joined;
                check_method<smpp::submit_sm>(a, method, r, joined);
                check_method<smpp::deliver_sm>(a, method, r, joined);
                check_method<smpp::data_sm>(a, method, r, joined);
            }
        }
    }
}

TEST_CASE("reassembly: many messages at once, their parts mixed") {
    generator r{7};
    for (int round = 0; round < 20; ++round) {
        smpp::reassembler joined;
        struct sent {
            std::uint64_t token;
            smpp::submit_sm sm;
        };
        std::vector<std::string> texts;
        std::vector<sent> all;
        for (std::uint16_t m = 0; m < 30; ++m) {
            texts.push_back(text_of(r, {"a", "é", "€"}, 900));
            smpp::submit_sm like;
            like.source.value = std::to_string(below(r, 3));
            for (auto& sm : smpp::make_messages(texts.back(), m, like).value())
                all.push_back({m, std::move(sm)});
        }
        std::shuffle(all.begin(), all.end(), r);
        std::size_t whole = 0;
        for (const sent& s : all) {
            const auto added = joined.add(smpp::take_part(s.sm).value(), s.token, {});
            if (!added.message)
                continue;
            ++whole;
            CHECK(smpp::text_of(*added.message) == texts[s.token]);
        }
        CHECK(whole == texts.size());
        CHECK(joined.messages() == 0);
    }
}

#include "menu/state.hpp"
#include <doctest/doctest.h>
#include <random>

using namespace yeelen::menu;
namespace json = boost::json;

namespace {

const state sample{
    .language = "fr",
    .at = "invoices",
    .history = {"home", "invoices", "home"},
    .values =
        json::parse(
            R"({"a":null,"b":true,"c":false,"d":-12500,"e":0.1,"f":"é","g":[{"m":"2026-06"},{"m":"2026-06"}],
                                             "h":{},"i":[],"j":9223372036854775807,"k":-9223372036854775808})")
            .as_object(),
    .page = 300,
    .tries = 2,
    .notice = "notice.choice"};

} // namespace

TEST_CASE("a state comes back from its octets") {
    for (const auto& s : {sample, state{}, state{.language = "en", .at = "home"}}) {
        const auto back = decode_state(encode(s));
        REQUIRE(back.has_value());
        CHECK(*back == s);
    }
    CHECK(encode(state{.language = "fr", .at = "home"}).size() == 15);
}

TEST_CASE("octets that are no state are refused, whatever they are") {
    const auto whole = encode(sample);
    CHECK(!decode_state("").has_value());
    CHECK(!decode_state("{}").has_value());
    CHECK(!decode_state(whole + "x").has_value());
    for (std::size_t n = 0; n < whole.size(); ++n) {
        CAPTURE(n);
        CHECK(!decode_state(std::string_view{whole}.substr(0, n)).has_value());
    }
    std::mt19937_64 random{7};
    for (int i = 0; i < 20000; ++i) {
        auto broken = whole;
        for (int k = 0; k < 3; ++k) {
            broken[random() % broken.size()] = static_cast<char>(random());
        }
        if (const auto s = decode_state(broken)) {
            CHECK(decode_state(encode(*s)).has_value());
        }
    }
}

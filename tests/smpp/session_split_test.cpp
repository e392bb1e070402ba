// Any split of the byte stream gives the same events and the same answers.
#include "support/doctest_lines.hpp"
#include "support/random_pdu.hpp"
#include "support/smpp_script.hpp"

using namespace smpp;
using support::lines;
using support::lines_of;
using support::smpp_script;

namespace {

/// Messages, requests that are not allowed, rubbish bodies, unknown commands, and now and then an
/// end.
std::string random_stream(support::random_pdu& make) {
    std::string stream;
    const std::size_t count = 3 + make.below(20);
    for (std::size_t i = 0; i < count; ++i) {
        std::string octets;
        if (make.below(3) == 0) {
            octets = smpp_script::octets(make.next());
        } else {
            octets = smpp_script::octets(
                {.sequence = static_cast<std::uint32_t>(i + 1), .body = make.message<submit_sm>()});
        }
        if (make.below(5) == 0) {
            octets[4 + make.below(octets.size() - 4)] = static_cast<char>(make.octet());
        }
        if (make.below(100) == 0) {
            octets[make.below(4)] = static_cast<char>(make.octet());
        }
        stream += octets;
    }
    return stream;
}

template<class NextSize>
lines fed(role r, const std::string& stream, NextSize&& next_size) {
    auto s = smpp_script::bound({.role = r});
    for (std::size_t at = 0; at < stream.size();) {
        const std::size_t n = std::min<std::size_t>(next_size(), stream.size() - at);
        s.receive(std::string_view{stream}.substr(at, n));
        at += n;
    }
    lines all;
    for (const auto& e : s.events()) {
        all.push_back(support::line_of(e));
        // A line leaves out what customers write: here every octet counts.
        if (const auto* request = std::get_if<event::request>(&e)) {
            std::string octets;
            const auto encoded = encode(request->pdu, octets);
            all.push_back(encoded ? octets : "cannot be written");
        }
    }
    return all;
}

} // namespace

TEST_CASE("any split of the stream gives the same events") {
    support::random_pdu make{11};
    std::size_t events = 0;
    for (int i = 0; i < 400; ++i) {
        CAPTURE(i);
        const role r = i % 4 == 0 ? role::esme : role::smsc;
        const std::string stream = random_stream(make);
        const lines whole = fed(r, stream, [&] { return stream.size(); });
        events += whole.size();
        REQUIRE(fed(r, stream, [] { return std::size_t{1}; }) == whole);
        for (int split = 0; split < 4; ++split) {
            REQUIRE(fed(r, stream, [&] { return 1 + make.below(split == 0 ? 20 : 300); }) == whole);
        }
    }
    CHECK(events > 2000);
}

TEST_CASE("any split of the stream gives the same answers") {
    support::random_pdu make{12};
    const auto octets_out = [](const std::string& stream, auto&& next_size) {
        auto s = smpp_script::bound({.role = role::smsc});
        for (std::size_t at = 0; at < stream.size();) {
            const std::size_t n = std::min<std::size_t>(next_size(), stream.size() - at);
            s.receive(std::string_view{stream}.substr(at, n));
            at += n;
        }
        return lines_of(s.sent());
    };
    for (int i = 0; i < 200; ++i) {
        CAPTURE(i);
        const std::string stream = random_stream(make);
        const auto whole = octets_out(stream, [&] { return stream.size(); });
        REQUIRE(octets_out(stream, [&] { return 1 + make.below(40); }) == whole);
    }
}

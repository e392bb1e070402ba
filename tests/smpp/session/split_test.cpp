// Any split of the byte stream gives the same events and the same answers.
#include "support/doctest_lines.hpp"
#include "support/random_pdu.hpp"
#include "support/smpp_script.hpp"

using namespace smpp;
using support::lines;
using support::lines_of;
using support::smpp_script;

namespace {

struct setting {
    role side;
    bool bound;
    std::uint8_t version;
    bool strict;
    std::size_t max_unanswered;
};

constexpr std::uint32_t asked = 8; ///< requests of ours in flight when the stream begins

/// PDUs of all kinds (requests that are allowed and that are not, answers to our requests and to
/// none), bodies that are rubbish, unknown commands, and now and then a length that is none.
std::string random_stream(support::random_pdu& make) {
    std::string stream;
    const std::size_t count = 3 + make.below(20);
    for (std::size_t i = 0; i < count; ++i) {
        pdu p = make.next();
        if (make.below(8) != 0) {
            p.sequence = static_cast<std::uint32_t>(1 + make.below(2 * asked));
        }
        if (std::holds_alternative<unbind>(p.body) && make.below(4) != 0) {
            p.body = make.message<submit_sm>(); // few streams end early
        }
        std::string octets = smpp_script::octets(p);
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

struct outcome {
    lines events;
    std::string written;
    std::size_t in_flight;
    link_state state;
    bool operator==(const outcome&) const = default;
};

smpp_script begin(const setting& how) {
    const session_config c{.role = how.side,
                           .version = how.version,
                           .strict = how.strict,
                           .max_unanswered = how.max_unanswered};
    if (!how.bound) {
        smpp_script s{c};
        s.session.bind(command_id::bind_transceiver, {.interface_version = how.version}, s.now);
        return s;
    }
    auto s = smpp_script::bound(c, command_id::bind_transceiver, how.version);
    for (std::uint32_t i = 0; i < asked; ++i) {
        body b = data_sm{};
        if (how.version == version_33 || i % 2 == 0) {
            b = how.side == role::esme ? body{submit_sm{}} : body{deliver_sm{}};
        }
        REQUIRE(s.session.request(b, 100 + i, s.now).has_value());
    }
    return s;
}

template<class NextSize>
outcome fed(const setting& how, const std::string& stream, NextSize&& next_size) {
    auto s = begin(how);
    for (std::size_t at = 0; at < stream.size();) {
        const std::size_t n = std::min<std::size_t>(next_size(), stream.size() - at);
        s.receive(std::string_view{stream}.substr(at, n));
        at += n;
    }
    outcome all{{}, {}, s.session.in_flight(), s.session.state()};
    for (const auto& e : s.events()) {
        all.events.push_back(support::line_of(e));
        // A line leaves out what customers write: here every octet counts.
        if (const auto* request = std::get_if<event::request>(&e)) {
            std::string octets;
            const auto encoded = encode(request->pdu, octets);
            all.events.push_back(encoded ? octets : "cannot be written");
        }
    }
    for (const pdu& p : s.sent()) {
        REQUIRE(encode(p, all.written).has_value());
    }
    return all;
}

} // namespace

TEST_CASE("any split of the stream gives the same events and the same answers") {
    const setting settings[] = {
        {role::smsc, true, version_50, false, 0},  {role::esme, true, version_50, false, 0},
        {role::smsc, true, version_34, true, 0},   {role::esme, true, version_34, true, 0},
        {role::smsc, true, version_33, false, 3},  {role::esme, true, version_33, false, 3},
        {role::smsc, false, version_50, false, 0}, {role::esme, false, version_50, true, 0},
    };
    support::random_pdu make{11};
    std::size_t events = 0;
    std::size_t requests = 0;
    std::size_t responses = 0;
    for (int i = 0; i < 400; ++i) {
        CAPTURE(i);
        const setting& how = settings[static_cast<std::size_t>(i) % std::size(settings)];
        const std::string stream = random_stream(make);
        const outcome whole = fed(how, stream, [&] { return stream.size(); });
        for (const auto& line : whole.events) {
            ++events;
            requests += line.starts_with("request ") ? 1 : 0;
            responses += line.starts_with("response ") ? 1 : 0;
        }
        REQUIRE(fed(how, stream, [] { return std::size_t{1}; }) == whole);
        for (int split = 0; split < 4; ++split) {
            REQUIRE(fed(how, stream, [&] { return 1 + make.below(split == 0 ? 20 : 300); }) ==
                    whole);
        }
    }
    CHECK(events > 2000);
    CHECK(requests > 300);
    CHECK(responses > 30);
}

// A stream of octets into a session, whole and in pieces: the same events and the same answers,
// however it is cut.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "support/smpp_script.hpp"
#include <string>

using fuzz::must;

namespace {

smpp::session_config configured(bool smsc) {
    smpp::session_config c;
    c.role = smsc ? smpp::role::smsc : smpp::role::esme;
    c.max_pdu = 1024;
    return c;
}

struct outcome {
    support::lines events;
    std::string written;
};

/// What is written is compared with the events' order: answers of the session itself among them.
void drain(support::smpp_script& s, outcome& o) {
    for (const auto& line : support::lines_of(s.events())) {
        o.events.push_back(line);
    }
    while (!s.session.output().empty()) {
        const std::string_view out = s.session.output();
        o.written += out;
        s.session.consume_output(out.size(), s.now);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::input in{data, size};
    const bool smsc = in.flag();
    const bool bound = in.flag();
    const std::string_view cuts = in.take(8);
    const std::string_view stream = in.rest();
    const auto made = [&] {
        return bound ? support::smpp_script::bound(configured(smsc))
                     : support::smpp_script{configured(smsc)};
    };

    support::smpp_script whole = made();
    outcome of_whole;
    whole.session.feed(stream, whole.now);
    drain(whole, of_whole);

    support::smpp_script pieces = made();
    outcome of_pieces;
    std::string_view left = stream;
    for (std::size_t i = 0; !left.empty(); ++i) {
        const std::size_t size_of_piece =
            cuts.empty() ? 1 : 1 + static_cast<std::uint8_t>(cuts[i % cuts.size()]) % 64U;
        pieces.session.feed(left.substr(0, size_of_piece), pieces.now);
        left.remove_prefix(std::min(size_of_piece, left.size()));
    }
    drain(pieces, of_pieces);

    must(of_whole.events == of_pieces.events, "any split gives the same events");
    must(of_whole.written == of_pieces.written, "and the same answers");
    must(whole.session.state() == pieces.session.state(), "and the same state");
    return 0;
}

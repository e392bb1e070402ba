// What comes before the first PDU behind a load balancer: bounded, cut anywhere, and what follows
// it is left alone.
#include "../../smpp/src/net/proxy_header.hpp"
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include <string_view>

using fuzz::must;
using smpp::net::proxy_header;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view octets = fuzz::text_of(data, size);
    proxy_header whole;
    const std::size_t taken = whole.feed(octets);
    must(taken <= octets.size(), "no more is taken than there is");
    must(taken <= proxy_header::v2_most, "a header has an end");
    must(whole.progress() != proxy_header::state::more || taken == octets.size(),
         "all is taken while more is wanted");

    proxy_header pieces;
    std::size_t of_pieces = 0;
    for (std::size_t i = 0; i < octets.size(); ++i) {
        if (pieces.progress() != proxy_header::state::more) {
            break;
        }
        of_pieces += pieces.feed(octets.substr(i, 1));
    }
    must(pieces.progress() == whole.progress(), "any split comes to the same end");
    must(pieces.source() == whole.source(), "and names the same source");
    must(whole.progress() != proxy_header::state::done || of_pieces == taken,
         "and takes the same octets");
    return 0;
}

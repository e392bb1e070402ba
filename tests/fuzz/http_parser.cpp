// Requests and responses in any pieces: the same messages as in one piece, within their limits.
#include "runtime/http_parser.hpp"
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "runtime/url_text.hpp"
#include <algorithm>
#include <string>

using fuzz::must;
using namespace yeelen::runtime;

namespace {

constexpr parse_limits limits{.header = 1024, .body = 2048};

std::string line_of(request_parser& p) {
    const bool keep = p.keep_alive();
    const auto m = p.take();
    p.reset();
    must(!m.method.empty() && m.body.size() <= limits.body, "a request is within its limits");
    static_cast<void>(query_argument(m.target, "a"));
    if (const auto decoded = percent_decode(m.path())) {
        must(percent_decode(percent_encode(*decoded)) == decoded, "percent-encoding survives");
    }
    return m.method + " " + m.target + "|" + m.body + (keep ? "|keep\n" : "|close\n");
}

std::string line_of(response_parser& p) {
    const bool keep = p.keep_alive();
    const auto m = p.take();
    p.reset(false);
    must(m.status >= 200 && m.status <= 999, "a status has three digits, and is final");
    must(m.body.size() <= limits.body, "a response is within its limits");
    return std::to_string(m.status) + "|" + m.body + (keep ? "|keep\n" : "|close\n");
}

/// As a connection does: what was not used is kept, up to what a buffer holds.
template<class Parser>
std::string played(Parser& p, std::string_view octets, std::size_t piece, bool& refused) {
    std::string lines;
    std::string unread;
    while (!octets.empty()) {
        unread += octets.substr(0, piece);
        octets.remove_prefix(std::min(piece, octets.size()));
        for (;;) {
            const auto used = p.feed(unread);
            if (!used) {
                // Whole, it is seen at once; in pieces perhaps only with the header's end.
                refused = true;
                return lines;
            }
            must(*used <= unread.size(), "no more is used than was given");
            unread.erase(0, *used);
            if (!p.done()) {
                if (unread.size() > buffer_for(limits)) {
                    refused = true;
                    return lines; // a chunk's line without end: a connection refuses it here
                }
                break;
            }
            lines += line_of(p);
            if (unread.empty()) {
                break;
            }
        }
    }
    if constexpr (std::is_same_v<Parser, response_parser>) {
        if (!p.done() && p.feed_end()) {
            lines += line_of(p);
        }
    }
    return lines;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::input in{data, size};
    const bool answers = in.flag();
    const std::size_t piece = 1 + in.octet();
    const std::string_view octets = in.rest();
    bool refused = false; // in one of the two ways at least
    for (const std::size_t step : {octets.size() + 1, piece}) {
        static std::string whole;
        std::string lines;
        if (answers) {
            response_parser p{limits};
            p.reset(false);
            lines = played(p, octets, step, refused);
        } else {
            request_parser p{limits};
            lines = played(p, octets, step, refused);
        }
        if (step > octets.size()) {
            whole = lines;
        }
        // At the limits one split may be refused where another is not: then the shorter begins the
        // longer.
        const std::size_t same = std::min(lines.size(), whole.size());
        must(lines.compare(0, same, whole, 0, same) == 0 && (lines == whole || refused),
             "any split gives the same messages");
    }
    return 0;
}

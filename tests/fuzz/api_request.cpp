// Bodies of POST /v1/messages: a request within all its rules, or an error for its author.
#include "api/request_reader.hpp"
#include "api/text_rules.hpp"
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"

using fuzz::must;
using namespace yeelen::api;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::input in{data, size};
    const std::string_view key = in.take(in.below(16));
    const auto read = read_request(in.rest(), key, std::chrono::hours{24});
    if (!read) {
        const auto& e = read.error();
        must(e.status == 400 || e.status == 422, "the caller's fault");
        must(!e.code.empty() && !e.message.empty(), "an error says what");
        must(!fault_in_text(e.message), "a message is a text");
        must(render(e).status == e.status, "an error can be answered with");
        return 0;
    }
    must(!fault_in_text(read->text), "a text keeps its rules");
    must(read->sender.empty() || is_sender(read->sender), "a sender keeps its rules");
    must(read->idempotency_key.empty() || is_idempotency_key(read->idempotency_key),
         "a key keeps its rules");
    must(read->validity >= least_validity && read->validity <= most_validity,
         "validity is bounded");
    must(read->fingerprint == fingerprint(read->to.digits(), read->text, read->sender),
         "the fingerprint is the request's");
    return 0;
}

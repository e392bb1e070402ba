// Octets to a PDU and back: an error lies within the PDU, and what was decoded survives encoding.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "smpp/codec.hpp"
#include <string>

using fuzz::must;

namespace {

/// Nobody may write 255 octets of short_message, though they are read (SMPP 3.4 5.2.22).
bool over_long_message(const smpp::body& b) {
    return std::visit(
        []<class T>(const T& v) {
            if constexpr (std::is_base_of_v<smpp::sm_body, T>) {
                return v.short_message.size() == 255;
            }
            return false;
        },
        b);
}

void decode(std::string_view octets) {
    const auto p = smpp::decode(octets);
    if (!p) {
        must(p.error().offset <= octets.size(), "an error's offset lies within the PDU");
        must(!p.error().field.empty(), "an error names its field");
        must(p.error().status != smpp::command_status::rok, "an error has a status");
        return;
    }
    must(!smpp::describe(*p).empty(), "a PDU can be described");
    std::string again = "before";
    const auto encoded = smpp::encode(*p, again);
    if (!encoded) {
        must(again == "before", "a PDU that cannot be written leaves the output as it was");
        must(over_long_message(p->body), "what was read can be written");
        return;
    }
    const std::string_view wire = std::string_view{again}.substr(6);
    must(smpp::read_header(wire).length == wire.size(), "command_length is the length");
    const auto back = smpp::decode(wire);
    must(back.has_value(), "what was written can be read");
    must(back->status == p->status && back->sequence == p->sequence && back->body == p->body,
         "decode(encode(x)) = x");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view octets = fuzz::text_of(data, size);
    if (size >= 4) {
        decode(octets);
    }
    if (size >= smpp::header_size && size <= smpp::max_pdu_size) {
        // The same with the right length: a changed seed then gets past the header.
        std::string whole{octets};
        for (std::size_t i = 0; i < 4; ++i) {
            whole[i] = static_cast<char>(size >> (24 - 8 * i) & 0xFF);
        }
        decode(whole);
    }
    return 0;
}

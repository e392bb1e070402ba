// Octets to a PDU and back: an error lies within the PDU, and what was decoded survives encoding.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "smpp/codec.hpp"
#include "smpp/validate.hpp"
#include <string>

using fuzz::must;

namespace {

void check_error(const smpp::decode_error& e, std::size_t size) {
    must(e.offset <= size, "an error's offset lies within the PDU");
    must(!e.field.empty(), "an error names its field");
    must(e.status != smpp::command_status::rok, "an error has a status");
    must(smpp::path_of(e, smpp::command_id::submit_multi).size() > e.field.size(),
         "an error has a path");
}

/// In every version: refused as validate() says, or written such that it can be read.
void versions(const smpp::pdu& p, std::size_t size) {
    for (const std::uint8_t version : {smpp::version_33, smpp::version_34, smpp::version_50}) {
        std::string again = "before";
        const auto encoded = smpp::encode(p, again, version);
        const auto fault = smpp::validate(p, version);
        must(encoded || again == "before", "what cannot be written leaves the output as it was");
        must(encoded || fault, "what cannot be written is not valid");
        if (fault) {
            // A body that was left out is an empty one to validate().
            must(fault->offset <= size || smpp::is_response(smpp::id_of(p.body)),
                 "a fault lies within the PDU");
            must(!fault->field.empty() && fault->status != smpp::command_status::rok,
                 "a fault has a name and a status");
        }
        if (encoded) {
            must(smpp::decode(std::string_view{again}.substr(6)).has_value(),
                 "what was written can be read");
        }
    }
}

void look_at(std::string_view octets, smpp::pdu& kept) {
    const auto p = smpp::decode(octets);
    const auto into = smpp::decode(octets, kept);
    must(p.has_value() == into.has_value(), "both ways to decode agree");
    if (!p) {
        check_error(p.error(), octets.size());
        return;
    }
    must(kept.body == p->body && kept.status == p->status && kept.sequence == p->sequence,
         "nothing is left of the PDU before");
    must(!smpp::describe(*p).empty(), "a PDU can be described");
    std::string again = "before";
    must(smpp::encode(*p, again).has_value(), "what was read can be written");
    const std::string_view wire = std::string_view{again}.substr(6);
    must(smpp::read_header(wire).length == wire.size(), "command_length is the length");
    const auto back = smpp::decode(wire);
    must(back.has_value(), "what was written can be read");
    must(back->status == p->status && back->sequence == p->sequence && back->body == p->body,
         "decode(encode(x)) = x");
    versions(*p, octets.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view octets = fuzz::text_of(data, size);
    smpp::pdu kept;
    if (size >= 4) {
        look_at(octets, kept);
    }
    if (size >= smpp::header_size && size <= smpp::max_pdu_size) {
        // The same with the right length: a changed seed then gets past the header.
        std::string whole{octets};
        for (std::size_t i = 0; i < 4; ++i) {
            whole[i] = static_cast<char>(size >> (24 - 8 * i) & 0xFF);
        }
        look_at(whole, kept);
        // And as the command that its last octet chooses, so that every body is reached.
        constexpr std::uint8_t ids[] = {0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08,
                                        0x09, 0x0B, 0x15, 0x21, 0x02, 0x03, 0x11, 0x12, 0x13};
        const auto choice = static_cast<std::uint8_t>(octets.back());
        const std::size_t index = (choice & 0x7F) % std::size(ids);
        whole[4] = (choice & 0x80) != 0 ? '\x80' : '\0';
        whole[5] = '\0';
        whole[6] = index >= 13 ? '\1' : '\0';
        whole[7] = static_cast<char>(ids[index]);
        look_at(whole, kept);
    }
    return 0;
}

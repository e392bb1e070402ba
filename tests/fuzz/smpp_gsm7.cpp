// GSM-7 with any tables, packed and not, and texts cut for any connector.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "smpp/text.hpp"
#include "smpp/text/national.hpp"
#include "smpp/text/packing.hpp"
#include "smpp/text/segment.hpp"
#include "smpp/text/user_data.hpp"

using fuzz::must;
using smpp::charset;
using smpp::segment_method;

namespace {

smpp::shift_tables tables_from(fuzz::input& in) {
    const auto locking = static_cast<smpp::national_language>(in.below(16));
    return {locking, static_cast<smpp::national_language>(in.below(16))};
}

void octets_read(const smpp::shift_tables& tables, std::string_view octets) {
    const std::string text = smpp::from_gsm7(octets, tables);
    must(smpp::from_ucs2(smpp::to_ucs2(text)) == text, "what is read is UTF-8");
    const auto length = smpp::gsm7_length(text, tables);
    if (length) {
        const std::string again = smpp::to_gsm7(text, tables);
        must(again.size() == *length, "septets are counted as they are written");
        must(smpp::from_gsm7(again, tables) == text, "a text of the tables survives");
    }
}

void packed(std::string_view octets, std::size_t fill, smpp::spare_bits spare) {
    const std::string septets = smpp::unpack_text(octets, fill, spare);
    const std::string again = smpp::unpack_text(smpp::pack_text(septets, fill, spare), fill, spare);
    // A CR, or with zeros an '@', at the end of an octet: see smpp/text/packing.hpp.
    const std::size_t both = std::min(again.size(), septets.size());
    must(again.size() <= septets.size() + 1 && septets.size() <= again.size() + 1 &&
             again.substr(0, both) == septets.substr(0, both),
         "packed septets survive");
    const std::string all = smpp::unpack_septets(octets, octets.size() * 2, fill);
    must(all.size() == smpp::whole_septets(octets.size(), fill), "septets are counted");
    must(smpp::unpack_septets(smpp::pack_septets(all, fill), all.size(), fill) == all,
         "septets survive");
}

void cut(const smpp::segment_options& o, std::uint16_t reference, std::string_view text) {
    const auto p = smpp::cut_text(text, reference, o);
    if (!p)
        return;
    must(!p->pieces.empty() && p->pieces.size() <= o.max_segments, "pieces are bounded");
    std::string read;
    for (const auto& piece : p->pieces) {
        const auto d = smpp::split_user_data(p->data_coding, piece.octets, p->has_udh, o.rules);
        must(d.has_value(), "a header is whole");
        must(d->tables == p->tables, "the tables are named in each piece");
        const auto part = smpp::text_of(*d);
        must(part.has_value(), "a piece is text");
        read += *part;
        if (o.method != segment_method::payload &&
            (p->charset == charset::ucs2 || (o.rules.packed && p->charset == charset::gsm7)))
            must(piece.octets.size() <= o.message_octets, "a piece fits a short message");
    }
    if (!o.rules.packed || text.find('\r') == std::string_view::npos)
        must(read == smpp::from_ucs2(smpp::to_ucs2(text)), "the pieces are the text");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::input in{data, size};
    const smpp::shift_tables tables = tables_from(in);
    const std::size_t fill = in.below(7);
    const auto spare = in.flag() ? smpp::spare_bits::zero : smpp::spare_bits::carriage_return;
    smpp::segment_options o;
    o.method = static_cast<segment_method>(in.below(4));
    o.rules.packed = in.flag();
    o.rules.default_charset = static_cast<charset>(in.below(8));
    o.languages.add(tables.locking);
    o.languages.add(tables.single);
    o.max_segments = in.octet();
    o.message_octets = in.octet();
    const std::uint16_t reference = static_cast<std::uint16_t>(in.octet() * 257);
    const std::string_view rest = in.rest();
    octets_read(tables, rest);
    packed(rest, fill, spare);
    cut(o, reference, rest);
    const auto best = smpp::best_encoding(rest, o.languages);
    if (best.alphabet == smpp::alphabet::gsm7)
        must(smpp::gsm7_length(rest, best.tables) == best.used, "the best tables have the text");
    return 0;
}

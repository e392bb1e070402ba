// Receipts, whose text is every centre's own: read or not, never more than what came. What is
// written of one is read again.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "smpp/receipt.hpp"

using fuzz::must;

namespace {

void check_written(const smpp::deliver_sm& sm, const smpp::receipt& r) {
    for (const std::uint8_t version : {smpp::version_33, smpp::version_34, smpp::version_50}) {
        const auto written = smpp::make_receipt(sm, r, version);
        must(written.short_message.size() <= 254, "a receipt fits");
        must(written.tlvs.empty() == (version == smpp::version_33), "3.3 has no TLVs");
        const auto again = smpp::read_receipt(written);
        must(again.has_value(), "a receipt is one");
        must(again->text.size() <= 20, "of the text its beginning");
        must(again->kind == r.kind, "of the same kind");
        must(!r.final || again->final, "an end stays one");
    }
    const auto exact = smpp::read_receipt(smpp::make_receipt(sm, r, smpp::version_50));
    must(exact->state == r.state && exact->network == r.network, "5.0 says all of it");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::input in{data, size};
    smpp::deliver_sm sm;
    sm.esm_class = in.octet();
    sm.data_coding = in.octet();
    std::size_t ignored = 0;
    const std::string_view tlvs = in.text();
    sm.tlvs.parse(tlvs, ignored);
    sm.short_message = in.rest();
    const auto r = smpp::read_receipt(sm);
    const auto kind = smpp::kind_of(sm);
    const bool is_one =
        kind == smpp::deliver_kind::receipt || kind == smpp::deliver_kind::intermediate;
    must(r.has_value() == is_one, "only a message that calls itself a receipt is one");
    if (!r)
        return 0;
    // UTF-16 grows by half in UTF-8.
    must(r->message_id.size() <= 2 * size && r->error.size() <= 2 * size + 8 &&
             r->text.size() <= 2 * size,
         "a receipt holds no more than came");
    must(r->state <= smpp::message_state::skipped, "a state has a name");
    must(!smpp::word_of(r->state).empty(), "and a word");
    must(smpp::is_final(r->state) || !r->final, "on its way is not an end");
    must(r->kind == kind, "its kind is known");
    must(kind == smpp::deliver_kind::receipt || !r->final, "a notification is not an end");
    check_written(sm, *r);
    return 0;
}

// Receipts, whose text is every centre's own: read or not, never more than what came.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "smpp/receipt.hpp"

using fuzz::must;

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
    const auto type = sm.esm_class & smpp::esm::type_mask;
    if (type != smpp::esm::delivery_receipt && type != smpp::esm::intermediate) {
        must(!r, "a message that does not call itself a receipt is none");
        return 0;
    }
    if (r) {
        must(r->message_id.size() <= size && r->error.size() <= 2 * size + 8,
             "a receipt holds no more than came");
        must(r->state >= smpp::message_state::enroute && r->state <= smpp::message_state::rejected,
             "a state has a name");
        const bool end = r->state != smpp::message_state::enroute;
        must(end || !r->final, "on its way is not an end");
    }
    return 0;
}

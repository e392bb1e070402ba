// Optional parameters: what parses is walked to its end and can be built anew; what does not says
// where.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "smpp/tlv.hpp"

using fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view wire = fuzz::text_of(data, size);
    smpp::tlv_list list;
    list.add(1, "before");
    std::size_t error_at = 0;
    if (!list.parse(wire, error_at)) {
        must(error_at <= size, "the fault lies within the octets");
        must(list.empty() && list.begin() == list.end(), "nothing is left of a bad list");
        return 0;
    }
    must(list.wire() == wire, "a list is kept as it came");
    smpp::tlv_list again;
    for (const auto [tag, value] : list) {
        again.add(tag, value);
        const auto first = list.find(tag);
        must(first.has_value(), "what is there is found");
        const auto named = static_cast<smpp::tag>(tag);
        must(list.find_u8(named).has_value() == (first->size() == 1), "an octet is one octet");
        const auto text = list.find_cstring(named);
        must(text.has_value() && text->size() <= first->size() &&
                 text->find('\0') == std::string_view::npos,
             "a C-octet string ends at its NUL");
    }
    must(again == list, "a list is its parameters in their order");
    return 0;
}

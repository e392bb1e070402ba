// Optional parameters: what parses is walked to its end and can be built anew; what does not says
// where.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "smpp/tlv.hpp"
#include <utility>

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
        must(list.find_u16(named).has_value() == (first->size() == 2), "two octets are two");
        must(list.find_u32(named).has_value() == (first->size() == 4), "four octets are four");
        const auto text = list.find_cstring(named);
        must(text.has_value() && text->size() <= first->size() &&
                 text->find('\0') == std::string_view::npos,
             "a C-octet string ends at its NUL");
    }
    must(again == list, "a list is its parameters in their order");
    smpp::tlv_list moved{std::move(again)};
    must(moved == list && again.empty(), "a list can be moved, whether it is in place or not");
    again.add(1, "after");
    again = std::move(moved);
    must(again == list, "and moved over another");
    again = smpp::tlv_list{};
    must(again.empty(), "and emptied");
    return 0;
}

// User data headers from anywhere: parsed within their bounds, and written as they were.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "smpp/text/udh.hpp"

using fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view octets = fuzz::text_of(data, size);
    const auto header = smpp::parse_udh(octets);
    const auto length = smpp::udh_octets(octets);
    must(!length || *length <= octets.size(), "a header is in the message");
    if (!header) {
        must(length.has_value() == (header.error() == smpp::udh_error::element_overrun),
             "the length of a header that is there is known");
        return 0;
    }
    must(length.has_value() && header->size() <= 127, "elements are bounded");
    const auto again = smpp::build_udh(*header);
    must(again.has_value() == (*length <= 140), "a header that fits a message is written");
    if (again)
        must(*again == (*length == 1 ? std::string_view{} : octets.substr(0, *length)),
             "a header survives");
    if (const auto c = smpp::concatenation_of(*header)) {
        must(c->number >= 1 && c->number <= c->total, "a part is one of its total");
        must(smpp::concatenation_of({smpp::element_of(*c)}) == c, "a place survives");
    }
    if (const auto p = smpp::ports_of(*header))
        must(smpp::ports_of({smpp::element_of(*p)}) == p, "ports survive");
    const auto tables = smpp::tables_of(*header);
    smpp::user_data_header named;
    smpp::append_elements(named, tables);
    must(smpp::tables_of(named) == tables, "tables survive");
    return 0;
}

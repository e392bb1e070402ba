#include "channels/smpp/receipt_id.hpp"
#include <doctest/doctest.h>

TEST_CASE("message ids in the form that they are looked up by") {
    struct row {
        std::string id, how, normal;
    };
    const std::vector<row> rows{
        {"12AB", "as_is", "12ab"},
        {"0000012ab", "as_is", "12ab"},
        {" 012AB  ", "as_is", "12ab"},
        {"0", "as_is", "0"},
        {"000", "as_is", "0"},
        {"0 ", "as_is", "0"},
        {"", "as_is", ""},
        {"   ", "as_is", ""},
        {"1F", "hex_to_decimal", "31"},
        {"0000001f", "hex_to_decimal", "31"},
        {"FFFFFFFFFFFFFFFF", "hex_to_decimal", "18446744073709551615"},
        {"10000000000000000", "hex_to_decimal",
         "10000000000000000"}, // wider than 64 bits: as it is
        {"xyz", "hex_to_decimal", "xyz"},
        {"-1", "hex_to_decimal", "-1"},
        {"0x1F", "hex_to_decimal", "31"},
        {"0x001f", "as_is", "1f"},
        {"0X0", "as_is", "0"},
        {"0x", "as_is", "x"},
        {"0xyz", "as_is", "xyz"},
        {"31", "decimal_to_hex", "1f"},
        {"0000000031", "decimal_to_hex", "1f"},
        {"1f", "decimal_to_hex", "1f"},
        {"5f3a9c1e-77", "as_is", "5f3a9c1e-77"},
    };
    for (const auto& [id, how, normal] : rows) {
        CAPTURE(id);
        CAPTURE(how);
        CHECK(yeelen::channels::normalised_id(id, how) == normal);
    }
}

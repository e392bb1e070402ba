#include "smpp/tlv.hpp"
#include <doctest/doctest.h>
#include <string>

using namespace std::string_literals;
using smpp::tag;
using smpp::tlv_list;

TEST_CASE("TLVs are found by tag, the first one of several") {
    tlv_list list;
    list.add_u8(tag::ussd_service_op, 2);
    list.add_u16(tag::its_session_info, 0x0503);
    list.add(0x4901, "");
    list.add(tag::receipted_message_id, "abc\0"s);
    list.add_u8(tag::ussd_service_op, 17);

    CHECK(list.find_u8(tag::ussd_service_op) == 2);
    CHECK(list.find(tag::its_session_info) == "\x05\x03");
    CHECK(list.find(0x4901) == "");
    CHECK(list.find_cstring(tag::receipted_message_id) == "abc");
    CHECK_FALSE(list.find(tag::message_payload).has_value());
    CHECK_FALSE(list.find_u8(tag::its_session_info).has_value());

    std::string order;
    for (const smpp::tlv t : list) {
        order += std::to_string(t.tag) + ":" + std::to_string(t.value.size()) + " ";
    }
    CHECK(order == "1281:1 4995:2 18689:0 30:4 1281:1 ");
}

TEST_CASE("a value longer than the length field can say is refused, and the list stays as it is") {
    for (const std::size_t size :
         {std::size_t{0xFFFF}, std::size_t{0x10000}, std::size_t{70'000}}) {
        CAPTURE(size);
        const bool fits = size <= tlv_list::max_value;
        tlv_list list;
        list.add_u8(tag::its_session_info, 1);
        const tlv_list before = list;
        CHECK(list.add(tag::message_payload, std::string(size, 'x')) == fits);
        CHECK((list == before) == !fits);
        if (fits) {
            CHECK(list.find(tag::message_payload)->size() == size);
        }
        tlv_list text; // its NUL counts
        CHECK(text.add_cstring(tag::additional_status_info_text, std::string(size - 1, 'x')) ==
              fits);
        CHECK(text.empty() == !fits);
    }
}

TEST_CASE("parse takes whole TLVs only and says where the bad one is") {
    struct row {
        const char* name;
        std::string wire;
        bool good;
        std::size_t at;
    };
    const row rows[] = {
        {"none", "", true, 0},
        {"one", "\x05\x01\x00\x01\x02"s, true, 0},
        {"half a header", "\x05\x01\x00"s, false, 0},
        {"value cut", "\x05\x01\x00\x02\x02"s, false, 0},
        {"second is bad", "\x05\x01\x00\x01\x02\x13\x83\x00\x09\x01"s, false, 5},
        {"one stray octet", "\x05\x01\x00\x01\x02\x00"s, false, 5},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        tlv_list list;
        list.add_u8(tag::message_state, 1);
        std::size_t at = 0;
        CHECK(list.parse(r.wire, at) == r.good);
        CHECK(at == r.at);
        CHECK(list.wire() == (r.good ? r.wire : ""));
    }
}

#include "smpp/receipt.hpp"
#include "smpp/text.hpp"
#include "smpp/types.hpp"
#include <cstdint>
#include <doctest/doctest.h>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

using namespace std::string_literals;
using smpp::message_state;
using smpp::tag;

namespace {

smpp::deliver_sm with_text(std::string text, std::uint8_t esm_class = smpp::esm::delivery_receipt) {
    smpp::deliver_sm sm;
    sm.esm_class = esm_class;
    sm.short_message = std::move(text);
    return sm;
}

const std::string appendix_b =
    "id:0123456789 sub:001 dlvrd:001 submit date:0610190851 done date:0610190951 "
    "stat:DELIVRD err:000 text:Votre facture";

} // namespace

TEST_CASE("checklist: esm_class deliver: only it says that a message is a receipt") {
    struct row {
        std::string_view name;
        int esm_class;
        bool is_receipt;
    };
    const row rows[] = {
        {"ordinary, though it reads like a receipt", 0x00, false},
        {"datagram mode bits", 0x01, false},
        {"UDHI alone", 0x40, false},
        {"receipt", 0x04, true},
        {"receipt with mode bits", 0x07, true},
        {"receipt with reply path", 0x84, true},
        {"SME delivery acknowledgement", 0x08, false},
        {"SME manual acknowledgement", 0x10, false},
        {"conversation abort", 0x18, false},
        {"intermediate notification", 0x20, true},
        {"intermediate with reply path", 0xA0, true},
        {"reserved 0x0C", 0x0C, false},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        CHECK(smpp::read_receipt(with_text(appendix_b, static_cast<std::uint8_t>(r.esm_class)))
                  .has_value() == r.is_receipt);
    }
}

TEST_CASE("checklist: receipt text: id, state and error of many SMSCs") {
    struct row {
        std::string_view name;
        std::string text;
        std::string_view id;
        message_state state;
        std::string_view error;
    };
    using enum message_state;
    const row rows[] = {
        {"Appendix B", appendix_b, "0123456789", delivered, "000"},
        {"12-digit dates",
         "id:77 sub:001 dlvrd:001 submit date:061019085112 done date:061019085130 stat:EXPIRED "
         "err:027 text:",
         "77", expired, "027"},
        {"no sub, dlvrd, text",
         "id:77 submit date:0610190851 done date:0610190851 stat:UNDELIV err:001", "77",
         undeliverable, "001"},
        {"id and stat only", "id:77 stat:REJECTD", "77", rejected, ""},
        {"no stat", "id:77 err:3", "77", unknown, "3"},
        {"no id", "stat:DELIVRD err:000", "", delivered, "000"},
        {"capitals",
         "ID:A1 SUB:001 DLVRD:001 SUBMIT DATE:0610190851 DONE DATE:0610190851 STAT:DELIVRD ERR:0 "
         "TEXT:X",
         "A1", delivered, "0"},
        {"mixed case of state", "Id:A1 Stat:Delivrd Err:0", "A1", delivered, "0"},
        {"another order", "stat:DELETED err:9 id:abc-DEF done date:0610190851", "abc-DEF", deleted,
         "9"},
        {"spaces after the colon", "id: 77 stat: DELIVRD err: 000", "77", delivered, "000"},
        {"spaces before it too", "id : 77 stat : DELIVRD  err :  12", "77", delivered, "12"},
        {"empty values", "id:77 sub: dlvrd: submit date: done date: stat:ACCEPTD err: text:", "77",
         accepted, ""},
        {"an empty id", "id: sub:001 stat:DELIVRD", "", delivered, ""},
        {"an empty stat", "id:77 stat: err:5", "77", unknown, "5"},
        {"err is not a number", "id:77 stat:UNDELIV err:EC_ABSENT_SUBSCRIBER text:x", "77",
         undeliverable, "EC_ABSENT_SUBSCRIBER"},
        {"hexadecimal id", "id:0x1F4A stat:DELIVRD", "0x1F4A", delivered, ""},
        {"UUID", "id:5f0c1b9e-9a0e-4f8c-8f3a-0d9e6c1a7b42 stat:DELIVRD",
         "5f0c1b9e-9a0e-4f8c-8f3a-0d9e6c1a7b42", delivered, ""},
        {"id with @ and _", "id:7_a@smsc1 stat:DELIVRD", "7_a@smsc1", delivered, ""},
        {"id with a colon", "id:smsc1:77 stat:DELIVRD", "smsc1:77", delivered, ""},
        {"commas", "id:77,sub:001,stat:DELIVRD,err:000", "77", delivered, "000"},
        {"lines", "id:77\r\nstat:DELIVRD\r\nerr:000\r\n", "77", delivered, "000"},
        {"C string", "id:77 stat:DELIVRD err:000\0"s, "77", delivered, "000"},
        {"underscores", "id:77 submit_date:0610190851 done_date:0610190851 stat:ENROUTE", "77",
         enroute, ""},
        {"dates with a time of day",
         "id:77 submit date:2006-10-19 08:51:12 done date:2006-10-19 08:51 stat:DELIVRD", "77",
         delivered, ""},
        {"state in full", "id:77 stat:DELIVERED", "77", delivered, ""},
        {"undeliverable in full", "id:77 stat:UNDELIVERABLE", "77", undeliverable, ""},
        {"accepted in full", "id:77 stat:ACCEPTED", "77", accepted, ""},
        {"UNKNOWN", "id:77 stat:UNKNOWN", "77", unknown, ""},
        {"a state nobody knows", "id:77 stat:WHATEVER", "77", unknown, ""},
        {"a state cut short", "id:77 stat:DELI", "77", unknown, ""},
        {"the customer's text is not read", "id:77 stat:EXPIRED text:id:66 stat:DELIVRD err:1",
         "77", expired, ""},
        {"text in front", "text:hello id:77 stat:DELIVRD", "77", delivered, ""},
        {"the first of two counts", "id:77 stat:EXPIRED id:66 stat:DELIVRD", "77", expired, ""},
        {"id is a whole word", "valid:5 grid:6 id:77 stat:DELIVRD", "77", delivered, ""},
        {"words without a colon", "this id is 77, its stat DELIVRD", "", unknown, ""},
        {"nothing", "", "", unknown, ""},
        {"colons only", ":::: : :", "", unknown, ""},
        {"ends in a name", "id:77 stat", "77", unknown, ""},
        {"ends in a colon", "id:77 stat:", "77", unknown, ""},
        {"octets that are no text", "id:77 stat:DELIVRD text:\xFF\xFE\x00"s, "77", delivered, ""},
    };
    for (const row& r : rows) {
        CAPTURE(r.name);
        const auto receipt = smpp::read_receipt(with_text(r.text));
        REQUIRE(receipt);
        CHECK(receipt->message_id == r.id);
        CHECK(receipt->state == r.state);
        CHECK(receipt->error == r.error);
    }
}

TEST_CASE("checklist: receipts: which states end a message: ACCEPTD is no end") {
    struct row {
        std::string_view word;
        int tlv;
        message_state state;
        bool final;
    };
    using enum message_state;
    const row rows[] = {
        {"ENROUTE", 1, enroute, false},      {"DELIVRD", 2, delivered, true},
        {"EXPIRED", 3, expired, true},       {"DELETED", 4, deleted, true},
        {"UNDELIV", 5, undeliverable, true}, {"ACCEPTD", 6, accepted, false},
        {"UNKNOWN", 7, unknown, true},       {"REJECTD", 8, rejected, true},
    };
    for (const row& r : rows) {
        CAPTURE(r.word);
        const auto from_text = smpp::read_receipt(with_text("id:1 stat:" + std::string{r.word}));
        CHECK(from_text->state == r.state);
        CHECK(from_text->final == r.final);

        smpp::deliver_sm sm = with_text("");
        sm.tlvs.add_u8(tag::message_state, static_cast<std::uint8_t>(r.tlv));
        CHECK(smpp::read_receipt(sm)->state == r.state);
        CHECK(smpp::read_receipt(sm)->final == r.final);

        sm.esm_class = smpp::esm::intermediate;
        CHECK(smpp::read_receipt(sm)->state == r.state);
        CHECK_FALSE(smpp::read_receipt(sm)->final);
    }
    SUBCASE("ACCEPTD ends nothing: the end is told by a later one") {
        const auto first = smpp::read_receipt(with_text("id:1 stat:ACCEPTD err:000"));
        const auto second = smpp::read_receipt(with_text("id:1 stat:DELIVRD err:000"));
        CHECK_FALSE(first->final);
        CHECK(second->final);
    }
    SUBCASE("a receipt that names no state ends nothing") {
        CHECK_FALSE(smpp::read_receipt(with_text("id:1"))->final);
        CHECK_FALSE(smpp::read_receipt(with_text("id:1 stat:WHATEVER"))->final);
    }
    SUBCASE("states of SMPP 5.0") {
        smpp::deliver_sm sm = with_text("");
        sm.tlvs.add_u8(tag::message_state, 0);
        CHECK(smpp::read_receipt(sm)->state == scheduled);
        CHECK_FALSE(smpp::read_receipt(sm)->final);
        smpp::deliver_sm skip = with_text("");
        skip.tlvs.add_u8(tag::message_state, 9);
        CHECK(smpp::read_receipt(skip)->state == skipped);
        CHECK(smpp::read_receipt(skip)->final);
    }
}

TEST_CASE("checklist: receipt TLVs: they win over the text, one by one") {
    smpp::deliver_sm sm = with_text("id:77 stat:EXPIRED err:027");

    SUBCASE("all of them") {
        sm.tlvs.add(tag::receipted_message_id, "0000004D\0"s);
        sm.tlvs.add_u8(tag::message_state, 2);
        sm.tlvs.add(tag::network_error_code, "\x03\x00\x1B"s);
        const auto receipt = smpp::read_receipt(sm);
        CHECK(receipt->message_id == "0000004D");
        CHECK(receipt->state == message_state::delivered);
        CHECK(receipt->error == "03001b");
        REQUIRE(receipt->network);
        CHECK(receipt->network->type == smpp::gsm_network);
        CHECK(receipt->network->code == 27);
    }
    SUBCASE("the id alone, without its NUL") {
        sm.tlvs.add(tag::receipted_message_id, "4D");
        const auto receipt = smpp::read_receipt(sm);
        CHECK(receipt->message_id == "4D");
        CHECK(receipt->state == message_state::expired);
        CHECK(receipt->error == "027");
    }
    SUBCASE("an empty id does not count") {
        sm.tlvs.add(tag::receipted_message_id, "\0"s);
        CHECK(smpp::read_receipt(sm)->message_id == "77");
    }
    SUBCASE("a state out of range or of the wrong length does not count") {
        sm.tlvs.add_u8(tag::message_state, 10);
        CHECK(smpp::read_receipt(sm)->state == message_state::expired);
        smpp::deliver_sm wide = with_text("id:77 stat:EXPIRED");
        wide.tlvs.add_u16(tag::message_state, 2);
        CHECK(smpp::read_receipt(wide)->state == message_state::expired);
    }
    SUBCASE("an error code of the wrong length does not count") {
        sm.tlvs.add(tag::network_error_code, "\x03"s);
        CHECK(smpp::read_receipt(sm)->error == "027");
        CHECK_FALSE(smpp::read_receipt(sm)->network);
    }
    SUBCASE("the error code is that of a network, in two octets") {
        sm.tlvs.add(tag::network_error_code, "\x08\xFE\x01"s);
        CHECK((smpp::read_receipt(sm)->network == smpp::network_error{8, 0xFE01}));
    }
    SUBCASE("what the TLVs say is not looked for behind text:") {
        sm.short_message = "err:000 text:id:66 stat:EXPIRED";
        sm.tlvs.add(tag::receipted_message_id, "4D\0"s);
        sm.tlvs.add_u8(tag::message_state, 2);
        CHECK(smpp::read_receipt(sm)->text == "id:66 stat:EXPIRED");
    }
    SUBCASE("no text at all") {
        sm.short_message.clear();
        sm.tlvs.add(tag::receipted_message_id, "4D\0"s);
        sm.tlvs.add_u8(tag::message_state, 5);
        const auto receipt = smpp::read_receipt(sm);
        CHECK(receipt->message_id == "4D");
        CHECK(receipt->state == message_state::undeliverable);
        CHECK(receipt->error == "");
        CHECK(receipt->final);
    }
}

TEST_CASE("receipt: where the text is") {
    SUBCASE("in message_payload when short_message is empty") {
        smpp::deliver_sm sm = with_text("");
        sm.tlvs.add(tag::message_payload, appendix_b);
        CHECK(smpp::read_receipt(sm)->message_id == "0123456789");
        CHECK(smpp::read_receipt(sm)->state == message_state::delivered);
    }
    SUBCASE("in short_message when both are there") {
        smpp::deliver_sm sm = with_text("id:1 stat:DELIVRD");
        sm.tlvs.add(tag::message_payload, "id:2 stat:EXPIRED");
        CHECK(smpp::read_receipt(sm)->message_id == "1");
    }
    SUBCASE("behind a user data header") {
        smpp::deliver_sm sm = with_text("\x05\x00\x03\x01\x01\x01id:1 stat:DELIVRD"s, 0x44);
        CHECK(smpp::read_receipt(sm)->message_id == "1");
        sm.short_message = "\xFF"s;
        CHECK(smpp::read_receipt(sm)->message_id == "");
    }
    SUBCASE("in UCS-2") {
        smpp::deliver_sm sm = with_text(smpp::to_ucs2(appendix_b));
        sm.data_coding = smpp::dcs::ucs2;
        CHECK(smpp::read_receipt(sm)->message_id == "0123456789");
        CHECK(smpp::read_receipt(sm)->state == message_state::delivered);
    }
    SUBCASE("in ASCII, though data_coding says UCS-2") {
        smpp::deliver_sm sm = with_text(appendix_b);
        sm.data_coding = smpp::dcs::ucs2;
        CHECK(smpp::read_receipt(sm)->message_id == "0123456789");
    }
}

TEST_CASE("receipt: a payload made to take long is read at once") {
    for (const std::string_view piece :
         {"id ", "stat: ", "text:", "submit date ", "err:err:", "id:;", "  ", ":", "idididid"}) {
        CAPTURE(piece);
        std::string text;
        while (text.size() + piece.size() <= 65'000)
            text += piece;
        smpp::deliver_sm sm = with_text("");
        sm.tlvs.add(tag::message_payload, text);
        CHECK(smpp::read_receipt(sm));
    }
}

TEST_CASE("receipt: every beginning of a receipt is read without fault") {
    for (std::size_t size = 0; size <= appendix_b.size(); ++size) {
        const auto receipt = smpp::read_receipt(with_text(appendix_b.substr(0, size)));
        REQUIRE(receipt);
        CHECK((receipt->message_id ==
               std::string_view{"0123456789"}.substr(0, receipt->message_id.size())));
    }
}

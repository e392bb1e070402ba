// Each file of config/dialects: what its messages are read as, and the octets of its answers.
#include "dialects.hpp"
#include "smpp/codec.hpp"
#include "support/hex_golden.hpp"

using namespace test;
using kind = ussd::input::kind;

namespace {

struct message {
    std::string service_type;
    int op = -1; ///< none
    std::string text;
    int tag = 0;
    std::string value;
    std::string to = "123";
};

smpp::deliver_sm sm_of(const message& m) {
    smpp::deliver_sm sm;
    sm.service_type = m.service_type;
    sm.source = {1, 1, "22507000001"};
    sm.destination = {6, 9, m.to};
    sm.short_message = m.text;
    if (m.op >= 0) {
        sm.tlvs.add_u8(smpp::tag::ussd_service_op, static_cast<std::uint8_t>(m.op));
    }
    if (m.tag != 0) {
        sm.tlvs.add(static_cast<std::uint16_t>(m.tag), m.value);
    }
    return sm;
}

ussd::outgoing answer_to(const ussd::input& in, std::string text, bool last) {
    return {in.from, in.msisdn, "*123*4#", in.echo, std::move(text), last};
}

struct reading {
    const char* name;
    const char* dialect;
    message came;
    std::optional<kind> what;
    std::string text{};
    std::uint32_t number = 0;
    std::string dialogue{};
};

const std::vector<reading> readings{
    {"begin",
     "standard",
     {"USSD", 1, "*123#", 0x1383, octets({7, 2})},
     kind::begin,
     "*123#",
     1,
     octets({7, 0})},
    {"reply",
     "standard",
     {"USSD", 18, "2", 0x1383, octets({7, 6})},
     kind::reply,
     "2",
     3,
     octets({7, 0})},
    {"last number",
     "standard",
     {"USSD", 18, "2", 0x1383, octets({255, 254})},
     kind::reply,
     "2",
     127,
     octets({255, 0})},
    {"end bit",
     "standard",
     {"USSD", 18, "", 0x1383, octets({7, 9})},
     kind::abort,
     "",
     4,
     octets({7, 0})},
    {"end bit on a begin",
     "standard",
     {"USSD", 1, "*123#", 0x1383, octets({7, 3})},
     kind::abort,
     "*123#",
     1,
     octets({7, 0})},
    {"other service", "standard", {"", 1, "*123#", 0x1383, octets({7, 2})}, std::nullopt},
    {"no op", "standard", {"USSD", -1, "*123#", 0x1383, octets({7, 2})}, std::nullopt},
    {"no session", "standard", {"USSD", 18, "2"}, kind::reply, "2"},
    {"session of another length",
     "standard",
     {"USSD", 18, "2", 0x1383, octets({9})},
     kind::reply,
     "2",
     0,
     octets({9})},
    {"session of no length", "standard", {"USSD", 18, "2", 0x1383, ""}, kind::reply, "2"},
    {"begin",
     "mica",
     {"USSD", 1, "*123#", 0x0204, octets({1, 2})},
     kind::begin,
     "*123#",
     0,
     octets({1, 2})},
    {"reply",
     "mica",
     {"USSD", 18, "1", 0x0204, octets({1, 2})},
     kind::reply,
     "1",
     0,
     octets({1, 2})},
    {"abort",
     "mica",
     {"USSD", 0x81, "", 0x0204, octets({1, 2})},
     kind::abort,
     "",
     0,
     octets({1, 2})},
    {"begin", "bare-ussd", {"USSD", 1, "*123#"}, kind::begin, "*123#"},
    {"reply with the op of a begin", "bare-ussd", {"USSD", 1, "2"}, kind::reply, "2"},
    {"reply", "bare-ussd", {"USSD", 18, "2"}, kind::reply, "2"},
    {"empty reply", "bare-ussd", {"USSD", 1, ""}, kind::reply},
    {"other op", "bare-ussd", {"USSD", 3, "2"}, std::nullopt},
    {"begin", "bare-p2", {"P2", 1, "*123#"}, kind::begin, "*123#"},
    {"reply", "bare-p2", {"P2", 1, "*12"}, kind::reply, "*12"},
    {"begin",
     "tata",
     {"", 1, "", 0x1383, octets({3, 4}), "*123#"},
     kind::begin,
     "*123#",
     0,
     octets({3, 4})},
    {"reply 2", "tata", {"", 2, "5", 0x1383, octets({3, 4})}, kind::reply, "5", 0, octets({3, 4})},
    {"reply 12h",
     "tata",
     {"", 18, "5", 0x1383, octets({3, 4})},
     kind::reply,
     "5",
     0,
     octets({3, 4})},
    {"abort by op",
     "tata",
     {"", 17, "", 0x1383, octets({3, 4})},
     kind::abort,
     "",
     0,
     octets({3, 4})},
    {"abort by bit",
     "tata",
     {"", 18, "", 0x1383, octets({3, 5})},
     kind::abort,
     "",
     0,
     octets({3, 4})},
    {"begin",
     "sixdee",
     {"", 1, "*123#", 0x1383, octets({3, 4})},
     kind::begin,
     "*123#",
     0,
     octets({3, 4})},
    {"reply", "sixdee", {"", 18, "5", 0x1383, octets({3, 4})}, kind::reply, "5", 0, octets({3, 4})},
    {"abort by op",
     "sixdee",
     {"", 0x81, "", 0x1383, octets({3, 4})},
     kind::abort,
     "",
     0,
     octets({3, 4})},
    {"abort by bit",
     "sixdee",
     {"", 18, "", 0x1383, octets({3, 5})},
     kind::abort,
     "",
     0,
     octets({3, 4})},
    {"begin",
     "huawei-tlv",
     {"USSD", 1, "*123#", 0x1383, octets({0x21, 0x42})},
     kind::begin,
     "*123#",
     0,
     octets({0x21, 0x42})},
    {"one octet",
     "huawei-tlv",
     {"USSD", 18, "1", 0x1383, octets({0x21})},
     kind::reply,
     "1",
     0,
     octets({0x21})},
    {"abort by op",
     "huawei-tlv",
     {"USSD", 0x21, "", 0x1383, octets({0x21, 0x42})},
     kind::abort,
     "",
     0,
     octets({0x21, 0x42})},
    {"abort by bit",
     "huawei-tlv",
     {"USSD", 18, "", 0x1383, octets({0x21, 0x43})},
     kind::abort,
     "",
     0,
     octets({0x21, 0x42})},
    {"begin",
     "smpp-plus",
     {"", 1, "*123#", 0x0204, octets({9, 9})},
     kind::begin,
     "*123#",
     0,
     octets({9, 9})},
    {"reply",
     "smpp-plus",
     {"", 18, "1", 0x0204, octets({9, 9})},
     kind::reply,
     "1",
     0,
     octets({9, 9})},
    {"release",
     "smpp-plus",
     {"", 0x81, "", 0x0204, octets({9, 9})},
     kind::abort,
     "",
     0,
     octets({9, 9})},
    {"begin", "plain", {"", -1, "*123#"}, kind::begin, "*123#"},
    {"reply", "plain", {"", -1, "1"}, kind::reply, "1"},
};

struct writing {
    const char* name;
    const char* dialect;
    message came;
    bool last;
    std::string service_type;
    std::string tlvs;
    std::uint8_t data_coding = 0;
    smpp::address source{0, 1, "123"};
    smpp::address destination{1, 1, "22507000001"};
    std::uint8_t esm_class = 0;
};

const smpp::address swapped_source{6, 9, "123"};
constexpr int op_hi = 0x05, op_lo = 0x01;

std::string tlvs_of(int op, int tag = 0, const std::string& value = {}) {
    std::string all = octets({op_hi, op_lo, 0, 1, op});
    if (tag != 0) {
        all += octets({tag >> 8, tag & 0xFF, 0, static_cast<int>(value.size())}) + value;
    }
    return all;
}

const std::vector<writing> writings{
    {"continue",
     "standard",
     {"USSD", 1, "*123#", 0x1383, octets({7, 2})},
     false,
     "USSD",
     tlvs_of(2, 0x1383, octets({7, 4}))},
    {"end",
     "standard",
     {"USSD", 18, "1", 0x1383, octets({7, 6})},
     true,
     "USSD",
     tlvs_of(17, 0x1383, octets({7, 9}))},
    {"127 is followed by 1",
     "standard",
     {"USSD", 18, "1", 0x1383, octets({7, 254})},
     false,
     "USSD",
     tlvs_of(2, 0x1383, octets({7, 2}))},
    {"126 by 127",
     "standard",
     {"USSD", 18, "1", 0x1383, octets({7, 252})},
     false,
     "USSD",
     tlvs_of(2, 0x1383, octets({7, 254}))},
    {"0 by 1",
     "standard",
     {"USSD", 1, "*123#", 0x1383, octets({7, 0})},
     false,
     "USSD",
     tlvs_of(2, 0x1383, octets({7, 2}))},
    {"no session", "standard", {"USSD", 18, "1"}, false, "USSD", tlvs_of(2)},
    {"a session of five octets",
     "standard",
     {"USSD", 18, "1", 0x1383, "abcde"},
     true,
     "USSD",
     tlvs_of(17, 0x1383, "abcde")},
    {"continue",
     "mica",
     {"USSD", 1, "*123#", 0x0204, octets({1, 2})},
     false,
     "USSD",
     tlvs_of(2, 0x0204, octets({1, 2}))},
    {"end",
     "mica",
     {"USSD", 18, "1", 0x0204, octets({1, 2})},
     true,
     "USSD",
     tlvs_of(0x17, 0x0204, octets({1, 2}))},
    {"continue", "bare-ussd", {"USSD", 1, "*123#"}, false, "USSD", tlvs_of(2), 0, swapped_source},
    {"end", "bare-ussd", {"USSD", 1, "1"}, true, "USSD", tlvs_of(17), 0, swapped_source},
    {"continue", "bare-p2", {"P2", 1, "*123#"}, false, "P2", tlvs_of(2), 0x0F, swapped_source},
    {"end", "bare-p2", {"P2", 1, "1"}, true, "P2", tlvs_of(17), 0x0F, swapped_source},
    {"continue",
     "tata",
     {"", 1, "", 0x1383, octets({3, 4}), "*123#"},
     false,
     "",
     tlvs_of(2, 0x1383, octets({3, 4}))},
    {"end",
     "tata",
     {"", 18, "1", 0x1383, octets({3, 4})},
     true,
     "",
     tlvs_of(2, 0x1383, octets({3, 5}))},
    {"continue",
     "sixdee",
     {"", 1, "*123#", 0x1383, octets({3, 4})},
     false,
     "",
     tlvs_of(2, 0x1383, octets({3, 4}))},
    {"end",
     "sixdee",
     {"", 18, "1", 0x1383, octets({3, 4})},
     true,
     "",
     tlvs_of(0x17, 0x1383, octets({3, 5}))},
    {"continue",
     "huawei-tlv",
     {"USSD", 1, "*123#", 0x1383, octets({0x21, 0x42})},
     false,
     "USSD",
     tlvs_of(2, 0x1383, octets({0x21, 0x42})),
     0x15,
     swapped_source},
    {"end",
     "huawei-tlv",
     {"USSD", 18, "1", 0x1383, octets({0x21, 0x42})},
     true,
     "USSD",
     tlvs_of(17, 0x1383, octets({0x21, 0x43})),
     0x15,
     swapped_source},
    {"end, one octet",
     "huawei-tlv",
     {"USSD", 18, "1", 0x1383, octets({0x20})},
     true,
     "USSD",
     tlvs_of(17, 0x1383, octets({0x20})),
     0x15,
     swapped_source},
    {"continue",
     "smpp-plus",
     {"", 1, "*123#", 0x0204, octets({9, 9})},
     false,
     "",
     tlvs_of(2, 0x0204, octets({9, 9})),
     0,
     {0, 1, "123"},
     {1, 1, "22507000001"},
     1},
    {"end",
     "smpp-plus",
     {"", 18, "1", 0x0204, octets({9, 9})},
     true,
     "",
     tlvs_of(17, 0x0204, octets({9, 9})),
     0,
     {0, 1, "123"},
     {1, 1, "22507000001"},
     1},
    {"continue", "plain", {"", -1, "*123#"}, false, "", "", 0, swapped_source},
    {"end", "plain", {"", -1, "1"}, true, "", "", 0, swapped_source},
};

} // namespace

TEST_CASE("every dialect file loads, and has its tables here") {
    for (const auto& file : support::files_with(dialect_folder, ".yaml")) {
        CAPTURE(file);
        const auto d = dialect_named(file.stem().string());
        CHECK(d->name == file.stem().string());
        const auto covers = [&](const auto& rows) {
            return std::ranges::any_of(rows, [&](const auto& r) { return r.dialect == d->name; });
        };
        CHECK(covers(readings));
        CHECK(covers(writings));
    }
}

TEST_CASE("messages of the network") {
    for (const auto& r : readings) {
        CAPTURE(r.dialect);
        CAPTURE(r.name);
        const auto in = read_input(*dialect_named(r.dialect), sm_of(r.came));
        REQUIRE(in.has_value() == r.what.has_value());
        if (!in) {
            continue;
        }
        CHECK(in->what == *r.what);
        CHECK(in->text == r.text);
        CHECK(in->number == r.number);
        CHECK(in->dialogue == r.dialogue);
        CHECK(in->from == 22507000001);
        CHECK(in->msisdn == "22507000001");
        CHECK(in->code == r.came.to);
    }
}

TEST_CASE("answers, octet for octet") {
    for (const auto& w : writings) {
        CAPTURE(w.dialect);
        CAPTURE(w.name);
        const auto d = dialect_named(w.dialect);
        const auto in = read_input(*d, sm_of(w.came));
        REQUIRE(in.has_value());
        const auto sm = write_screen(*d, answer_to(*in, "Hi", w.last));
        CHECK(sm.service_type == w.service_type);
        CHECK(sm.data_coding == w.data_coding);
        CHECK(sm.short_message == "Hi");
        CHECK(sm.esm_class == w.esm_class);
        CHECK(sm.registered_delivery == 0);
        CHECK(sm.tlvs.wire() == w.tlvs);
        smpp::address source = w.source;
        if (source == swapped_source) {
            source.value = w.came.to;
        }
        CHECK(sm.source == source);
        CHECK(sm.destination == w.destination);
        std::string wire;
        CHECK(smpp::encode({.sequence = 1, .body = sm}, wire).has_value());
    }
}

TEST_CASE("a screen that follows a screen has a number of its own") {
    const auto d = dialect_named("standard");
    for (const auto& [came, expected] : {std::pair{6, 10}, {252, 2}, {254, 4}}) {
        const auto in = read_input(*d, sm_of({"USSD", 18, "1", 0x1383, octets({7, came})}));
        auto out = answer_to(*in, "Time is up", true);
        out.unasked = true;
        CHECK(write_screen(*d, out).tlvs.find(0x1383) == octets({7, expected | 1}));
    }
}

TEST_CASE("captured messages of two networks") {
    struct capture {
        const char* file;
        const char* dialect;
        const char* text;
        ussd::subscriber from;
        smpp::address answered_from;
        std::uint8_t data_coding;
    };
    for (const auto& c : {capture{"ussd_begin_bare_ussd",
                                  "bare-ussd",
                                  "*3322*0#",
                                  992000000000,
                                  {1, 1, "992000000001"},
                                  0},
                          capture{"ussd_begin_bare_p2",
                                  "bare-p2",
                                  "*4006#",
                                  66977091205,
                                  {1, 1, "66923011121"},
                                  0x0F}}) {
        CAPTURE(c.file);
        const auto golden =
            support::read_hex_golden(std::filesystem::path{YEELEN_SOURCE_DIR} / "tests" / "smpp" /
                                     "codec" / "golden" / (std::string{c.file} + ".hex"));
        CHECK(smpp::read_header(golden.octets).length == golden.octets.size());
        const auto pdu = smpp::decode(golden.octets);
        REQUIRE(pdu.has_value());
        const auto* sm = std::get_if<smpp::deliver_sm>(&pdu->body);
        REQUIRE(sm != nullptr);
        const auto d = dialect_named(c.dialect);
        const auto in = read_input(*d, *sm);
        REQUIRE(in.has_value());
        CHECK(in->what == kind::begin);
        CHECK(in->text == c.text);
        CHECK(in->from == c.from);
        CHECK(in->dialogue.empty());
        CHECK(in->number == 0);
        const auto out =
            write_screen(*d, {in->from, in->msisdn, in->text, in->echo, "Bonjour", false});
        CHECK(out.source == c.answered_from);
        CHECK(out.destination == sm->source);
        CHECK(out.data_coding == c.data_coding);
        // The other dialects take it for something else, or nothing.
        CHECK_FALSE(
            read_input(
                *dialect_named(std::string{c.dialect} == "bare-p2" ? "bare-ussd" : "bare-p2"), *sm)
                .has_value());
    }
}

TEST_CASE("texts") {
    const auto d = dialect_named("standard");
    ussd::outgoing out{1, "22507000001", "*123#", {}, {}, false};

    out.text = std::string(180, 'a') + "{";
    CHECK(write_screen(*d, out).short_message.size() == 182);
    CHECK(write_screen(*d, out).data_coding == 0);

    out.text = "Ж€";
    const auto ucs2 = write_screen(*dialect_named("bare-p2"), out);
    CHECK(ucs2.data_coding == 0x48);
    CHECK(ucs2.short_message == octets({0x04, 0x16, 0x20, 0xAC}));

    out.text = std::string(255, 'a'); // no screen is so long; it must still be a PDU
    const auto payload = write_screen(*d, out);
    CHECK(payload.short_message.empty());
    CHECK(payload.tlvs.find(smpp::tag::message_payload) == out.text);
    std::string wire;
    CHECK(smpp::encode({.sequence = 1, .body = payload}, wire).has_value());

    // A code that nobody serves is refused from that code; however long it is, the answer is a PDU.
    out.dialled = "*" + std::string(100, '9') + "#";
    CHECK(write_screen(*d, out).source.value == std::string(20, '9'));

    auto sm = sm_of({"USSD", 18, "", 0x1383, octets({7, 6})});
    sm.tlvs.add(smpp::tag::message_payload, "from the payload");
    CHECK(read_input(*d, sm)->text == "from the payload");
    sm.short_message = "short";
    CHECK(read_input(*d, sm)->text == "short");
    dialect other = *d;
    other.dialled = text_place::message_payload;
    CHECK(read_input(other, sm)->text == "from the payload");
    sm.data_coding = 8;
    sm.short_message = octets({0x04, 0x16});
    CHECK(read_input(*d, sm)->text == "Ж");
}

TEST_CASE("senders that are no numbers bring nothing") {
    for (const std::string sender : {"", "12", "BANK", "1234567890123456", "+", "22507000001x"}) {
        CAPTURE(sender);
        auto sm = sm_of({"USSD", 1, "*123#", 0x1383, octets({7, 2})});
        sm.source.value = sender;
        CHECK_FALSE(read_input(*dialect_named("standard"), sm).has_value());
    }
}

TEST_CASE("a called number of other octets than ASCII becomes UTF-8") {
    const auto in =
        read_input(*dialect_named("standard"),
                   sm_of({"USSD", 1, "*123#", 0x1383, octets({7, 2}), "1" + octets({0xE9})}));
    REQUIRE(in.has_value());
    CHECK(in->code == "1é");
    // Here it is what was dialled.
    const auto dialled = read_input(
        *dialect_named("tata"), sm_of({"", 1, "", 0x1383, octets({7, 2}), "1" + octets({0xE9})}));
    REQUIRE(dialled.has_value());
    CHECK(dialled->text == "1é");
}

TEST_CASE("a long session value is not kept; a spoilt echo is survived") {
    const auto d = dialect_named("huawei-tlv");
    const auto in = read_input(*d, sm_of({"USSD", 18, "1", 0x1383, std::string(65, 'x')}));
    CHECK(in->dialogue.empty());
    CHECK(write_screen(*d, answer_to(*in, "Hi", false)).tlvs.wire() == tlvs_of(2));
    for (std::size_t cut = 0; cut <= in->echo.size(); ++cut) {
        auto out = answer_to(*in, "Hi", true);
        out.echo.resize(cut);
        std::string wire;
        CHECK(smpp::encode({.sequence = 1, .body = write_screen(*d, out)}, wire).has_value());
    }
    auto out = answer_to(*in, "Hi", true);
    out.echo = std::string(40, '\xFF');
    std::string wire;
    CHECK(smpp::encode({.sequence = 1, .body = write_screen(*d, out)}, wire).has_value());
}

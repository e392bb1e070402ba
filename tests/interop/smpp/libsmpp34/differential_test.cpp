// Our codec and libsmpp34's on the same octets.
#include "../fields.hpp"
#include "../pdu_json.hpp"
#include "limits.hpp"
#include "smpp34.hpp"
#include "support/random_pdu.hpp"
#include <doctest/doctest.h>
#include <map>

namespace {

using namespace interop;

std::string wire_of(const smpp::pdu& p) {
    std::string out;
    REQUIRE(smpp::encode(p, out));
    return out;
}

constexpr int rounds = 20'000;

} // namespace

TEST_CASE("libsmpp34: the text it writes of each field has room") {
    // If the dynamic linker did not put ours in the place of the library's, it would write on.
    const smpp34_pdu enquiry{std::string_view{"\0\0\0\x10\0\0\0\x15\0\0\0\0\0\0\0\x07", 16}};
    CHECK(enquiry.good());
    CHECK(smpp34_pdu::said().find("sequence_number") != std::string::npos);
}

TEST_CASE("libsmpp34: both read every PDU of 3.4 and write the same octets") {
    support::random_pdu random{1};
    std::map<smpp::command_id, int> met;
    for (int i = 0; i < rounds; ++i) {
        smpp::pdu p = random.next();
        if (!fit(p)) {
            continue;
        }
        ++met[smpp::id_of(p.body)];
        const std::string octets = wire_of(p);
        CAPTURE(hex_of(octets));
        REQUIRE(limits_of(p, octets).empty());

        smpp34_pdu theirs{octets};
        REQUIRE_MESSAGE(theirs.good(), smpp34_pdu::said());
        const auto packed = theirs.packed();
        REQUIRE_MESSAGE(packed.has_value(), smpp34_pdu::said());
        REQUIRE_MESSAGE(*packed == octets, hex_of(*packed));

        const auto ours = smpp::decode(*packed);
        REQUIRE(ours.has_value());
        REQUIRE(wire_of(*ours) == octets);
    }
    // All that libsmpp34 knows, each often.
    constexpr std::size_t commands = 27;
    CHECK(met.size() == commands);
    for (const auto& [id, times] : met) {
        CHECK_MESSAGE(times > rounds / 200, smpp::name_of(id));
    }
}

TEST_CASE("libsmpp34: every status it names is ours too, by the same name") {
    std::map<std::uint32_t, std::string_view> theirs{
#define OPERACION(name) {name, #name},
#include <def_list/command_status.list>
#undef OPERACION
    };
    for (const auto& [number, name] : theirs) {
        if (name.starts_with("ESME_")) {
            CHECK(smpp::name_of(static_cast<smpp::command_status>(number)) == name.substr(5));
        }
    }
    CHECK(theirs.size() > 45);
}

TEST_CASE("libsmpp34: every command it names is ours too, by the same name") {
    const auto lower = [](std::string_view s) {
        std::string out{s};
        std::ranges::transform(out, out.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        });
        return out;
    };
    std::map<std::uint32_t, std::string_view> theirs{
#define OPERACION(name) {name, #name},
#include <def_list/command_id.list>
#undef OPERACION
    };
    for (const auto& [number, name] : theirs) {
        CHECK(smpp::name_of(static_cast<smpp::command_id>(number)) == lower(name));
    }
    CHECK(theirs.size() == 27);
}

TEST_CASE("libsmpp34: every optional parameter it names is ours too, by the same name") {
    std::map<std::uint16_t, std::string_view> theirs{
#define OPERACION(name) {name, #name},
#include <def_list/tlv_id.list>
#undef OPERACION
    };
    for (const auto& [number, name] : theirs) {
        CHECK(smpp::name_of(static_cast<smpp::tag>(number)) ==
              name.substr(std::string_view{"TLVID_"}.size()));
    }
    CHECK(theirs.size() == 44);
}

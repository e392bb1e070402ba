// Each string of each PDU at its longest and one octet longer, both ways; every PDU cut at every
// octet, and with octets behind it.
#include "smpp/codec.hpp"
#include "smpp/codec/pdu_octets.hpp"
#include "support/hex_golden.hpp"
#include <algorithm>
#include <doctest/doctest.h>
#include <functional>
#include <string>

using namespace std::string_literals;
using codec_test::with_length;
using smpp::command_status;

namespace {

struct bound {
    std::string path; ///< as path_of() says it
    std::size_t max;
    command_status status;
    std::function<smpp::body(std::string)> with;
};

/// `where` gives the string's place in the body.
template<class T, class Where>
bound string_of(std::string field, std::size_t max, command_status status, Where where) {
    return {std::string{smpp::name_of(smpp::id_of(T{}))} + "." + field, max, status,
            [where](const std::string& s) {
                T b;
                where(b) = s;
                return smpp::body{b};
            }};
}

template<class T>
void add_bind(std::vector<bound>& rows) {
    rows.push_back(string_of<T>("system_id", 15, command_status::rinvsysid,
                                [](T& b) -> auto& { return b.system_id; }));
    rows.push_back(string_of<T>("password", 16, command_status::rinvpaswd,
                                [](T& b) -> auto& { return b.password; }));
    rows.push_back(string_of<T>("system_type", 12, command_status::rinvsystyp,
                                [](T& b) -> auto& { return b.system_type; }));
    rows.push_back(string_of<T>("address_range", 40, command_status::rbindfail,
                                [](T& b) -> auto& { return b.address_range; }));
}
template<class T>
void add_system_id(std::vector<bound>& rows) {
    rows.push_back(string_of<T>("system_id", 15, command_status::rinvsysid,
                                [](T& b) -> auto& { return b.system_id; }));
}
template<class T>
void add_message_id(std::vector<bound>& rows) {
    rows.push_back(string_of<T>("message_id", 64, command_status::rinvmsgid,
                                [](T& b) -> auto& { return b.message_id; }));
}
template<class T>
void add_service_type(std::vector<bound>& rows) {
    rows.push_back(string_of<T>("service_type", 5, command_status::rinvsertyp,
                                [](T& b) -> auto& { return b.service_type; }));
}
template<class T>
void add_source(std::vector<bound>& rows, std::size_t max = 20) {
    rows.push_back(string_of<T>("source", max, command_status::rinvsrcadr,
                                [](T& b) -> auto& { return b.source.value; }));
}
template<class T>
void add_destination(std::vector<bound>& rows, std::size_t max = 20) {
    rows.push_back(string_of<T>("destination", max, command_status::rinvdstadr,
                                [](T& b) -> auto& { return b.destination.value; }));
}

smpp::body third_destination(smpp::multi_destination d) {
    smpp::submit_multi m;
    m.destinations = {smpp::address{1, 1, "1"}, smpp::distribution_list{"l"}, std::move(d)};
    return m;
}

std::vector<bound> bounds() {
    std::vector<bound> rows;
    add_bind<smpp::bind_receiver>(rows);
    add_bind<smpp::bind_transmitter>(rows);
    add_bind<smpp::bind_transceiver>(rows);
    add_system_id<smpp::bind_receiver_resp>(rows);
    add_system_id<smpp::bind_transmitter_resp>(rows);
    add_system_id<smpp::bind_transceiver_resp>(rows);
    add_system_id<smpp::outbind>(rows);
    rows.push_back(string_of<smpp::outbind>("password", 16, command_status::rinvpaswd,
                                            [](auto& b) -> auto& { return b.password; }));
    add_service_type<smpp::submit_sm>(rows);
    add_source<smpp::submit_sm>(rows);
    add_destination<smpp::submit_sm>(rows);
    add_service_type<smpp::deliver_sm>(rows);
    add_source<smpp::deliver_sm>(rows);
    add_destination<smpp::deliver_sm>(rows);
    add_service_type<smpp::submit_multi>(rows);
    add_source<smpp::submit_multi>(rows);
    rows.push_back(
        {"submit_multi.destinations[2].address", 20, command_status::rinvdstadr,
         [](const std::string& s) { return third_destination(smpp::address{1, 1, s}); }});
    rows.push_back(
        {"submit_multi.destinations[2].dl_name", 20, command_status::rinvdlname,
         [](const std::string& s) { return third_destination(smpp::distribution_list{s}); }});
    add_message_id<smpp::submit_multi_resp>(rows);
    rows.push_back({"submit_multi_resp.unsuccess[1].destination", 20, command_status::rinvdstadr,
                    [](const std::string& s) {
                        smpp::submit_multi_resp r;
                        r.unsuccess = {{{1, 1, "1"}, command_status::rsyserr},
                                       {{1, 1, s}, command_status::rsyserr}};
                        return smpp::body{r};
                    }});
    add_service_type<smpp::data_sm>(rows);
    add_source<smpp::data_sm>(rows, 64);
    add_destination<smpp::data_sm>(rows, 64);
    add_message_id<smpp::submit_sm_resp>(rows);
    add_message_id<smpp::deliver_sm_resp>(rows);
    add_message_id<smpp::data_sm_resp>(rows);
    add_message_id<smpp::broadcast_sm_resp>(rows);
    add_message_id<smpp::query_broadcast_sm_resp>(rows);
    add_message_id<smpp::query_sm>(rows);
    add_source<smpp::query_sm>(rows);
    add_message_id<smpp::query_sm_resp>(rows);
    add_service_type<smpp::cancel_sm>(rows);
    add_message_id<smpp::cancel_sm>(rows);
    add_source<smpp::cancel_sm>(rows);
    add_destination<smpp::cancel_sm>(rows);
    add_message_id<smpp::replace_sm>(rows);
    add_source<smpp::replace_sm>(rows);
    add_source<smpp::alert_notification>(rows, 64);
    rows.push_back(
        string_of<smpp::alert_notification>("esme_address", 64, command_status::rinvdstadr,
                                            [](auto& b) -> auto& { return b.esme_address.value; }));
    add_service_type<smpp::broadcast_sm>(rows);
    add_source<smpp::broadcast_sm>(rows);
    add_message_id<smpp::broadcast_sm>(rows);
    add_message_id<smpp::query_broadcast_sm>(rows);
    add_source<smpp::query_broadcast_sm>(rows);
    add_service_type<smpp::cancel_broadcast_sm>(rows);
    add_message_id<smpp::cancel_broadcast_sm>(rows);
    add_source<smpp::cancel_broadcast_sm>(rows);
    return rows;
}

/// Whether that version has the command at all.
bool known_to(std::string_view path, std::uint8_t version) {
    const auto one_of = [path](std::initializer_list<std::string_view> begins) {
        return std::ranges::any_of(begins, [&](auto begin) { return path.starts_with(begin); });
    };
    return (version >= smpp::version_50 ||
            !one_of({"broadcast_sm.", "query_broadcast_sm.", "cancel_broadcast_sm."})) &&
           (version >= smpp::version_34 ||
            !one_of({"bind_transceiver.", "outbind.", "data_sm.", "alert_notification."}));
}

/// An error_status_code and the like hold no 'z'.
constexpr char mark = 'z';

} // namespace

TEST_CASE("each string is taken at its longest, and refused one octet longer") {
    for (const bound& row : bounds()) {
        CAPTURE(row.path);
        const smpp::pdu longest{.sequence = 1, .body = row.with(std::string(row.max, mark))};
        std::string octets;
        REQUIRE(smpp::encode(longest, octets));
        const auto back = smpp::decode(octets);
        REQUIRE(back.has_value());
        CHECK(back->body == longest.body);

        const smpp::pdu longer{.sequence = 1, .body = row.with(std::string(row.max + 1, mark))};
        const smpp::command_id id = smpp::id_of(longer.body);
        std::string none;
        const auto written = smpp::encode(longer, none);
        REQUIRE_FALSE(written.has_value());
        CHECK(written.error().status == row.status);
        CHECK(smpp::path_of(written.error(), id) == row.path);
        CHECK(none.empty());

        const std::size_t at = octets.find(std::string(row.max, mark));
        REQUIRE(at != std::string::npos);
        octets.insert(at, 1, mark);
        const auto read = smpp::decode(with_length(octets));
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().status == row.status);
        CHECK(smpp::path_of(read.error(), id) == row.path);
        CHECK_FALSE(read.error().fatal);
        CHECK(read.error().offset == at);
    }
}

TEST_CASE("checklist: field sizes with NUL: each at its limit and one over, for each version") {
    for (const std::uint8_t version : {smpp::version_33, smpp::version_34, smpp::version_50}) {
        for (const bound& row : bounds()) {
            CAPTURE(int{version});
            CAPTURE(row.path);
            std::string octets;
            if (!known_to(row.path, version)) {
                const auto unknown =
                    smpp::encode({.sequence = 1, .body = row.with("1")}, octets, version);
                REQUIRE_FALSE(unknown.has_value());
                CHECK(unknown.error().status == command_status::rinvcmdid);
                continue;
            }
            // SMPP 3.3: the one string that is shorter there, where it is given and not repeated.
            const bool short_id = version == smpp::version_33 &&
                                  row.path.ends_with("_resp.message_id") &&
                                  row.path != "query_sm_resp.message_id";
            const std::size_t max = short_id ? 8 : row.max;
            CHECK(smpp::encode({.sequence = 1, .body = row.with(std::string(max, mark))}, octets,
                               version));
            CHECK(octets.find(std::string(max, mark) + '\0') != std::string::npos);
            octets.clear();
            const auto over = smpp::encode(
                {.sequence = 1, .body = row.with(std::string(max + 1, mark))}, octets, version);
            REQUIRE_FALSE(over.has_value());
            CHECK(over.error().status == row.status);
            CHECK(octets.empty());
        }
        CAPTURE(int{version});
        const std::size_t most = version == smpp::version_50 ? 255 : 254;
        for (const std::size_t size : {most, most + 1}) {
            smpp::submit_sm text;
            text.short_message.assign(size, mark);
            smpp::submit_multi many;
            many.destinations.assign(size, smpp::address{1, 1, "1"});
            std::string octets;
            CHECK(smpp::encode({.sequence = 1, .body = text}, octets, version).has_value() ==
                  (size == most));
            CHECK(smpp::encode({.sequence = 1, .body = many}, octets, version).has_value() ==
                  (size == most));
        }
    }
}

TEST_CASE("the date of an answer may be shorter: the rest of the answer counts") {
    smpp::query_sm_resp answer;
    answer.message_id = "7";
    answer.final_date = smpp::time_field{"261231235959"};
    answer.message_state = 2;
    std::string octets;
    REQUIRE(smpp::encode({.sequence = 1, .body = answer}, octets));
    const auto back = smpp::decode(octets);
    REQUIRE(back.has_value());
    CHECK(std::get<smpp::query_sm_resp>(back->body) == answer);
    answer.final_date = smpp::time_field{"261231235959000+0"};
    CHECK_FALSE(smpp::encode({.sequence = 1, .body = answer}, octets));
}

TEST_CASE("a time has 16 octets or none") {
    struct row {
        const char* path;
        command_status status;
        std::function<smpp::body(smpp::time_field)> with;
    };
    const auto of = []<class T>(smpp::time_field T::* at) {
        return [at](smpp::time_field t) {
            T b;
            b.*at = t;
            return smpp::body{b};
        };
    };
    const auto of_sm = []<class T>(T, smpp::time_field smpp::sm_body::* at) {
        return [at](smpp::time_field t) {
            T b;
            b.*at = t;
            return smpp::body{b};
        };
    };
    const row rows[] = {
        {"submit_sm.schedule_delivery_time", command_status::rinvsched,
         of_sm(smpp::submit_sm{}, &smpp::sm_body::schedule_delivery_time)},
        {"submit_sm.validity_period", command_status::rinvexpiry,
         of_sm(smpp::submit_sm{}, &smpp::sm_body::validity_period)},
        {"deliver_sm.schedule_delivery_time", command_status::rinvsched,
         of_sm(smpp::deliver_sm{}, &smpp::sm_body::schedule_delivery_time)},
        {"deliver_sm.validity_period", command_status::rinvexpiry,
         of_sm(smpp::deliver_sm{}, &smpp::sm_body::validity_period)},
        {"submit_multi.schedule_delivery_time", command_status::rinvsched,
         of(&smpp::submit_multi::schedule_delivery_time)},
        {"submit_multi.validity_period", command_status::rinvexpiry,
         of(&smpp::submit_multi::validity_period)},
        {"replace_sm.schedule_delivery_time", command_status::rinvsched,
         of(&smpp::replace_sm::schedule_delivery_time)},
        {"replace_sm.validity_period", command_status::rinvexpiry,
         of(&smpp::replace_sm::validity_period)},
        {"broadcast_sm.schedule_delivery_time", command_status::rinvsched,
         of(&smpp::broadcast_sm::schedule_delivery_time)},
        {"broadcast_sm.validity_period", command_status::rinvexpiry,
         of(&smpp::broadcast_sm::validity_period)},
    };
    const std::string text = "261231235959000+";
    for (const row& r : rows) {
        CAPTURE(r.path);
        std::string octets;
        REQUIRE(smpp::encode({.sequence = 1, .body = r.with(smpp::time_field{text})}, octets));
        REQUIRE(smpp::decode(octets).has_value());
        const std::size_t at = octets.find(text);
        const smpp::command_id id = smpp::read_header(octets).id;
        for (const std::string& bad : {text.substr(1), "0" + text, "0"s, text + text}) {
            CAPTURE(bad);
            std::string none;
            const auto written =
                smpp::encode({.sequence = 1, .body = r.with(smpp::time_field{bad})}, none);
            REQUIRE_FALSE(written.has_value());
            CHECK(written.error().status == r.status);
            CHECK(smpp::path_of(written.error(), id) == r.path);
            std::string changed = octets;
            changed.replace(at, text.size(), bad);
            const auto read = smpp::decode(with_length(changed));
            REQUIRE_FALSE(read.has_value());
            CHECK(read.error().status == r.status);
            CHECK(read.error().offset == at);
            CHECK(smpp::path_of(read.error(), id) == r.path);
        }
    }
}

TEST_CASE("every PDU cut at every octet is an error within it, but where a body may end") {
    for (const auto& file :
         support::files_with(YEELEN_SOURCE_DIR "/tests/smpp/codec/golden", ".hex")) {
        const std::string octets = support::read_hex_golden(file).recoded;
        const auto whole = smpp::decode(octets);
        REQUIRE(whole.has_value());
        const bool response = smpp::is_response(smpp::id_of(whole->body));
        std::size_t ends = 0;
        for (std::size_t n = smpp::header_size; n < octets.size(); ++n) {
            CAPTURE(file.filename().string());
            CAPTURE(n);
            const std::string cut = with_length(octets.substr(0, n));
            const auto p = smpp::decode(cut);
            if (!p) {
                REQUIRE(p.error().offset >= smpp::header_size);
                REQUIRE(p.error().offset <= n);
                REQUIRE_FALSE(p.error().fatal);
                REQUIRE((p.error().status == command_status::rinvmsglen ||
                         p.error().status == command_status::rinvoptparstream));
                continue;
            }
            ++ends;
            // What is left is a PDU of its own, or an answer without its body.
            std::string again;
            REQUIRE(smpp::encode(*p, again));
            const bool left_out = response && n <= smpp::header_size + 1;
            REQUIRE((again == cut || left_out));
        }
        if (!response) {
            CAPTURE(file.filename().string());
            const std::size_t tlvs = std::visit(
                [](const auto& b) {
                    return static_cast<std::size_t>(std::distance(b.tlvs.begin(), b.tlvs.end()));
                },
                whole->body);
            CHECK(ends == tlvs);
        }
        // A command_length that says more or less than there is ends the stream.
        for (std::size_t n = 0; n < octets.size(); ++n) {
            const auto p = smpp::decode(std::string_view{octets}.substr(0, n));
            REQUIRE_FALSE(p.has_value());
            REQUIRE(p.error().status == command_status::rinvcmdlen);
            REQUIRE(p.error().fatal);
        }
    }
}

TEST_CASE("octets behind a PDU's last field are no TLV and an error") {
    for (const auto& file :
         support::files_with(YEELEN_SOURCE_DIR "/tests/smpp/codec/golden", ".hex")) {
        CAPTURE(file.filename().string());
        const std::string octets = support::read_hex_golden(file).recoded;
        const bool bare_answer =
            octets.size() == smpp::header_size && smpp::is_response(smpp::read_header(octets).id);
        for (const std::string& more :
             {"\0"s, "\0\0"s, "\0\0\0"s, "\0\0\0\1"s, "\x13\x83\0\3ab"s}) {
            CAPTURE(more.size());
            const auto p = smpp::decode(with_length(octets + more));
            if (bare_answer) {
                // One NUL in the place of a body is met; the rest is read as one.
                CHECK(p.has_value() == (more.size() == 1));
                continue;
            }
            REQUIRE_FALSE(p.has_value());
            CHECK(p.error().status == command_status::rinvoptparstream);
            CHECK(p.error().offset == octets.size());
            CHECK(p.error().field == (more.size() == 6 ? "tlv its_session_info" : "tlv"));
        }
    }
}

// fuzz_seeds FOLDER: what the fuzz targets begin with, FOLDER/<target>/*: from the golden PDUs and
// the project's menus, and a few lines by hand.
#include "document/node.hpp"
#include "menu/state.hpp"
#include "smpp/codec.hpp"
#include "support/hex_golden.hpp"
#include <fmt/format.h>

namespace fs = std::filesystem;
using namespace std::string_literals;

namespace {

class writer {
public:
    explicit writer(fs::path folder)
        : folder_(std::move(folder)) {}
    void put(const std::string& target, std::string_view octets) {
        fs::create_directories(folder_ / target);
        std::ofstream{folder_ / target / fmt::format("{:04}", ++count_), std::ios::binary}
            << octets;
    }

private:
    fs::path folder_;
    int count_ = 0;
};

/// With its length in two octets before it, as fuzz::input::text reads it.
std::string sized(std::string_view text) {
    return std::string{static_cast<char>(text.size() >> 8), static_cast<char>(text.size())} +
           std::string{text};
}
std::string octet_sized(std::string_view text) {
    return static_cast<char>(text.size()) + std::string{text};
}

void proxies(writer& out) {
    out.put("smpp_proxy", "PROXY TCP4 192.0.2.1 198.51.100.2 40000 2775\r\nnext");
    out.put("smpp_proxy", "PROXY TCP6 2001:db8::1 2001:db8::2 40000 2775\r\n");
    out.put("smpp_proxy", "PROXY UNKNOWN\r\n");
    const std::string v2 = "\r\n\r\n\0\r\nQUIT\n"s;
    out.put("smpp_proxy", v2 + "\x21\x11\0\14\300\0\2\1\306\63\144\2\234\100\12\327next"s);
    out.put("smpp_proxy", v2 + "\x20\0\0\0"s);
}

void pdus(writer& out) {
    // Of tests/fuzz/smpp_session.cpp: role smsc and esme, bound, then every golden PDU, written
    // out.
    std::string smsc = "\1\7\1\1\1"s;
    std::string esme = "\0\7\0\1\0\5\11"s;
    for (const auto& file :
         support::files_with(YEELEN_SOURCE_DIR "/tests/smpp/codec/golden", ".hex")) {
        const std::string octets = support::read_hex_golden(file).octets;
        out.put("smpp_codec", octets);
        // Of tests/fuzz/smpp_frame.cpp: role, bound or not, eight cuts, the stream.
        for (const std::string& begin : {"\0\0"s, "\1\0"s, "\0\1"s, "\1\1"s}) {
            out.put("smpp_frame", begin + "\1\3\17\20\7\40\2\77"s + octets + octets);
        }
        for (std::string* s : {&smsc, &esme}) {
            *s += "\0"s + sized(octets) + "\6\4\5\1\13\377"s;
            out.put("smpp_session", *s);
        }
        const auto p = smpp::decode(octets);
        if (!p) {
            continue;
        }
        if (const auto* sm = std::get_if<smpp::deliver_sm>(&p->body)) {
            const std::string_view tlvs = sm->tlvs.wire();
            out.put("smpp_tlv", tlvs);
            out.put("smpp_receipt", "\4\0"s + sized(tlvs) + sm->short_message);
            std::string in = octet_sized(sm->service_type);
            for (const auto& a : {sm->source, sm->destination}) {
                in += {static_cast<char>(a.ton), static_cast<char>(a.npi)};
                in += octet_sized(a.value);
            }
            in += static_cast<char>(sm->data_coding) + octet_sized(sm->short_message);
            out.put("dialect", in + "\0\0"s + octet_sized("Bonjour") + std::string{tlvs});
        }
    }
    out.put("smpp_receipt", "\4\0\0\0"s + "id:0123 sub:001 dlvrd:001 submit date:2601011200 done "
                                          "date:2601011201 stat:DELIVRD err:000 text:Bonjour");
}

/// Every scalar under the keys `when` and `unless` is a condition.
void conditions(writer& out, const yeelen::document::node& n) {
    for (const auto& item : n.items) {
        conditions(out, item);
    }
    for (const auto& [key, value] : n.entries) {
        if (value.is_scalar() && (key.text == "when" || key.text == "unless")) {
            out.put("menu_expression", value.text);
        }
        conditions(out, value);
    }
}
void texts(writer& out, const yeelen::document::node& n) {
    if (n.is_scalar()) {
        out.put("menu_text", sized(n.text) + "Société"s);
        out.put("smpp_text", "\0"s + n.text);
    }
    for (const auto& e : n.entries) {
        texts(out, e.value);
    }
}

void menus(writer& out) {
    const fs::path folder = YEELEN_SOURCE_DIR "/menus/electricity";
    const std::string menu = support::read_text_file(folder / "menu.yaml");
    const std::string french = support::read_text_file(folder / "locales" / "fr.yaml");
    out.put("document", menu);
    out.put("document", french);
    out.put("document", support::read_text_file(YEELEN_SOURCE_DIR "/config/gateway.yaml"));
    if (const auto root = yeelen::document::read_yaml(menu, "menu.yaml")) {
        conditions(out, *root);
    }
    if (const auto root = yeelen::document::read_yaml(french, "fr.yaml")) {
        texts(out, *root);
    }
    const auto small = YEELEN_SOURCE_DIR "/tests/fuzz/seeds/menu"s;
    out.put("menu_load", support::read_text_file(small + "/menu.yaml") + "\0"s +
                             support::read_text_file(small + "/fr.yaml") + "\0"s + "\1\1\1\2\0\4"s);
    const auto kinds = YEELEN_SOURCE_DIR "/tests/menu/menus/kinds"s;
    out.put("menu_load", support::read_text_file(kinds + "/menu.yaml") + "\0"s +
                             support::read_text_file(kinds + "/locales/en.yaml"));
    for (char which = 0; which < 2; ++which) {
        for (char first = 0; first < 10; ++first) {
            out.put("menu_talk", std::string{which, 1, 1, 0, 1, first, 1, 10, 5, 8, 7, 1, 2, 0, 9});
            out.put("menu_talk",
                    std::string{which, 1, 0, 1, first, 1, 0, 12, 1, 8, 8, 11, 10, 1, 2, 98, 8});
        }
    }
    yeelen::menu::state s{.language = "fr", .at = 3, .history = {{0}, {5, 1}}};
    s.frames.resize(2);
    s.frames[0].values =
        boost::json::parse(
            R"({"a":null,"b":true,"d":-1,"e":0.1,"f":"é","g":[{"m":1,"n":"F26070000417"},{"m":2,"n":"F26080000417"}],
                "h":"2026-07-06","i":"2026-07","j":"04123456789","k":["long","long"]})")
            .as_object();
    s.frames[1] = {.caller = 1, .way = 1, .first = true, .values = {{"why", "balance"}}};
    s.notice = 8;
    s.doubted = "0412345";
    out.put("menu_state", yeelen::menu::encode(s));
}

/// Of tests/fuzz/smpp_gsm7.cpp, smpp_udh.cpp and smpp_data_coding.cpp.
void user_data(writer& out) {
    for (const std::string& text : {"Ação, não é? €5"s, "çŞİ ğ"s, "1234567"s, "été [5€]\r"s}) {
        for (char method = 0; method < 4; ++method) {
            for (char is_packed = 0; is_packed < 2; ++is_packed) {
                const std::string options{method, is_packed, 0, 10, static_cast<char>(140), 1};
                out.put("smpp_gsm7", "\3\3\1\0"s + options + text);
                out.put("smpp_gsm7", "\1\2\0\1"s + options + text + text + text + text + text);
            }
        }
    }
    for (const std::string& header :
         {"\5\0\3\xAB\3\2"s, "\6\x08\4\1\2\3\2"s, "\x0B\5\4\x0B\x84\x23\xF0\0\3\1\2\1"s,
          "\x0B\0\3\1\2\1\x25\1\3\x24\1\3"s, "\4\4\2\1\2"s, "\0"s}) {
        out.put("smpp_udh", header + "text");
        for (const char value : "\0\1\3\4\6\7\x08\x10\x11\x98\xC8\xF0") {
            for (char scheme = 0; scheme < 4; ++scheme) {
                out.put("smpp_data_coding",
                        std::string{scheme, 0, 0, 1, value} + header + "fr\rab");
            }
        }
    }
    out.put("smpp_data_coding", "\0\0\0\0\x08\xFF\xFE\x3D\xD8\0\xDE"s);
    out.put("smpp_data_coding", "\0\0\1\0\0\x31\xD9\x8C\x56\xB3\xDD\x1A"s);
}

void http(writer& out) {
    const std::string host = " HTTP/1.1\r\nHost: a\r\n";
    out.put("http_parser", "\0\7"s + "GET /a?b=%20c" + host + "\r\nGET /b" + host + "\r\n");
    out.put("http_parser", "\0\7"s + "POST /" + host + "Content-Length: 3\r\n\r\nabc");
    out.put("http_parser", "\0\7"s + "POST /" + host +
                               "Transfer-Encoding: chunked\r\n\r\n3;x=1\r\nabc\r\n0\r\n\r\n");
    out.put("http_parser",
            "\0\7"s + "PUT /" + host + "Expect: 100-continue\r\nContent-Length: 1\r\n\r\na");
    out.put("http_parser",
            "\1\7HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"s + "HTTP/1.1 204 None\r\n\r\n");
    out.put("http_parser", "\1\7HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 200 OK\r\n\r\nto the end"s);
    out.put("api_request", "\0{\"to\":\"+225 07 00 00 00 01\",\"text\":\"R\\u00e9gl\\u00e9\","s +
                               "\"from\":\"CIE\",\"validity\":3600,\"idempotency_key\":\"k-1\"}");
    out.put("api_request", "\3k-1{\"to\":\"2250700000001\",\"text\":\"a\"}"s);
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        fmt::print(stderr, "usage: fuzz_seeds FOLDER\n");
        return 2;
    }
    fs::remove_all(argv[1]);
    writer out{argv[1]};
    pdus(out);
    proxies(out);
    menus(out);
    user_data(out);
    http(out);
    return 0;
}

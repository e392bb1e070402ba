#include "../../smpp/src/net/proxy_header.hpp"
#include <doctest/doctest.h>

using namespace std::string_literals;
using boost::asio::ip::make_address;
using smpp::net::proxied_source;
using smpp::net::proxy_header;
using state = proxy_header::state;

namespace {

const std::string signature = "\r\n\r\n\0\r\nQUIT\n"s;

std::string v2(int version_command, int family_transport, const std::string& follow) {
    std::string h = signature;
    h += static_cast<char>(version_command);
    h += static_cast<char>(family_transport);
    h += static_cast<char>(follow.size() >> 8);
    h += static_cast<char>(follow.size() & 0xFF);
    return h + follow;
}

const std::string ipv4 = "\xC0\x00\x02\x01\xC0\x00\x02\x02\x9C\x40\x0A\xD7"s; // 40000, 2775
const std::string ipv6 = "\x20\x01\x0D\xB8"s + std::string(11, '\0') + "\x01"s +
                         std::string(15, '\0') + "\x01\x00\x07\x0A\xD7"s;

struct row {
    const char* name;
    std::string header;
    state end;
    std::optional<proxied_source> source;
};

std::optional<proxied_source> source(const char* address, std::uint16_t port) {
    return proxied_source{make_address(address), port};
}

const std::vector<row>& table() {
    static const std::vector<row> rows{
        {"v1 TCP4", "PROXY TCP4 192.0.2.1 192.0.2.2 40000 2775\r\n", state::done,
         source("192.0.2.1", 40000)},
        {"v1 TCP6", "PROXY TCP6 2001:db8::1 ::1 7 2775\r\n", state::done, source("2001:db8::1", 7)},
        {"v1 longest TCP6",
         "PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff "
         "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n",
         state::done, source("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 65535)},
        {"v1 UNKNOWN", "PROXY UNKNOWN\r\n", state::done, {}},
        {"v1 UNKNOWN with what is to be ignored, 107 octets",
         "PROXY UNKNOWN " + std::string(91, 'f') + "\r\n",
         state::done,
         {}},
        {"v1 108 octets", "PROXY UNKNOWN " + std::string(92, 'f') + "\r\n", state::bad, {}},
        {"v1 never ends", "PROXY " + std::string(200, 'x'), state::bad, {}},
        {"v1 without CR", "PROXY TCP4 192.0.2.1 192.0.2.2 40000 2775\n", state::bad, {}},
        {"v1 of no words", "PROXY \r\n", state::bad, {}},
        {"v1 other protocol", "PROXY UDP4 192.0.2.1 192.0.2.2 40000 2775\r\n", state::bad, {}},
        {"v1 two spaces", "PROXY TCP4  192.0.2.1 192.0.2.2 40000 2775\r\n", state::bad, {}},
        {"v1 too few", "PROXY TCP4 192.0.2.1 192.0.2.2 40000\r\n", state::bad, {}},
        {"v1 too many", "PROXY TCP4 192.0.2.1 192.0.2.2 40000 2775 1\r\n", state::bad, {}},
        {"v1 port 65536", "PROXY TCP4 192.0.2.1 192.0.2.2 65536 2775\r\n", state::bad, {}},
        {"v1 port with a sign", "PROXY TCP4 192.0.2.1 192.0.2.2 -1 2775\r\n", state::bad, {}},
        {"v1 port with a zero before",
         "PROXY TCP4 192.0.2.1 192.0.2.2 07 2775\r\n",
         state::bad,
         {}},
        {"v1 octal address", "PROXY TCP4 192.0.02.1 192.0.2.2 7 2775\r\n", state::bad, {}},
        {"v1 families mixed", "PROXY TCP4 ::1 192.0.2.2 7 2775\r\n", state::bad, {}},
        {"v1 bad destination", "PROXY TCP4 192.0.2.1 somewhere 7 2775\r\n", state::bad, {}},
        {"v1 scope", "PROXY TCP6 fe80::1%1 ::1 7 2775\r\n", state::bad, {}},
        {"v1 small letters", "proxy TCP4 192.0.2.1 192.0.2.2 7 2775\r\n", state::bad, {}},
        {"v1 unfinished", "PROXY TCP4 192.0.2.1 19", state::more, {}},
        {"v2 TCP over IPv4", v2(0x21, 0x11, ipv4), state::done, source("192.0.2.1", 40000)},
        {"v2 IPv4 with TLVs", v2(0x21, 0x11, ipv4 + std::string(300, '\x04')), state::done,
         source("192.0.2.1", 40000)},
        {"v2 TCP over IPv6", v2(0x21, 0x21, ipv6), state::done, source("2001:db8::1", 7)},
        {"v2 IPv6 with TLVs", v2(0x21, 0x21, ipv6 + "\x03\x00\x01x"s), state::done,
         source("2001:db8::1", 7)},
        {"v2 unix", v2(0x21, 0x31, std::string(216, 'u')), state::done, {}},
        {"v2 unspecified", v2(0x21, 0x00, ""), state::done, {}},
        {"v2 unspecified with TLVs", v2(0x21, 0x00, "\x04\x00\x00"s), state::done, {}},
        {"v2 UDP names nobody here", v2(0x21, 0x12, ipv4), state::done, {}},
        {"v2 LOCAL", v2(0x20, 0x00, ""), state::done, {}},
        {"v2 LOCAL with addresses", v2(0x20, 0x11, ipv4), state::done, {}},
        {"v2 most octets", v2(0x21, 0x11, ipv4 + std::string(4096 - 12, '\0')), state::done,
         source("192.0.2.1", 40000)},
        {"v2 one more", v2(0x21, 0x11, ipv4 + std::string(4097 - 12, '\0')), state::bad, {}},
        {"v2 IPv4 too short", v2(0x21, 0x11, ipv4.substr(1)), state::bad, {}},
        {"v2 IPv6 too short", v2(0x21, 0x21, ipv4), state::bad, {}},
        {"v2 version 1", v2(0x11, 0x11, ipv4), state::bad, {}},
        {"v2 version 3", v2(0x31, 0x11, ipv4), state::bad, {}},
        {"v2 command 2", v2(0x22, 0x11, ipv4), state::bad, {}},
        {"v2 family 4", v2(0x21, 0x41, ipv4), state::bad, {}},
        {"v2 transport 3", v2(0x21, 0x13, ipv4), state::bad, {}},
        {"v2 signature wrong at its end", "\r\n\r\n\0\r\nQUIT\r"s, state::bad, {}},
        {"v2 unfinished", v2(0x21, 0x11, ipv4).substr(0, 20), state::more, {}},
        {"SMPP", "\0\0\0\x2F\0\0\0\x09"s, state::bad, {}},
        {"TLS", "\x16\x03\x01"s, state::bad, {}},
        {"HTTP", "POST / HTTP/1.1\r\n", state::bad, {}},
    };
    return rows;
}

} // namespace

TEST_CASE("PROXY headers, whole, and what follows them is left alone") {
    for (const auto& r : table()) {
        CAPTURE(r.name);
        proxy_header h;
        const std::string octets = r.header + (r.end == state::done ? "\0\0\0\x10 bind"s : ""s);
        const auto taken = h.feed(octets);
        CHECK(h.progress() == r.end);
        CHECK((h.source() == r.source));
        CHECK((r.end == state::bad ? taken <= r.header.size() : taken == r.header.size()));
        CHECK((r.end == state::more || h.feed("x") == 0));
    }
}

TEST_CASE("PROXY headers, split at every place and octet by octet") {
    for (const auto& r : table()) {
        CAPTURE(r.name);
        const std::string octets = r.header + (r.end == state::done ? "rest"s : ""s);
        proxy_header whole;
        const auto expected = whole.feed(octets);
        const std::size_t step = octets.size() > 400 ? 97 : 1;
        for (std::size_t at = 0; at <= octets.size(); at += step) {
            CAPTURE(at);
            proxy_header h;
            std::size_t taken = h.feed(std::string_view{octets}.substr(0, at));
            if (taken == at) {
                taken += h.feed(std::string_view{octets}.substr(at));
            }
            CHECK(taken == expected);
            CHECK(h.progress() == r.end);
            CHECK((h.source() == r.source));
        }
        proxy_header h;
        std::size_t taken = 0;
        for (const char c : octets) {
            taken += h.feed({&c, 1});
        }
        CHECK(taken == expected);
        CHECK(h.progress() == r.end);
        CHECK((h.source() == r.source));
    }
}

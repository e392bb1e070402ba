#include "proxy_header.hpp"
#include <algorithm>
#include <array>
#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/ip/address_v6.hpp>
#include <charconv>
#include <vector>

namespace smpp::net {

namespace ip = boost::asio::ip;
using namespace std::string_view_literals;

namespace {

constexpr auto v1_signature = "PROXY "sv;
constexpr auto v2_signature = "\r\n\r\n\0\r\nQUIT\n"sv; // 2.2
constexpr std::size_t v2_fixed = 16;

std::uint8_t octet(std::string_view s, std::size_t at) noexcept {
    return static_cast<std::uint8_t>(s[at]);
}
std::uint16_t two_octets(std::string_view s, std::size_t at) noexcept {
    return static_cast<std::uint16_t>(octet(s, at) << 8 | octet(s, at + 1));
}

/// Decimal, 0 to 65535, no leading zero (2.1).
std::optional<std::uint16_t> port_of(std::string_view text) {
    std::uint16_t port = 0;
    const char* end = text.data() + text.size();
    const auto [stop, failed] = std::from_chars(text.data(), end, port);
    if (failed != std::errc{} || stop != end || (text.size() > 1 && text.front() == '0')) {
        return std::nullopt;
    }
    return port;
}

std::optional<ip::address> address_of(std::string_view text, bool v6) {
    boost::system::error_code ec;
    if (v6) {
        // A scope ("%eth0") says nothing to anybody but the proxy.
        const auto a = ip::make_address_v6(std::string{text}, ec);
        return ec || text.contains('%') ? std::nullopt : std::optional<ip::address>{a};
    }
    const auto a = ip::make_address_v4(std::string{text}, ec);
    return ec ? std::nullopt : std::optional<ip::address>{a};
}

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at <= line.size();) {
        const auto space = std::min(line.find(' ', at), line.size());
        words.push_back(line.substr(at, space - at));
        at = space + 1;
    }
    return words;
}

template<typename Address>
Address address_at(std::string_view s, std::size_t at) {
    typename Address::bytes_type octets{};
    std::ranges::copy(s.substr(at, octets.size()), octets.begin());
    return Address{octets};
}

} // namespace

std::size_t proxy_header::feed(std::string_view octets) {
    std::size_t taken = 0;
    while (taken < octets.size() && state_ == state::more) {
        take(octets[taken++]);
    }
    return taken;
}

void proxy_header::take(char c) {
    ++total_;
    if (end_ != 0 && total_ > v2_fixed + addresses_) {
        if (total_ == end_) {
            finish_v2();
        }
        return; // of a TLV, or of an address that names nobody
    }
    seen_ += c;
    if (seen_.front() == v1_signature.front()) {
        take_v1();
    } else {
        take_v2();
    }
}

/// 2.1: "PROXY TCP4 192.0.2.1 192.0.2.2 40000 2775" CR LF, or "PROXY UNKNOWN", whatever, CR LF.
void proxy_header::take_v1() {
    if (seen_.size() <= v1_signature.size()) {
        if (!v1_signature.starts_with(seen_)) {
            conclude(false);
        }
        return;
    }
    if (!seen_.ends_with('\n')) {
        if (seen_.size() >= v1_most) {
            conclude(false);
        }
        return;
    }
    if (!seen_.ends_with("\r\n")) {
        conclude(false);
        return;
    }
    const auto words = words_of(std::string_view{seen_}.substr(0, seen_.size() - 2));
    if (words[1] == "UNKNOWN") {
        conclude(true);
        return;
    }
    const bool v6 = words[1] == "TCP6";
    if ((!v6 && words[1] != "TCP4") || words.size() != 6) {
        conclude(false);
        return;
    }
    const auto from = address_of(words[2], v6);
    const auto from_port = port_of(words[4]);
    if (from && from_port && address_of(words[3], v6) && port_of(words[5])) {
        source_ = {*from, *from_port};
    }
    conclude(source_.has_value());
}

void proxy_header::take_v2() {
    if (seen_.size() <= v2_signature.size()) {
        if (!v2_signature.starts_with(seen_)) {
            conclude(false);
        }
        return;
    }
    if (seen_.size() == v2_fixed && !begin_v2()) {
        conclude(false);
        return;
    }
    if (total_ == end_) {
        finish_v2();
    }
}

/// 2.2: version and command, family and transport, octets that follow.
bool proxy_header::begin_v2() {
    const auto version = octet(seen_, 12) >> 4;
    const auto command = octet(seen_, 12) & 0xF;
    const auto family = octet(seen_, 13) >> 4;
    const auto transport = octet(seen_, 13) & 0xF;
    const std::size_t follow = two_octets(seen_, 14);
    if (version != 2 || command > 1 || family > 3 || transport > 2 || follow > v2_most - v2_fixed) {
        return false;
    }
    end_ = v2_fixed + follow;
    const bool names = command == 1 && transport == 1;
    if (names && family == 1) {
        addresses_ = 12;
    } else if (names && family == 2) {
        addresses_ = 36;
    }
    return addresses_ <= follow;
}

/// IPv4: source, destination, ports; IPv6 likewise.
void proxy_header::finish_v2() {
    if (addresses_ == 12) {
        source_ = {address_at<ip::address_v4>(seen_, v2_fixed), two_octets(seen_, v2_fixed + 8)};
    } else if (addresses_ == 36) {
        source_ = {address_at<ip::address_v6>(seen_, v2_fixed), two_octets(seen_, v2_fixed + 32)};
    }
    conclude(true);
}

} // namespace smpp::net

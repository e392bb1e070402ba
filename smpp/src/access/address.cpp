// Text to addresses. By hand: inet_pton() is pure, but lives in a header of sockets, which pure
// parts do not include.
#include "smpp/access.hpp"
#include <algorithm>
#include <charconv>

namespace smpp {
namespace {

constexpr std::array<std::uint8_t, 12> v4_mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr unsigned v4_offset = 96;

/// A whole decimal number without leading zeros.
std::optional<unsigned> decimal(std::string_view text, unsigned most) {
    unsigned value = 0;
    const char* const end = text.data() + text.size();
    if (text.empty() || text.size() > 3 || (text.size() > 1 && text.front() == '0')) {
        return std::nullopt;
    }
    const auto [at, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || at != end || value > most) {
        return std::nullopt;
    }
    return value;
}

/// Exactly four octets.
bool parse_v4(std::string_view text, std::uint8_t* to) {
    for (int part = 0; part < 4; ++part) {
        const std::size_t dot = part < 3 ? text.find('.') : text.size();
        if (dot == std::string_view::npos) {
            return false;
        }
        const auto value = decimal(text.substr(0, dot), 255);
        if (!value) {
            return false;
        }
        *to++ = static_cast<std::uint8_t>(*value);
        text.remove_prefix(std::min(dot + 1, text.size()));
    }
    return true;
}

bool parse_group(std::string_view text, std::uint8_t* to) {
    unsigned value = 0;
    const char* const end = text.data() + text.size();
    if (text.empty() || text.size() > 4) {
        return false;
    }
    const auto [at, error] = std::from_chars(text.data(), end, value, 16);
    if (error != std::errc{} || at != end) {
        return false;
    }
    to[0] = static_cast<std::uint8_t>(value >> 8);
    to[1] = static_cast<std::uint8_t>(value & 0xFFu);
    return true;
}

/// Groups between colons, the last one or two perhaps as an IPv4 address; how many octets they
/// are. Nothing for what does not fit in `room`.
std::optional<std::size_t> parse_groups(std::string_view text, std::uint8_t* to, std::size_t room,
                                        bool v4_may_end) {
    std::size_t octets = 0;
    while (!text.empty()) {
        const std::size_t colon = text.find(':');
        const std::string_view group = text.substr(0, colon);
        const bool last = colon == std::string_view::npos;
        const bool v4 = last && v4_may_end && group.find('.') != std::string_view::npos;
        const std::size_t size = v4 ? 4 : 2;
        if (octets + size > room ||
            !(v4 ? parse_v4(group, to + octets) : parse_group(group, to + octets))) {
            return std::nullopt;
        }
        octets += size;
        text.remove_prefix(last ? text.size() : colon + 1);
        if (!last && text.empty()) {
            return std::nullopt; // a colon at the end
        }
    }
    return octets;
}

bool parse_v6(std::string_view text, std::array<std::uint8_t, 16>& to) {
    const std::size_t gap = text.find("::");
    if (gap == std::string_view::npos) {
        return parse_groups(text, to.data(), 16, true) == 16;
    }
    // "::" stands for one group of zeros or more (RFC 4291 2.2).
    const auto front = parse_groups(text.substr(0, gap), to.data(), 14, false);
    std::array<std::uint8_t, 16> rest{};
    const auto back =
        front ? parse_groups(text.substr(gap + 2), rest.data(), 14 - *front, true) : std::nullopt;
    if (!back) {
        return false;
    }
    std::copy_n(rest.begin(), *back, to.end() - static_cast<std::ptrdiff_t>(*back));
    return true;
}

std::uint8_t mask_of(unsigned bits, unsigned octet) {
    const unsigned here = std::clamp(bits, octet * 8, octet * 8 + 8) - octet * 8;
    return static_cast<std::uint8_t>(0xFF00u >> here);
}

} // namespace

bool net_address::is_v4() const noexcept {
    return std::equal(v4_mapped.begin(), v4_mapped.end(), octets.begin());
}

std::optional<net_address> net_address::parse(std::string_view text) {
    net_address a;
    if (text.find(':') != std::string_view::npos) {
        return parse_v6(text, a.octets) ? std::optional{a} : std::nullopt;
    }
    std::ranges::copy(v4_mapped, a.octets.begin());
    return parse_v4(text, a.octets.data() + v4_mapped.size()) ? std::optional{a} : std::nullopt;
}

std::optional<net_prefix> net_prefix::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    const std::string_view host = text.substr(0, slash);
    const auto address = net_address::parse(host);
    if (!address) {
        return std::nullopt;
    }
    net_prefix p{.address = *address};
    if (slash == std::string_view::npos) {
        return p;
    }
    const unsigned before = host.find(':') == std::string_view::npos ? v4_offset : 0;
    const auto bits = decimal(text.substr(slash + 1), 128 - before);
    if (!bits) {
        return std::nullopt;
    }
    p.bits = static_cast<std::uint8_t>(before + *bits);
    for (unsigned i = 0; i < 16; ++i) {
        if ((p.address.octets[i] & ~mask_of(p.bits, i) & 0xFFu) != 0) {
            return std::nullopt;
        }
    }
    return p;
}

bool net_prefix::contains(const net_address& a) const noexcept {
    for (unsigned i = 0; i < 16; ++i) {
        if (((a.octets[i] ^ address.octets[i]) & mask_of(bits, i)) != 0) {
            return false;
        }
    }
    return true;
}

} // namespace smpp

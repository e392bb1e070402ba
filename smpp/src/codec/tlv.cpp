#include "smpp/tlv.hpp"
#include "octets.hpp"
#include <algorithm>

namespace smpp {
namespace {

constexpr std::size_t tlv_header = 4;

} // namespace

bool tlv_list::add(std::uint16_t tag, std::string_view value) {
    if (value.size() > max_value) {
        return false;
    }
    char head[tlv_header];
    octets::store_u16(head, tag);
    octets::store_u16(head + 2, static_cast<std::uint16_t>(value.size()));
    wire_.reserve(wire_.view().size() + tlv_header + value.size());
    wire_.append({head, tlv_header});
    wire_.append(value);
    return true;
}

void tlv_list::add_u8(tag t, std::uint8_t value) {
    const char octet = static_cast<char>(value);
    add(t, std::string_view{&octet, 1});
}

void tlv_list::add_u16(tag t, std::uint16_t value) {
    char octets_of[2];
    octets::store_u16(octets_of, value);
    add(t, std::string_view{octets_of, 2});
}

void tlv_list::add_u32(tag t, std::uint32_t value) {
    char octets_of[4];
    octets::store_u32(octets_of, value);
    add(t, std::string_view{octets_of, 4});
}

bool tlv_list::add_cstring(tag t, std::string_view text) {
    if (text.size() >= max_value) {
        return false;
    }
    char head[tlv_header];
    octets::store_u16(head, static_cast<std::uint16_t>(t));
    octets::store_u16(head + 2, static_cast<std::uint16_t>(text.size() + 1));
    wire_.reserve(wire_.view().size() + tlv_header + text.size() + 1);
    wire_.append({head, tlv_header});
    wire_.append(text);
    wire_.append(std::string_view{"\0", 1});
    return true;
}

std::optional<std::string_view> tlv_list::find(std::uint16_t tag) const noexcept {
    for (const tlv t : *this) {
        if (t.tag == tag) {
            return t.value;
        }
    }
    return std::nullopt;
}

std::optional<std::uint8_t> tlv_list::find_u8(tag t) const noexcept {
    const auto value = find(t);
    if (!value || value->size() != 1) {
        return std::nullopt;
    }
    return octets::load_u8(value->data());
}

std::optional<std::uint16_t> tlv_list::find_u16(tag t) const noexcept {
    const auto value = find(t);
    return value && value->size() == 2 ? std::optional{octets::load_u16(value->data())}
                                       : std::nullopt;
}

std::optional<std::uint32_t> tlv_list::find_u32(tag t) const noexcept {
    const auto value = find(t);
    return value && value->size() == 4 ? std::optional{octets::load_u32(value->data())}
                                       : std::nullopt;
}

std::optional<std::string_view> tlv_list::find_cstring(tag t) const noexcept {
    const auto value = find(t);
    return value ? std::optional{value->substr(0, value->find('\0'))} : std::nullopt;
}

bool tlv_list::parse(std::string_view wire, std::size_t& error_at) {
    std::size_t at = 0;
    while (at < wire.size()) {
        const std::size_t left = wire.size() - at;
        if (left < tlv_header || left - tlv_header < octets::load_u16(wire.data() + at + 2)) {
            error_at = at;
            wire_.clear();
            return false;
        }
        at += tlv_header + octets::load_u16(wire.data() + at + 2);
    }
    wire_.assign(wire);
    return true;
}

tlv tlv_list::iterator::operator*() const noexcept {
    return {octets::load_u16(at_), {at_ + tlv_header, octets::load_u16(at_ + 2)}};
}

tlv_list::iterator& tlv_list::iterator::operator++() noexcept {
    at_ += tlv_header + octets::load_u16(at_ + 2);
    return *this;
}

} // namespace smpp

// Octets to PDU, by the tables of layout.hpp.
#include "layout.hpp"
#include "octets.hpp"
#include "smpp/codec.hpp"
#include <cstring>

namespace smpp {
namespace {

/// Where reading is, and the first error. Points into the octets given to decode().
struct cursor {
    const char* begin;
    const char* at;
    const char* end;
    decode_error error{command_status::rok, {}, 0, false};

    std::size_t left() const noexcept { return static_cast<std::size_t>(end - at); }
    bool fail(command_status status, std::string_view field, const char* where) noexcept {
        error = {status, field, static_cast<std::size_t>(where - begin), false};
        return false;
    }
};

bool read_octet(cursor& c, std::string_view name, std::uint8_t& to) {
    if (c.at == c.end) {
        return c.fail(command_status::rinvmsglen, name, c.at);
    }
    to = octets::load_u8(c.at++);
    return true;
}

bool read_cstring(cursor& c, std::string_view name, std::size_t max, command_status bad,
                  std::string& to) {
    const std::size_t reach = std::min(c.left(), max + 1);
    const void* nul = reach == 0 ? nullptr : std::memchr(c.at, 0, reach);
    if (nul == nullptr) {
        return c.fail(reach > max ? bad : command_status::rinvmsglen, name, c.at);
    }
    const auto* stop = static_cast<const char*>(nul);
    to.assign(c.at, stop);
    c.at = stop + 1;
    return true;
}

std::string_view name_of_tlv(const cursor& c, const char* at) {
    if (c.end - at < 2) {
        return "tlv";
    }
    switch (octets::load_u16(at)) {
    case 0x001E: return "tlv 0x001E";
    case 0x0204: return "tlv 0x0204";
    case 0x020C: return "tlv 0x020C";
    case 0x020E: return "tlv 0x020E";
    case 0x020F: return "tlv 0x020F";
    case 0x0210: return "tlv 0x0210";
    case 0x0423: return "tlv 0x0423";
    case 0x0424: return "tlv 0x0424";
    case 0x0427: return "tlv 0x0427";
    case 0x0428: return "tlv 0x0428";
    case 0x0501: return "tlv 0x0501";
    case 0x1380: return "tlv 0x1380";
    case 0x1383: return "tlv 0x1383";
    default: return "tlv";
    }
}

bool read_tlvs(cursor& c, tlv_list& to) {
    std::size_t bad = 0;
    if (!to.parse({c.at, c.left()}, bad)) {
        const char* where = c.at + bad;
        return c.fail(command_status::rinvoptparstream, name_of_tlv(c, where), where);
    }
    c.at = c.end;
    return true;
}

template<class Body>
bool read(cursor& c, const field::u8<Body>& f, Body& b) {
    return read_octet(c, f.name, b.*f.at);
}

template<class Body>
bool read(cursor& c, const field::cstring<Body>& f, Body& b) {
    return read_cstring(c, f.name, f.max, f.bad, b.*f.at);
}

template<class Body>
bool read(cursor& c, const field::time<Body>& f, Body& b) {
    const char* from = c.at;
    std::string& to = b.*f.at;
    if (!read_cstring(c, f.name, field::time_size, f.bad, to)) {
        return false;
    }
    return to.empty() || to.size() == field::time_size || c.fail(f.bad, f.name, from);
}

template<class Body>
bool read(cursor& c, const field::address<Body>& f, Body& b) {
    address& to = b.*f.at;
    return read_octet(c, f.name, to.ton) && read_octet(c, f.name, to.npi) &&
           read_cstring(c, f.name, field::address_max, f.bad, to.value);
}

template<class Body>
bool read(cursor& c, const field::message<Body>& f, Body& b) {
    std::uint8_t length = 0;
    if (!read_octet(c, "sm_length", length)) {
        return false;
    }
    if (c.left() < length) {
        return c.fail(command_status::rinvmsglen, f.name, c.at);
    }
    (b.*f.at).assign(c.at, length);
    c.at += length;
    return true;
}

template<class Body>
bool read(cursor& c, const field::tlvs<Body>& f, Body& b) {
    return read_tlvs(c, b.*f.at);
}

template<class Body>
bool read_body(cursor& c, Body& b) {
    return std::apply([&](const auto&... f) { return (read(c, f, b) && ...); },
                      layout::fields<Body>);
}

/// 5.0 lets any PDU carry TLVs (congestion_state): whole ones behind a body that has no place for
/// them are left out.
bool read_rest(cursor& c) {
    if (c.at == c.end) {
        return true;
    }
    tlv_list ignored;
    return read_tlvs(c, ignored);
}

/// A response may come without its body, or with one NUL in its place (16 or 17 octets).
bool body_left_out(command_id id, const cursor& c) {
    return is_response(id) && (c.left() == 0 || (c.left() == 1 && *c.at == '\0'));
}

} // namespace

header read_header(std::string_view octets) noexcept {
    const char* at = octets.data();
    return {octets::load_u32(at), static_cast<command_id>(octets::load_u32(at + 4)),
            static_cast<command_status>(octets::load_u32(at + 8)), octets::load_u32(at + 12)};
}

std::expected<pdu, decode_error> decode(std::string_view octets) {
    std::expected<pdu, decode_error> result;
    if (octets.size() < header_size || octets::load_u32(octets.data()) != octets.size()) {
        result =
            std::unexpected(decode_error{command_status::rinvcmdlen, "command_length", 0, true});
        return result;
    }
    const header h = read_header(octets);
    cursor c{octets.data(), octets.data() + header_size, octets.data() + octets.size()};
    bool good = true;
    const bool known = layout::with_type(h.id, [&]<class T>() {
        layout::shape<T>& b = result->body.template emplace<T>();
        good = body_left_out(h.id, c) || (read_body(c, b) && read_rest(c));
    });
    if (!known) {
        c.fail(command_status::rinvcmdid, "command_id", c.begin + 4);
    }
    if (!known || !good) {
        result = std::unexpected(c.error);
        return result;
    }
    result->status = h.status;
    result->sequence = h.sequence;
    return result;
}

} // namespace smpp

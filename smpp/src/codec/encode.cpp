// PDU to octets, by the tables of layout.hpp: measured and checked first (measure.hpp), then
// written in one go.
#include "encode.hpp"
#include "layout.hpp"
#include "measure.hpp"
#include "octets.hpp"
#include <cstring>

namespace smpp {
namespace {

struct pen {
    std::uint8_t version;
    char* at;

    void octet(std::uint8_t v) noexcept { octets::store_u8(at++, v); }
    void raw(std::string_view v) noexcept {
        if (!v.empty()) {
            std::memcpy(at, v.data(), v.size());
            at += v.size();
        }
    }
    void cstring(std::string_view v) noexcept {
        raw(v);
        octet(0);
    }
    void number(const address& a) noexcept {
        octet(a.ton);
        octet(a.npi);
        cstring(a.value);
    }
};

template<class Body>
void write(pen& p, const field::u8<Body>& f, const Body& b) {
    p.octet(b.*f.at);
}

template<class Body>
void write(pen& p, const field::cstring<Body>& f, const Body& b) {
    p.cstring(b.*f.at);
}

template<class Body>
void write(pen& p, const field::message_id<Body>& f, const Body& b) {
    p.cstring(b.*f.at);
}

template<class Body>
void write(pen& p, const field::time<Body>& f, const Body& b) {
    p.cstring((b.*f.at).text());
}

template<class Body>
void write(pen& p, const field::address<Body>& f, const Body& b) {
    p.number(b.*f.at);
}

template<class Body>
void write(pen& p, const field::message<Body>& f, const Body& b) {
    const std::string& v = b.*f.at;
    p.octet(static_cast<std::uint8_t>(v.size()));
    p.raw(v);
}

template<class Body>
void write(pen& p, const field::destinations<Body>& f, const Body& b) {
    const auto& list = b.*f.at;
    p.octet(static_cast<std::uint8_t>(list.size()));
    for (const multi_destination& d : list) {
        if (const auto* number = std::get_if<address>(&d)) {
            p.octet(field::flag_address);
            p.number(*number);
        } else if (const auto* kept = std::get_if<distribution_list>(&d)) {
            p.octet(field::flag_distribution_list);
            p.cstring(kept->name);
        }
    }
}

template<class Body>
void write(pen& p, const field::unsuccess<Body>& f, const Body& b) {
    const auto& list = b.*f.at;
    p.octet(static_cast<std::uint8_t>(list.size()));
    for (const unsuccessful_delivery& u : list) {
        p.number(u.destination);
        octets::store_u32(p.at, static_cast<std::uint32_t>(u.error));
        p.at += sizeof(std::uint32_t);
    }
}

template<class Body>
void write(pen& p, const field::tlvs<Body>& f, const Body& b) {
    if (p.version >= version_34) {
        p.raw((b.*f.at).wire());
    }
}

/// What the header says.
struct title {
    command_id id;
    command_status status;
    std::uint32_t sequence;
};

template<class Body>
std::expected<void, decode_error> encode_body(const title& t, const Body& b, std::uint8_t version,
                                              std::string& out) {
    const bool bare =
        t.status != command_status::rok && layout::body_absent_on_error(t.id) && b == Body{};
    ruler r{version};
    if (!bare && !std::apply([&](const auto&... f) { return (measure(r, f, b) && ...); },
                             layout::fields<Body>)) {
        return std::unexpected(r.error);
    }
    if (r.size > max_pdu_size) {
        return std::unexpected(
            decode_error{command_status::rinvcmdlen, "command_length", 0, false});
    }
    const std::size_t before = out.size();
    out.resize_and_overwrite(before + r.size, [&](char* data, std::size_t) {
        char* at = data + before;
        octets::store_u32(at, static_cast<std::uint32_t>(r.size));
        octets::store_u32(at + 4, static_cast<std::uint32_t>(t.id));
        octets::store_u32(at + 8, static_cast<std::uint32_t>(t.status));
        octets::store_u32(at + 12, t.sequence);
        if (!bare) {
            pen p{version, at + header_size};
            std::apply([&](const auto&... f) { (write(p, f, b), ...); }, layout::fields<Body>);
        }
        // Not the callback's own argument: libstdc++ 12 may give the capacity there.
        return before + r.size;
    });
    return {};
}

} // namespace

std::expected<void, decode_error> encode(command_status status, std::uint32_t sequence,
                                         const body& b, std::uint8_t version, std::string& out) {
    const command_id id = layout::commands[b.index()];
    // Who asks for something knows the answer, whatever version its bind said.
    if (version < version_50 && !is_response(id) && !exists_in(id, version)) {
        return std::unexpected(decode_error{command_status::rinvcmdid, "command_id", 4, false});
    }
    return std::visit(
        [&]<class T>(const T& v) {
            return encode_body<layout::shape<T>>({id, status, sequence}, v, version, out);
        },
        b);
}

std::expected<void, decode_error> encode(const pdu& p, std::string& out, std::uint8_t version) {
    return encode(p.status, p.sequence, p.body, version, out);
}

} // namespace smpp

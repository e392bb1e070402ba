// PDU to octets, by the tables of layout.hpp: measured and checked first, then written in one go.
#include "encode.hpp"
#include "layout.hpp"
#include "octets.hpp"
#include <cstring>

namespace smpp {
namespace {

struct ruler {
    tlv_policy tlvs;
    std::size_t size = header_size;
    decode_error error{command_status::rok, {}, 0, false};

    bool fail(command_status status, std::string_view field) noexcept {
        error = {status, field, size, false};
        return false;
    }
};

/// A NUL inside would end the field early for the reader, and shift all that follows.
bool measure_cstring(ruler& r, std::string_view name, const std::string& v, std::size_t max,
                     command_status bad) {
    if (v.size() > max || (!v.empty() && std::memchr(v.data(), 0, v.size()) != nullptr)) {
        return r.fail(bad, name);
    }
    r.size += v.size() + 1;
    return true;
}

template<class Body>
bool measure(ruler& r, const field::u8<Body>&, const Body&) {
    ++r.size;
    return true;
}

template<class Body>
bool measure(ruler& r, const field::cstring<Body>& f, const Body& b) {
    return measure_cstring(r, f.name, b.*f.at, f.max, f.bad);
}

template<class Body>
bool measure(ruler& r, const field::time<Body>& f, const Body& b) {
    const std::string& v = b.*f.at;
    if (!v.empty() && v.size() != field::time_size) {
        return r.fail(f.bad, f.name);
    }
    return measure_cstring(r, f.name, v, field::time_size, f.bad);
}

template<class Body>
bool measure(ruler& r, const field::address<Body>& f, const Body& b) {
    r.size += 2;
    return measure_cstring(r, f.name, (b.*f.at).value, field::address_max, f.bad);
}

template<class Body>
bool measure(ruler& r, const field::message<Body>& f, const Body& b) {
    const std::string& v = b.*f.at;
    if (v.size() > field::message_max_written) {
        return r.fail(command_status::rinvmsglen, f.name);
    }
    r.size += 1 + v.size();
    return true;
}

template<class Body>
bool measure(ruler& r, const field::tlvs<Body>& f, const Body& b) {
    if (r.tlvs == tlv_policy::keep) {
        r.size += (b.*f.at).wire().size();
    }
    return true;
}

struct pen {
    tlv_policy tlvs;
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
void write(pen& p, const field::time<Body>& f, const Body& b) {
    p.cstring(b.*f.at);
}

template<class Body>
void write(pen& p, const field::address<Body>& f, const Body& b) {
    const address& a = b.*f.at;
    p.octet(a.ton);
    p.octet(a.npi);
    p.cstring(a.value);
}

template<class Body>
void write(pen& p, const field::message<Body>& f, const Body& b) {
    const std::string& v = b.*f.at;
    p.octet(static_cast<std::uint8_t>(v.size()));
    p.raw(v);
}

template<class Body>
void write(pen& p, const field::tlvs<Body>& f, const Body& b) {
    if (p.tlvs == tlv_policy::keep) {
        p.raw((b.*f.at).wire());
    }
}

template<class T>
bool without_body(command_status status, const layout::shape<T>& b) {
    if constexpr (layout::body_absent_on_error<T>) {
        return status != command_status::rok && b == layout::shape<T>{};
    } else {
        return false;
    }
}

template<class T>
bool measure_body(ruler& r, command_status status, const layout::shape<T>& b) {
    return without_body<T>(status, b) ||
           std::apply([&](const auto&... f) { return (measure(r, f, b) && ...); },
                      layout::fields<layout::shape<T>>);
}

template<class T>
void write_body(pen& p, command_status status, const layout::shape<T>& b) {
    if (!without_body<T>(status, b)) {
        std::apply([&](const auto&... f) { (write(p, f, b), ...); },
                   layout::fields<layout::shape<T>>);
    }
}

template<class T>
std::expected<void, decode_error> encode_as(command_status status, std::uint32_t sequence,
                                            const T& b, tlv_policy tlvs, std::string& out) {
    ruler r{tlvs};
    if (!measure_body<T>(r, status, b)) {
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
        octets::store_u32(at + 4,
                          static_cast<std::uint32_t>(layout::commands[layout::index_of<T>()]));
        octets::store_u32(at + 8, static_cast<std::uint32_t>(status));
        octets::store_u32(at + 12, sequence);
        pen p{tlvs, at + header_size};
        write_body<T>(p, status, b);
        // Not the callback's own argument: libstdc++ 12 may give the capacity there.
        return before + r.size;
    });
    return {};
}

} // namespace

std::expected<void, decode_error> encode(command_status status, std::uint32_t sequence,
                                         const body& b, tlv_policy tlvs, std::string& out) {
    return std::visit(
        [&]<class T>(const T& v) { return encode_as(status, sequence, v, tlvs, out); }, b);
}

std::expected<void, decode_error> encode(const pdu& p, std::string& out) {
    return encode(p.status, p.sequence, p.body, tlv_policy::keep, out);
}

} // namespace smpp

// A PDU as a line for people, by the tables of layout.hpp. What a customer wrote is never shown: it
// may be a PIN.
#include "layout.hpp"
#include "smpp/codec.hpp"
#include <fmt/format.h>
#include <iterator>

namespace smpp {
namespace {

/// A TLV whose tag we do not know is shown up to so many octets: a longer one may carry text.
constexpr std::size_t shown_of_unknown_tlv = 8;

void put_text(std::string& out, std::string_view v) {
    for (const char c : v) {
        if (c >= 0x20 && c < 0x7F && c != '\\') {
            out += c;
        } else {
            fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned char>(c));
        }
    }
}

template<class Body>
void put(std::string& out, const field::u8<Body>& f, const Body& b) {
    if (b.*f.at != 0) {
        fmt::format_to(std::back_inserter(out), " {}=0x{:02x}", f.name, b.*f.at);
    }
}

template<class Body>
void put(std::string& out, const field::cstring<Body>& f, const Body& b) {
    const std::string& v = b.*f.at;
    if (v.empty()) {
        return;
    }
    fmt::format_to(std::back_inserter(out), " {}=", f.name);
    if (f.show == field::show::masked) {
        out += "***";
    } else {
        put_text(out, v);
    }
}

template<class Body>
void put(std::string& out, const field::time<Body>& f, const Body& b) {
    if (!(b.*f.at).empty()) {
        fmt::format_to(std::back_inserter(out), " {}=", f.name);
        put_text(out, b.*f.at);
    }
}

template<class Body>
void put(std::string& out, const field::address<Body>& f, const Body& b) {
    const address& a = b.*f.at;
    fmt::format_to(std::back_inserter(out), " {}={}/{}/", f.name, a.ton, a.npi);
    put_text(out, a.value);
}

template<class Body>
void put(std::string& out, const field::message<Body>& f, const Body& b) {
    fmt::format_to(std::back_inserter(out), " {}={} octets", f.name, (b.*f.at).size());
}

bool named(tag t) {
    switch (t) {
    case tag::receipted_message_id:
    case tag::user_message_reference:
    case tag::sar_msg_ref_num:
    case tag::sar_total_segments:
    case tag::sar_segment_seqnum:
    case tag::sc_interface_version:
    case tag::network_error_code:
    case tag::message_payload:
    case tag::message_state:
    case tag::congestion_state:
    case tag::ussd_service_op:
    case tag::its_reply_type:
    case tag::its_session_info: return true;
    }
    return false;
}

template<class Body>
void put(std::string& out, const field::tlvs<Body>& f, const Body& b) {
    for (const tlv t : b.*f.at) {
        fmt::format_to(std::back_inserter(out), " tlv 0x{:04x}=", t.tag);
        const auto known = static_cast<tag>(t.tag);
        if (known == tag::message_payload ||
            (!named(known) && t.value.size() > shown_of_unknown_tlv) || t.value.size() > 65) {
            fmt::format_to(std::back_inserter(out), "{} octets", t.value.size());
        } else {
            for (const char c : t.value) {
                fmt::format_to(std::back_inserter(out), "{:02x}", static_cast<unsigned char>(c));
            }
        }
    }
}

} // namespace

std::string describe(const pdu& p) {
    std::string out{name_of(id_of(p.body))};
    fmt::format_to(std::back_inserter(out), " seq={} ", p.sequence);
    if (const std::string_view status = name_of(p.status); !status.empty()) {
        out += status;
    } else {
        fmt::format_to(std::back_inserter(out), "0x{:08x}", static_cast<std::uint32_t>(p.status));
    }
    std::visit(
        [&]<class T>(const T& v) {
            const layout::shape<T>& b = v;
            std::apply([&](const auto&... f) { (put(out, f, b), ...); },
                       layout::fields<layout::shape<T>>);
        },
        p.body);
    return out;
}

} // namespace smpp

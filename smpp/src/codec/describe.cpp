// A PDU as a line for people, by the tables of layout.hpp. What a customer wrote is never shown: it
// may be a PIN.
#include "layout.hpp"
#include "smpp/codec.hpp"
#include "tlv_table.hpp"
#include <fmt/format.h>
#include <iterator>

namespace smpp {
namespace {

/// A TLV whose tag we do not know is shown up to so many octets: a longer one may carry text.
constexpr std::size_t shown_of_unknown_tlv = 8;
constexpr std::size_t shown_of_tlv = 65;

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
void put(std::string& out, const field::message_id<Body>& f, const Body& b) {
    if (!(b.*f.at).empty()) {
        fmt::format_to(std::back_inserter(out), " {}=", field::message_id_name);
        put_text(out, b.*f.at);
    }
}

template<class Body>
void put(std::string& out, const field::time<Body>& f, const Body& b) {
    if (!(b.*f.at).empty()) {
        fmt::format_to(std::back_inserter(out), " {}=", f.name);
        put_text(out, (b.*f.at).text());
    }
}

void put_address(std::string& out, std::string_view name, const address& a) {
    fmt::format_to(std::back_inserter(out), " {}={}/{}/", name, a.ton, a.npi);
    put_text(out, a.value);
}

template<class Body>
void put(std::string& out, const field::address<Body>& f, const Body& b) {
    put_address(out, f.name, b.*f.at);
}

template<class Body>
void put(std::string& out, const field::message<Body>& f, const Body& b) {
    fmt::format_to(std::back_inserter(out), " {}={} octets", field::message_name, (b.*f.at).size());
}

void put_status(std::string& out, command_status status) {
    if (const std::string_view name = name_of(status); !name.empty()) {
        out += name;
    } else {
        fmt::format_to(std::back_inserter(out), "0x{:08x}", static_cast<std::uint32_t>(status));
    }
}

template<class Body>
void put(std::string& out, const field::destinations<Body>& f, const Body& b) {
    for (const multi_destination& d : b.*f.at) {
        if (const auto* number = std::get_if<address>(&d)) {
            put_address(out, "destination", *number);
        } else if (const auto* kept = std::get_if<distribution_list>(&d)) {
            out += " destination=list ";
            put_text(out, kept->name);
        }
    }
}

template<class Body>
void put(std::string& out, const field::unsuccess<Body>& f, const Body& b) {
    for (const unsuccessful_delivery& u : b.*f.at) {
        put_address(out, "unsuccess", u.destination);
        out += ' ';
        put_status(out, u.error);
    }
}

/// Text of the specification's own fields is shown as text; all else in hex.
void put_value(std::string& out, const tlv& t, const tlv_row* known) {
    const bool is_text = known != nullptr && known->kind == tlv_kind::cstring;
    const std::size_t shown = known == nullptr ? shown_of_unknown_tlv : shown_of_tlv;
    if (t.tag == static_cast<std::uint16_t>(tag::message_payload) || t.value.size() > shown) {
        fmt::format_to(std::back_inserter(out), "{} octets", t.value.size());
    } else if (is_text && t.value.ends_with('\0')) {
        put_text(out, t.value.substr(0, t.value.size() - 1));
    } else {
        for (const char c : t.value) {
            fmt::format_to(std::back_inserter(out), "{:02x}", static_cast<unsigned char>(c));
        }
    }
}

template<class Body>
void put(std::string& out, const field::tlvs<Body>& f, const Body& b) {
    for (const tlv t : b.*f.at) {
        const tlv_row* known = find_tlv(t.tag);
        if (known != nullptr) {
            fmt::format_to(std::back_inserter(out), " {}=", known->label);
        } else {
            fmt::format_to(std::back_inserter(out), " tlv 0x{:04x}=", t.tag);
        }
        put_value(out, t, known);
    }
}

} // namespace

std::string describe(const pdu& p) {
    std::string out{name_of(id_of(p.body))};
    fmt::format_to(std::back_inserter(out), " seq={} ", p.sequence);
    put_status(out, p.status);
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

#pragma once
// How many octets each field takes on the wire, and whether it fits there.
#include "fields.hpp"
#include "smpp/codec.hpp"
#include <cstring>
#include <type_traits>

namespace smpp {

struct ruler {
    std::uint8_t version; ///< of the peer
    std::size_t size = header_size;
    decode_error error{command_status::rok, {}, 0, false};

    bool fail(command_status status, std::string_view field, int element = -1) noexcept {
        error = {status, field, size, false, element};
        return false;
    }
    /// A C-octet string. A NUL inside would end the field early for the reader, and shift all that
    /// follows.
    bool cstring(std::string_view name, std::string_view v, std::size_t max, command_status bad,
                 int element = -1) noexcept {
        if (v.size() > max || (!v.empty() && std::memchr(v.data(), 0, v.size()) != nullptr)) {
            return fail(bad, name, element);
        }
        size += v.size() + 1;
        return true;
    }
};

template<class Body>
bool measure(ruler& r, const field::u8<Body>&, const Body&) {
    ++r.size;
    return true;
}

template<class Body>
bool measure(ruler& r, const field::cstring<Body>& f, const Body& b) {
    return r.cstring(f.name, b.*f.at, f.max, f.bad);
}

template<class Body>
bool measure(ruler& r, const field::message_id<Body>& f, const Body& b) {
    // Who asks about a message says the name that the SMSC gave, whatever its length, and the
    // answer repeats it.
    constexpr bool repeats = std::is_same_v<Body, query_sm> ||
                             std::is_same_v<Body, query_sm_resp> ||
                             std::is_same_v<Body, cancel_sm> || std::is_same_v<Body, replace_sm>;
    const std::size_t max =
        !repeats && r.version < version_34 ? field::message_id_max_33 : field::message_id_max;
    return r.cstring(field::message_id_name, b.*f.at, max, command_status::rinvmsgid);
}

template<class Body>
bool measure(ruler& r, const field::time<Body>& f, const Body& b) {
    const std::string_view v = (b.*f.at).text();
    if (!f.any_length && !v.empty() && v.size() != time_field::size_on_wire) {
        return r.fail(f.bad, f.name);
    }
    return r.cstring(f.name, v, time_field::size_on_wire, f.bad);
}

template<class Body>
bool measure(ruler& r, const field::address<Body>& f, const Body& b) {
    r.size += 2;
    return r.cstring(f.name, (b.*f.at).value, f.max, f.bad);
}

template<class Body>
bool measure(ruler& r, const field::message<Body>& f, const Body& b) {
    const std::string& v = b.*f.at;
    if (v.size() > (r.version < version_50 ? field::message_max_34 : field::message_max)) {
        return r.fail(command_status::rinvmsglen, field::message_name);
    }
    r.size += 1 + v.size();
    return true;
}

inline bool measure_one(ruler& r, const multi_destination& d, int element) {
    ++r.size;
    if (const auto* number = std::get_if<address>(&d)) {
        r.size += 2;
        return r.cstring(field::part::dest_address, number->value, field::address_max,
                         command_status::rinvdstadr, element);
    }
    const auto* kept = std::get_if<distribution_list>(&d);
    return kept != nullptr &&
           r.cstring(field::part::dl_name, kept->name, field::distribution_list_max,
                     command_status::rinvdlname, element);
}

template<class Body>
bool measure(ruler& r, const field::destinations<Body>& f, const Body& b) {
    const auto& list = b.*f.at;
    if (list.size() >
        (r.version < version_50 ? field::destinations_max_34 : field::destinations_max)) {
        return r.fail(command_status::rinvnumdests, field::part::destinations);
    }
    ++r.size;
    int element = 0;
    for (const multi_destination& d : list) {
        if (!measure_one(r, d, element++)) {
            return false;
        }
    }
    return true;
}

template<class Body>
bool measure(ruler& r, const field::unsuccess<Body>& f, const Body& b) {
    const auto& list = b.*f.at;
    if (list.size() > field::unsuccess_max) {
        return r.fail(command_status::rinvnumdests, field::part::unsuccess);
    }
    ++r.size;
    int element = 0;
    for (const unsuccessful_delivery& u : list) {
        r.size += 2;
        if (!r.cstring(field::part::unsuccess_address, u.destination.value, field::address_max,
                       command_status::rinvdstadr, element++)) {
            return false;
        }
        r.size += sizeof(std::uint32_t);
    }
    return true;
}

/// Without these it would be another message: its text, which part it is, which program on the
/// phone it is for, that it is a screen and of which dialogue.
inline std::string_view name_if_vital(const tlv& t) noexcept {
    switch (static_cast<std::uint32_t>(t.tag)) {
    case 0x0424: return "tlv message_payload";
    case 0x020A: return "tlv source_port";
    case 0x020B: return "tlv destination_port";
    case 0x020C: return "tlv sar_msg_ref_num";
    case 0x020E: return "tlv sar_total_segments";
    case 0x020F: return "tlv sar_segment_seqnum";
    case 0x0501: return "tlv ussd_service_op";
    case 0x1383: return "tlv its_session_info";
    default: return {};
    }
}

/// SMPP 3.4 3.4: a peer of 3.3 does not know optional parameters. They are left out, unless that
/// changed what is said.
template<class Body>
bool measure(ruler& r, const field::tlvs<Body>& f, const Body& b) {
    const tlv_list& list = b.*f.at;
    if (r.version >= version_34) {
        r.size += list.wire().size();
        return true;
    }
    for (const tlv t : list) {
        if (const std::string_view vital = name_if_vital(t); !vital.empty()) {
            return r.fail(command_status::roptparnotallwd, vital);
        }
    }
    return true;
}

} // namespace smpp

#pragma once
// Reading one field from the octets of a PDU. The first error ends the reading.
#include "fields.hpp"
#include "octets.hpp"
#include "smpp/codec.hpp"
#include "tlv_table.hpp"
#include <algorithm>
#include <cstring>

namespace smpp {

/// Where reading is, and the first error. Points into the octets given to decode().
struct cursor {
    const char* begin;
    const char* at;
    const char* end;
    decode_error error{command_status::rok, {}, 0, false};
    int element = -1; ///< of the list that is being read

    std::size_t left() const noexcept { return static_cast<std::size_t>(end - at); }
    bool fail(command_status status, std::string_view field, const char* where) noexcept {
        error = {status, field, static_cast<std::size_t>(where - begin), false, element};
        return false;
    }
};

inline bool read_octet(cursor& c, std::string_view name, std::uint8_t& to) {
    if (c.at == c.end) {
        return c.fail(command_status::rinvmsglen, name, c.at);
    }
    to = octets::load_u8(c.at++);
    return true;
}

/// A C-octet string of up to `max` octets before its NUL.
inline bool read_cstring(cursor& c, std::string_view name, std::size_t max, command_status bad,
                         std::string_view& to) {
    const std::size_t reach = std::min(c.left(), max + 1);
    const void* nul = reach == 0 ? nullptr : std::memchr(c.at, 0, reach);
    if (nul == nullptr) {
        return c.fail(reach > max ? bad : command_status::rinvmsglen, name, c.at);
    }
    const auto* stop = static_cast<const char*>(nul);
    to = {c.at, static_cast<std::size_t>(stop - c.at)};
    c.at = stop + 1;
    return true;
}

inline bool read_cstring(cursor& c, std::string_view name, std::size_t max, command_status bad,
                         std::string& to) {
    std::string_view text;
    if (!read_cstring(c, name, max, bad, text)) {
        return false;
    }
    to.assign(text);
    return true;
}

inline bool read_address(cursor& c, std::string_view name, std::size_t max, command_status bad,
                         address& to) {
    return read_octet(c, name, to.ton) && read_octet(c, name, to.npi) &&
           read_cstring(c, name, max, bad, to.value);
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
bool read(cursor& c, const field::message_id<Body>& f, Body& b) {
    return read_cstring(c, field::message_id_name, field::message_id_max, command_status::rinvmsgid,
                        b.*f.at);
}

template<class Body>
bool read(cursor& c, const field::time<Body>& f, Body& b) {
    const char* from = c.at;
    std::string_view text;
    if (!read_cstring(c, f.name, time_field::size_on_wire, f.bad, text)) {
        return false;
    }
    b.*f.at = time_field{text};
    return f.any_length || text.empty() || text.size() == time_field::size_on_wire ||
           c.fail(f.bad, f.name, from);
}

template<class Body>
bool read(cursor& c, const field::address<Body>& f, Body& b) {
    return read_address(c, f.name, f.max, f.bad, b.*f.at);
}

template<class Body>
bool read(cursor& c, const field::message<Body>& f, Body& b) {
    std::uint8_t length = 0;
    if (!read_octet(c, field::message_length_name, length)) {
        return false;
    }
    if (c.left() < length) {
        return c.fail(command_status::rinvmsglen, field::message_name, c.at);
    }
    (b.*f.at).assign(c.at, length);
    c.at += length;
    return true;
}

/// Element by element, so that a list grows by what is there and not by what the count says; the
/// elements that `to` has already keep their memory.
template<class T, class ReadOne>
bool read_list(cursor& c, std::string_view count_name, std::vector<T>& to, ReadOne&& read_one) {
    std::uint8_t count = 0;
    if (!read_octet(c, count_name, count)) {
        return false;
    }
    if (to.size() > count) {
        to.resize(count);
    }
    for (std::size_t i = 0; i < count; ++i) {
        c.element = static_cast<int>(i);
        if (i == to.size()) {
            to.emplace_back();
        }
        if (!read_one(to[i])) {
            return false;
        }
    }
    c.element = -1;
    return true;
}

template<class T>
T& as(multi_destination& d) {
    T* kept = std::get_if<T>(&d);
    return kept != nullptr ? *kept : d.emplace<T>();
}

template<class Body>
bool read(cursor& c, const field::destinations<Body>& f, Body& b) {
    return read_list(c, field::part::number_of_dests, b.*f.at, [&](multi_destination& to) {
        const char* from = c.at;
        std::uint8_t flag = 0;
        if (!read_octet(c, field::part::dest_flag, flag)) {
            return false;
        }
        if (flag == field::flag_address) {
            return read_address(c, field::part::dest_address, field::address_max,
                                command_status::rinvdstadr, as<address>(to));
        }
        if (flag == field::flag_distribution_list) {
            return read_cstring(c, field::part::dl_name, field::distribution_list_max,
                                command_status::rinvdlname, as<distribution_list>(to).name);
        }
        return c.fail(command_status::rinvdestflag, field::part::dest_flag, from);
    });
}

template<class Body>
bool read(cursor& c, const field::unsuccess<Body>& f, Body& b) {
    return read_list(c, field::part::no_unsuccess, b.*f.at, [&](unsuccessful_delivery& to) {
        if (!read_address(c, field::part::unsuccess_address, field::address_max,
                          command_status::rinvdstadr, to.destination)) {
            return false;
        }
        if (c.left() < sizeof(std::uint32_t)) {
            return c.fail(command_status::rinvmsglen, field::part::unsuccess_error, c.at);
        }
        to.error = static_cast<command_status>(octets::load_u32(c.at));
        c.at += sizeof(std::uint32_t);
        return true;
    });
}

template<class Body>
bool read(cursor& c, const field::tlvs<Body>& f, Body& b) {
    std::size_t bad = 0;
    if (!(b.*f.at).parse({c.at, c.left()}, bad)) {
        const char* where = c.at + bad;
        const bool has_tag = c.end - where >= 2;
        return c.fail(command_status::rinvoptparstream,
                      has_tag ? tlv_label(octets::load_u16(where)) : "tlv", where);
    }
    c.at = c.end;
    return true;
}

} // namespace smpp

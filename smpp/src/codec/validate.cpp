// The rules of validate.hpp that concern a body as a whole; those of single TLVs are in
// validate_tlvs.cpp.
#include "smpp/validate.hpp"
#include "layout.hpp"
#include "measure.hpp"
#include "smpp/time.hpp"
#include "validate_tlvs.hpp"
#include <algorithm>

namespace smpp {
namespace {

using fault = std::optional<decode_error>;

constexpr std::string_view tlvs_name = "tlvs";

template<class Body>
std::string_view name_of_field(const field::tlvs<Body>&) {
    return tlvs_name;
}
template<class Field>
std::string_view name_of_field(const Field& f) {
    if constexpr (requires { f.name; }) {
        return f.name;
    } else {
        return {};
    }
}

/// Octets from the start of the PDU to the field of that name.
template<class Body>
std::size_t offset_of(const Body& b, std::string_view name) {
    ruler r{version_50};
    std::apply([&](const auto&... f) { ((name_of_field(f) != name && measure(r, f, b)) && ...); },
               layout::fields<Body>);
    return r.size;
}

/// To the octet behind number_of_dests.
std::size_t offset_of_destinations(const submit_multi& b) {
    const std::size_t source = offset_of(b, "source");
    return source + 2 + b.source.value.size() + 1 + 1;
}

/// For the field `name` of `b`.
template<class Body>
fault bad(const Body& b, command_status status, std::string_view name) {
    return decode_error{status, name, offset_of(b, name), false};
}

constexpr bool allowed_type(std::uint8_t esm_class, bool from_esme) {
    switch (esm_class & esm::type_mask) {
    case 0:
    case esm::delivery_acknowledgement:
    case esm::user_acknowledgement: return true;
    case esm::delivery_receipt:
    case esm::conversation_abort:
    case esm::intermediate: return !from_esme;
    default: return false;
    }
}

/// Those fields that a body has, whatever the body.
template<class Body>
fault flags(const Body& b, std::uint8_t version, bool from_esme) {
    if constexpr (requires { b.esm_class; }) {
        const bool transaction = (b.esm_class & esm::mode_mask) == esm::transaction;
        if (!allowed_type(b.esm_class, from_esme) || (from_esme && transaction)) {
            return bad(b, command_status::rinvesmclass, "esm_class");
        }
    }
    if constexpr (requires { b.priority_flag; }) {
        if (b.priority_flag > highest_priority) {
            return bad(b, command_status::rinvprtflg, "priority_flag");
        }
    }
    if constexpr (requires { b.registered_delivery; }) {
        constexpr unsigned defined =
            registered::receipt_mask | registered::acknowledgement_mask | registered::intermediate;
        const bool success_only =
            (b.registered_delivery & registered::receipt_mask) == registered::success;
        if ((b.registered_delivery & ~defined) != 0 || (success_only && version < version_50)) {
            return bad(b, command_status::rinvregdlvflg, "registered_delivery");
        }
    }
    if constexpr (requires { b.replace_if_present_flag; }) {
        if (b.replace_if_present_flag > replace_if_present) {
            return bad(b, command_status::rinvrepflag, "replace_if_present_flag");
        }
    }
    return std::nullopt;
}

template<class Body>
fault times(const Body& b) {
    fault found;
    const auto look = [&]<class Field>(const Field& f) {
        if constexpr (std::is_same_v<Field, field::time<Body>>) {
            if (!read_time(b.*f.at)) {
                found = bad(b, f.bad, f.name);
            }
        }
        return !found;
    };
    std::apply([&](const auto&... f) { static_cast<void>((look(f) && ...)); },
               layout::fields<Body>);
    return found;
}

fault destinations(const submit_multi& b) {
    std::size_t at = offset_of_destinations(b);
    if (b.destinations.empty()) {
        return decode_error{command_status::rinvnumdests, field::part::number_of_dests, at - 1,
                            false};
    }
    int element = 0;
    for (const multi_destination& d : b.destinations) {
        const auto* kept = std::get_if<distribution_list>(&d);
        if (kept != nullptr && kept->name.empty()) {
            return decode_error{command_status::rinvdlname, field::part::dl_name, at + 1, false,
                                element};
        }
        ruler r{version_50, at};
        measure_one(r, d, element++);
        at = r.size;
    }
    return std::nullopt;
}

/// Where the text is, with UDHI behind its header.
template<class Body>
std::string_view octets_of(const Body& b) {
    if constexpr (requires { b.short_message; }) {
        if (!b.short_message.empty()) {
            return b.short_message;
        }
    }
    return b.tlvs.find(tag::message_payload).value_or(std::string_view{});
}

/// TS 23.040 9.2.3.24: the header's first octet is its length. One that is not there whole leaves
/// the text to everyone's guess.
template<class Body>
bool header_fits(const Body& b) {
    if constexpr (requires { b.esm_class; }) {
        const std::string_view octets = octets_of(b);
        return (b.esm_class & esm::udhi) == 0 ||
               (!octets.empty() && static_cast<std::uint8_t>(octets.front()) < octets.size());
    }
    return true;
}

template<class Body>
tlv_demand demand_of(const Body& b) {
    tlv_demand demand;
    if constexpr (requires { b.short_message; }) {
        demand.has_text = !b.short_message.empty();
    }
    if constexpr (requires { b.esm_class; }) {
        demand.has_user_data_header = (b.esm_class & esm::udhi) != 0;
    }
    return demand;
}

template<class T>
fault validate_body(const T& whole, command_status status, std::uint8_t version) {
    using body_type = layout::shape<T>;
    const body_type& b = whole;
    constexpr command_id id = layout::id_of<T>;
    constexpr bool from_esme = id == command_id::submit_sm || id == command_id::submit_multi;
    fault found;
    const auto keep = [&](fault f) {
        found = std::move(f);
        return found.has_value();
    };
    if (keep(flags(b, version, from_esme)) || keep(times(b))) {
        return found;
    }
    if constexpr (id == command_id::submit_sm) {
        if (b.destination.value.empty()) {
            return bad(b, command_status::rinvdstadr, "destination");
        }
    }
    if constexpr (std::is_same_v<T, submit_multi>) {
        if (keep(destinations(b))) {
            return found;
        }
    }
    tlv_demand demand = demand_of(b);
    if constexpr (id == command_id::broadcast_sm) {
        demand.must = broadcast_tlvs(b.priority_flag);
    } else if constexpr (id == command_id::query_broadcast_sm_resp) {
        if (status == command_status::rok) {
            demand.must = query_broadcast_resp_tlvs();
        }
    }
    if (keep(validate_tlvs(b.tlvs, demand, version))) {
        found->offset += offset_of(b, tlvs_name);
        return found;
    }
    if (!header_fits(b)) {
        return bad(b, command_status::rinvesmclass, "esm_class");
    }
    return found;
}

/// What encode() says of it.
template<class Body>
fault sizes(const Body& b, std::uint8_t version) {
    ruler r{version};
    const bool fits = std::apply([&](const auto&... f) { return (measure(r, f, b) && ...); },
                                 layout::fields<Body>);
    return fits ? std::nullopt : fault{r.error};
}

} // namespace

std::optional<decode_error> validate(const pdu& p, std::uint8_t version) {
    const command_id id = id_of(p.body);
    if (!is_response(id) && !exists_in(id, version)) {
        return decode_error{command_status::rinvcmdid, "command_id", 4, false};
    }
    return std::visit(
        [&]<class T>(const T& b) {
            fault found = sizes<layout::shape<T>>(b, version);
            return found ? found : validate_body(b, p.status, version);
        },
        p.body);
}

} // namespace smpp

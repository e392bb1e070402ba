// What the peer's octets do to a session: PDUs are cut out of the stream; requests are taken or
// refused.
#include "../codec/layout.hpp"
#include "../codec/octets.hpp"
#include "impl.hpp"
#include "smpp/validate.hpp"
#include <algorithm>

namespace smpp {
namespace {

constexpr std::uint32_t min_sequence = 1;
constexpr std::uint32_t max_sequence = 0x7FFFFFFF;

} // namespace

void session::impl::feed(std::string_view octets) {
    if (!tail.empty()) {
        octets = complete_tail(octets);
    }
    while (state != link_state::closed && octets.size() >= header_size) {
        if (!length_is_good(octets)) {
            return;
        }
        const std::size_t length = octets::load_u32(octets.data());
        if (octets.size() < length) {
            break;
        }
        receive(octets.substr(0, length));
        octets.remove_prefix(length);
    }
    if (state != link_state::closed && !octets.empty()) {
        tail.append(octets);
    }
}

/// Brings the PDU begun in `tail` to its end, if `octets` has it; what is left of them.
std::string_view session::impl::complete_tail(std::string_view octets) {
    const auto take_up_to = [&](std::size_t size) {
        const std::size_t n = std::min(octets.size(), size - std::min(size, tail.size()));
        tail.append(octets.substr(0, n));
        octets.remove_prefix(n);
        return tail.size() >= size;
    };
    if (!take_up_to(header_size) || !length_is_good(tail)) {
        return {};
    }
    if (!take_up_to(octets::load_u32(tail.data()))) {
        return {};
    }
    // The PDU may close the session, which gives `tail` back.
    std::string whole;
    whole.swap(tail);
    receive(whole);
    if (state != link_state::closed) {
        whole.clear();
        tail.swap(whole);
    }
    return octets;
}

/// Looks as soon as a header is there, before anything is kept for the PDU. The stream cannot be
/// read on after a bad length (it may be "HTTP" or a TLS hello), so: generic_nack, then close.
bool session::impl::length_is_good(std::string_view octets) {
    const header h = read_header(octets);
    if (h.length >= header_size && h.length <= config.max_pdu) {
        return true;
    }
    const bool header_makes_sense = !name_of(h.id).empty();
    send(out.queue(), command_status::rinvcmdlen, header_makes_sense ? h.sequence : 0,
         generic_nack{});
    events.add<event::peer_error>(
        decode_error{command_status::rinvcmdlen, "command_length", 0, true}, h);
    close(close_reason::protocol_error, command_status::rinvcmdlen);
    return false;
}

void session::impl::receive(std::string_view octets) {
    const header h = read_header(octets);
    last_received = now;
    if (is_response(h.id)) {
        receive_response(octets, h);
    } else {
        receive_request(octets, h);
    }
}

/// Why this request is not for now: by what the version knows, then by the state.
std::optional<command_status> session::impl::forbidden(const operation* o,
                                                       const header& h) const noexcept {
    using enum command_status;
    if (o == nullptr || o->since > hears()) {
        return rinvcmdid;
    }
    const bool message = !is_management(h.id);
    // Messages that cross our unbind are still served, as the bind allowed; after its own unbind a
    // peer has nothing more to ask but whether we live.
    const link_state as = state == link_state::unbinding && message ? bound_as : state;
    if (!may_send(*o, other(config.role), as) ||
        (unbind_owed && h.id != command_id::enquire_link) ||
        (outbound && h.id == command_id::outbind) || (bind_waits && is_bind(h.id))) {
        return is_bind(h.id) && config.role == role::smsc ? ralybnd : rinvbndsts;
    }
    if (config.max_unanswered != 0 && owed.size() >= config.max_unanswered && message &&
        has_response(h.id)) {
        return rmsgqful;
    }
    return std::nullopt;
}

void session::impl::receive_request(std::string_view octets, const header& h) {
    if (const auto status = forbidden(find_operation(h.id), h)) {
        refuse(h, {*status, "command_id", 4, false});
        return;
    }
    if (!is_management(h.id)) {
        take_message(octets, h);
        return;
    }
    pdu p;
    if (const auto fault = fault_of(octets, p)) {
        refuse(h, *fault);
    } else if (h.id == command_id::enquire_link) {
        send(out.urgent(), command_status::rok, h.sequence, enquire_link_resp{});
    } else if (h.id == command_id::unbind) {
        take_unbind(h);
    } else if (h.id == command_id::outbind) {
        take_outbind(std::move(p));
    } else if (!may_bind(p)) {
        refuse(h, {command_status::rinvbndsts, "command_id", 4, false});
    } else {
        take_bind(h, std::move(p));
    }
}

/// Read where it stays: a PDU is too large to be moved about.
void session::impl::take_message(std::string_view octets, const header& h) {
    auto& taken = events.add<event::request>();
    if (const auto fault = fault_of(octets, taken.pdu)) {
        events.take_back();
        refuse(h, *fault);
        return;
    }
    talked();
    if (has_response(h.id)) {
        owed.add(h.sequence, response_to(h.id));
    }
}

std::optional<decode_error> session::impl::fault_of(std::string_view octets, pdu& to) const {
    if (const auto read = decode(octets, to); !read) {
        return read.error();
    }
    if (!config.strict) {
        return std::nullopt;
    }
    if (to.sequence < min_sequence || to.sequence > max_sequence) {
        return decode_error{command_status::runknownerr, "sequence_number", 12, false};
    }
    if (!password_is_allowed(to.body)) {
        // Of binds and outbind alike, the second field.
        const auto before = std::visit(
            []<class T>(const T& b) {
                if constexpr (requires { b.password; }) {
                    return b.system_id.size() + 1;
                }
                return std::size_t{0};
            },
            to.body);
        return decode_error{command_status::rinvpaswd, "password", header_size + before, false};
    }
    // What opens and closes a session is known to all versions (operations.hpp).
    return validate(to, is_management(id_of(to.body)) ? std::max(hears(), version_34) : hears());
}

/// SMPP 3.4 2.8: the fitting response with the error; a generic_nack where the command is not
/// known. The two requests without a response get one too: the specification has no word for them
/// out of place, their numbers wait for nothing, and silence would hide the mistake.
void session::impl::refuse(const header& h, const decode_error& e) {
    body answer;
    if (e.status != command_status::rinvcmdid && has_response(h.id)) {
        layout::with_type(response_to(h.id), [&]<class T>() { answer.emplace<T>(); });
    }
    send(out.queue(), e.status, h.sequence, answer);
    events.add<event::peer_error>(e, h);
}

} // namespace smpp

// Octets to PDU, by the tables of layout.hpp.
#include "layout.hpp"
#include "octets.hpp"
#include "read.hpp"
#include "smpp/codec.hpp"

namespace smpp {
namespace {

/// A response may come without its body, or with one NUL in its place (16 or 17 octets).
bool body_left_out(command_id id, const cursor& c) {
    return is_response(id) && (c.left() == 0 || (c.left() == 1 && *c.at == '\0'));
}

template<class Body>
bool read_body(command_id id, cursor& c, Body& b) {
    if (body_left_out(id, c)) {
        b = Body{};
        return true;
    }
    return std::apply([&](const auto&... f) { return (read(c, f, b) && ...); },
                      layout::fields<Body>);
}

bool read_pdu(std::string_view octets, pdu& to, decode_error& error) {
    if (octets.size() < header_size || octets::load_u32(octets.data()) != octets.size()) {
        error = {command_status::rinvcmdlen, "command_length", 0, true};
        return false;
    }
    const header h = read_header(octets);
    to.status = h.status;
    to.sequence = h.sequence;
    cursor c{octets.data(), octets.data() + header_size, octets.data() + octets.size()};
    bool good = true;
    const bool known = layout::with_type(h.id, [&]<class T>() {
        T* kept = std::get_if<T>(&to.body);
        layout::shape<T>& b = kept != nullptr ? *kept : to.body.template emplace<T>();
        good = read_body(h.id, c, b);
    });
    if (!known) {
        good = c.fail(command_status::rinvcmdid, "command_id", c.begin + 4);
    }
    error = c.error;
    return good;
}

} // namespace

header read_header(std::string_view octets) noexcept {
    const char* at = octets.data();
    return {octets::load_u32(at), static_cast<command_id>(octets::load_u32(at + 4)),
            static_cast<command_status>(octets::load_u32(at + 8)), octets::load_u32(at + 12)};
}

std::string path_of(const decode_error& error, command_id id) {
    const std::string_view name = name_of(id);
    std::string path{name.empty() ? std::string_view{"pdu"} : name};
    // "destinations.address" of element 3 is "destinations[3].address".
    const std::size_t list = std::min(error.field.find('.'), error.field.size());
    path.append(".").append(error.field.substr(0, list));
    if (error.element >= 0) {
        path.append("[").append(std::to_string(error.element)).append("]");
    }
    return path.append(error.field.substr(list));
}

std::expected<pdu, decode_error> decode(std::string_view octets) {
    std::expected<pdu, decode_error> result;
    decode_error error{};
    if (!read_pdu(octets, *result, error)) {
        result = std::unexpected(error);
    }
    return result;
}

std::expected<void, decode_error> decode(std::string_view octets, pdu& to) {
    decode_error error{};
    if (!read_pdu(octets, to, error)) {
        return std::unexpected(error);
    }
    return {};
}

} // namespace smpp

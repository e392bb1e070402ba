#include "smpp/access.hpp"

namespace smpp {

std::string_view name_of(refusal why) noexcept {
    switch (why) {
    case refusal::address_not_allowed: return "address_not_allowed";
    case refusal::address_blocked: return "address_blocked";
    case refusal::too_many_unbound: return "too_many_unbound";
    case refusal::wrong_credentials: return "wrong_credentials";
    case refusal::kind_not_allowed: return "kind_not_allowed";
    case refusal::too_many_binds: return "too_many_binds";
    case refusal::no_bind_in_time: return "no_bind_in_time";
    }
    return {};
}

command_status status_of(refusal why) noexcept {
    switch (why) {
    // A blocked address reads the same as before, even with the right password: it cannot tell from
    // which try on nobody looked.
    case refusal::address_not_allowed:
    case refusal::address_blocked:
    case refusal::too_many_unbound:
    case refusal::wrong_credentials: return command_status::rinvpaswd;
    case refusal::too_many_binds: return command_status::ralybnd;
    case refusal::kind_not_allowed:
    case refusal::no_bind_in_time: return command_status::rbindfail;
    }
    return command_status::rbindfail;
}

} // namespace smpp

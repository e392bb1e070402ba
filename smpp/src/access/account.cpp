#include "smpp/access.hpp"

namespace smpp {

std::optional<std::string> fault_of(const account& a) {
    const auto fits = [](std::string_view text, std::size_t most) {
        return text.size() <= most && text.find('\0') == text.npos;
    };
    if (a.system_id.empty()) {
        return "it has no system_id";
    }
    if (!fits(a.system_id, 15)) {
        return "its system_id does not fit into 15 octets";
    }
    if (!fits(a.password, 16)) {
        return "its password does not fit into 16 octets";
    }
    return std::nullopt;
}

} // namespace smpp

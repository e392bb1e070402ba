#include "smpp/pdu.hpp"
#include "layout.hpp"

namespace smpp {

command_id id_of(const body& b) noexcept {
    return layout::commands[b.index()];
}

} // namespace smpp

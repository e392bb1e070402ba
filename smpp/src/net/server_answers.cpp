#include "server_answers.hpp"
#include <algorithm>
#include <array>

namespace smpp::net {

std::optional<body> refusal_of(command_id request) {
    static const std::array<body, 10> answers{
        submit_sm_resp{},           submit_multi_resp{}, data_sm_resp{},
        deliver_sm_resp{},          query_sm_resp{},     cancel_sm_resp{},
        replace_sm_resp{},          broadcast_sm_resp{}, query_broadcast_sm_resp{},
        cancel_broadcast_sm_resp{},
    };
    // SMPP 3.4 5.1.2: the answer to a command has its number with the highest bit set.
    const auto id = static_cast<command_id>(static_cast<std::uint32_t>(request) | 0x80000000u);
    const auto at = std::ranges::find_if(answers, [&](const body& b) { return id_of(b) == id; });
    return at == answers.end() ? std::nullopt : std::optional{*at};
}

} // namespace smpp::net

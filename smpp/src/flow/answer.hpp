#pragma once
// What the flow reads of an answer, whatever its kind.
#include "smpp/pdu.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace smpp {

inline std::optional<std::uint8_t> congestion_of(const pdu& answer) {
    return std::visit([](const auto& b) { return b.tlvs.find_u8(tag::congestion_state); },
                      answer.body);
}

inline std::string message_id_of(const pdu& answer) {
    return std::visit(
        [](const auto& b) -> std::string {
            if constexpr (requires { b.message_id; }) {
                return b.message_id;
            } else {
                return {};
            }
        },
        answer.body);
}

inline std::vector<unsuccessful_delivery> unsuccess_of(const pdu& answer) {
    const auto* multi = std::get_if<submit_multi_resp>(&answer.body);
    return multi != nullptr ? multi->unsuccess : std::vector<unsuccessful_delivery>{};
}

} // namespace smpp

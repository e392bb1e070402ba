#pragma once
// The rules of validate.hpp for optional parameters.
#include "smpp/codec.hpp"
#include <cstdint>
#include <optional>
#include <span>

namespace smpp {

/// What the rest of the PDU means for its optional parameters.
struct tlv_demand {
    bool has_text = false; ///< a short_message
    bool has_user_data_header = false;
    std::span<const tag> must = {}; ///< RMISSINGOPTPARAM without them
};

/// SMPP 5.0 4.4.1.
std::span<const tag> broadcast_tlvs(std::uint8_t priority_flag) noexcept;
/// SMPP 5.0 4.6.1.
std::span<const tag> query_broadcast_resp_tlvs() noexcept;

/// The first fault; its offset counts from the first TLV.
std::optional<decode_error> validate_tlvs(const tlv_list& list, const tlv_demand& demand,
                                          std::uint8_t version);

} // namespace smpp

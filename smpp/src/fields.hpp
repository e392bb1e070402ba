#pragma once
// What a field of a PDU body can be. A body's layout is a tuple of these (layout.hpp); reading,
// writing, measuring and describing are overloads over them. Sizes are without the terminating NUL.
#include "smpp/pdu.hpp"
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace smpp::field {

enum class show : std::uint8_t { plain, masked };

/// One-octet integer (SMPP 3.4 3.1).
template<class Body>
struct u8 {
    std::string_view name;
    std::uint8_t Body::* at;
};

/// C-octet string of variable length; `bad` is the answer to one that is too long.
template<class Body>
struct cstring {
    std::string_view name;
    std::string Body::* at;
    std::size_t max;
    command_status bad;
    field::show show = field::show::plain;
};

/// A time: empty, or 16 octets (SMPP 3.4 7.1.1). What it says is not looked at here.
template<class Body>
struct time {
    std::string_view name;
    std::string Body::* at;
    command_status bad;
};
inline constexpr std::size_t time_size = 16;

/// ton, npi and the address itself.
template<class Body>
struct address {
    std::string_view name;
    smpp::address Body::* at;
    command_status bad;
};
inline constexpr std::size_t address_max = 20;

/// sm_length and short_message (SMPP 3.4 5.2.21; 5.0 allows 255).
template<class Body>
struct message {
    std::string_view name;
    std::string Body::* at;
};
inline constexpr std::size_t message_max_written = 254;

/// All that follows: the optional parameters.
template<class Body>
struct tlvs {
    tlv_list Body::* at;
};

} // namespace smpp::field

#pragma once
// What a field of a PDU body can be. A body's layout is a tuple of these (layout.hpp); reading,
// writing, measuring and describing are overloads over them. Sizes are without the terminating NUL.
#include "smpp/pdu.hpp"
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

/// The SMSC's name of a message (SMPP 3.4 5.2.23); in 3.3 an SMSC gives names of 8 octets.
template<class Body>
struct message_id {
    std::string Body::* at;
};
inline constexpr std::string_view message_id_name = "message_id";
inline constexpr std::size_t message_id_max = 64;
inline constexpr std::size_t message_id_max_33 = 8;

/// A time: empty, or 16 octets (SMPP 3.4 7.1.1). What it says is not looked at here. In an answer
/// any length up to that is taken: SMSCs write 10 or 12 digits, and the rest of it counts.
template<class Body>
struct time {
    std::string_view name;
    time_field Body::* at;
    command_status bad;
    bool any_length = false;
};

/// ton, npi and the address itself.
template<class Body>
struct address {
    std::string_view name;
    smpp::address Body::* at;
    std::size_t max;
    command_status bad;
};
inline constexpr std::size_t address_max = 20;
inline constexpr std::size_t long_address_max = 64; ///< data_sm, alert_notification (3.4 4.7.1)

/// sm_length and short_message (SMPP 3.4 5.2.21, 5.2.22; 5.0 allows 255).
template<class Body>
struct message {
    std::string Body::* at;
};
inline constexpr std::string_view message_name = "short_message";
inline constexpr std::string_view message_length_name = "sm_length";
inline constexpr std::size_t message_max = 255;
inline constexpr std::size_t message_max_34 = 254;

/// number_of_dests and dest_address(es) (SMPP 3.4 4.5.1.1, 5.2.24, 5.2.25; 5.0 allows 255).
template<class Body>
struct destinations {
    std::vector<multi_destination> Body::* at;
};
inline constexpr std::size_t destinations_max = 255;
inline constexpr std::size_t destinations_max_34 = 254;
inline constexpr std::uint8_t flag_address = 1;
inline constexpr std::uint8_t flag_distribution_list = 2;
inline constexpr std::size_t distribution_list_max = 20;

/// no_unsuccess and unsuccess_sme(s) (SMPP 3.4 4.5.2.1, 5.2.26).
template<class Body>
struct unsuccess {
    std::vector<unsuccessful_delivery> Body::* at;
};
inline constexpr std::size_t unsuccess_max = 255;

/// All that follows: the optional parameters.
template<class Body>
struct tlvs {
    tlv_list Body::* at;
};

/// The names that errors give the parts of lists; path_of() puts the element's number in.
namespace part {
inline constexpr std::string_view number_of_dests = "number_of_dests";
inline constexpr std::string_view destinations = "destinations";
inline constexpr std::string_view dest_flag = "destinations.dest_flag";
inline constexpr std::string_view dest_address = "destinations.address";
inline constexpr std::string_view dl_name = "destinations.dl_name";
inline constexpr std::string_view no_unsuccess = "no_unsuccess";
inline constexpr std::string_view unsuccess = "unsuccess";
inline constexpr std::string_view unsuccess_address = "unsuccess.destination";
inline constexpr std::string_view unsuccess_error = "unsuccess.error_status_code";
} // namespace part

} // namespace smpp::field

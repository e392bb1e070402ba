#pragma once
// The octets of a message taken apart: header, body, text. Pure; an error is a value.
#include "smpp/text/data_coding.hpp"
#include "smpp/text/national.hpp"
#include "smpp/text/udh.hpp"
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace smpp {

struct user_data {
    smpp::coding coding;     ///< of 0x10 and 0x11 in coding_scheme::mixed, as the octets show
    user_data_header header; ///< none where it was to be ignored
    shift_tables tables{};   ///< as the header says
    /// What stands behind header and language prefix; GSM-7 in one octet a septet, however it came.
    /// Bodies of the messages of one text can be joined before they are read: some senders part an
    /// escape or a surrogate pair.
    std::string body;
};

/// `has_udh` is UDHI (0x40) of esm_class. Fails with bad_header alone: binary and unknown charsets
/// have a body too. A header with an element that overruns it is ignored (TS 23.040 9.2.3.24).
std::expected<user_data, text_error> split_user_data(std::uint8_t data_coding,
                                                     std::string_view octets, bool has_udh,
                                                     const coding_rules& rules = {});

/// A body as split_user_data() gives it, or several joined, to UTF-8. Never bad_header.
std::expected<std::string, text_error> text_of(const coding& coding, const shift_tables& tables,
                                               std::string_view body);
inline std::expected<std::string, text_error> text_of(const user_data& d) {
    return text_of(d.coding, d.tables, d.body);
}

} // namespace smpp

#include "smpp/receipt.hpp"
#include "receipt_text.hpp"
#include "smpp/text.hpp"
#include "smpp/types.hpp"
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smpp {
namespace {

struct state_word {
    std::string_view prefix; ///< upper case; SMSCs write the word in seven letters or in full
    message_state state;
};
constexpr state_word state_words[] = {
    {"DELIV", message_state::delivered}, {"EXPIR", message_state::expired},
    {"DELET", message_state::deleted},   {"UNDEL", message_state::undeliverable},
    {"ACCEP", message_state::accepted},  {"UNKNO", message_state::unknown},
    {"REJEC", message_state::rejected},  {"ENROU", message_state::enroute},
    {"EN_ROU", message_state::enroute},  {"FAILED", message_state::undeliverable},
};

char upper(char c) noexcept {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::optional<message_state> state_of_word(std::string_view word) noexcept {
    for (const state_word& w : state_words)
        if (std::ranges::equal(word.substr(0, w.prefix.size()), w.prefix, {}, upper))
            return w.state;
    return std::nullopt;
}

/// SMPP 3.4 5.2.28, and 0 (scheduled) and 9 (skipped) of SMPP 5.0 4.7.15.
std::optional<message_state> state_of_tlv(std::optional<std::uint8_t> value) noexcept {
    constexpr std::uint8_t scheduled = 0;
    constexpr std::uint8_t skipped = 9;
    if (!value || *value > skipped)
        return std::nullopt;
    if (*value == scheduled)
        return message_state::enroute;
    if (*value == skipped)
        return message_state::undeliverable;
    return static_cast<message_state>(*value);
}

/// network_error_code (SMPP 3.4 5.3.2.31): a network's type and its code.
std::string hex(std::string_view octets) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const char octet : octets) {
        const auto value = static_cast<std::uint8_t>(octet);
        out.push_back(digits[value >> 4]);
        out.push_back(digits[value & 0xF]);
    }
    return out;
}

/// The receipt's text as ASCII. Its fields are ASCII whatever data_coding says: some SMSCs repeat
/// the coding of the message that was sent, and the GSM alphabet would spoil an id that has a '_'
/// or an '@' in it.
std::string text_of(const deliver_sm& sm) {
    std::string_view octets = sm.short_message;
    if (octets.empty())
        octets = sm.tlvs.find(tag::message_payload).value_or(std::string_view{});
    if ((sm.esm_class & esm::udhi) != 0 && !octets.empty()) {
        const std::size_t header = 1 + std::size_t{static_cast<std::uint8_t>(octets.front())};
        octets.remove_prefix(std::min(header, octets.size()));
    }
    const bool is_utf16be =
        sm.data_coding == dcs::ucs2 && !octets.empty() && octets.front() == '\0';
    return is_utf16be ? from_ucs2(octets) : std::string{octets};
}

bool is_end(message_state state) noexcept {
    return state != message_state::enroute && state != message_state::accepted;
}

} // namespace

std::optional<receipt> read_receipt(const deliver_sm& sm) {
    const std::uint8_t type = sm.esm_class & esm::type_mask;
    if (type != esm::delivery_receipt && type != esm::intermediate)
        return std::nullopt;

    const std::string text = text_of(sm);
    const receipt_text fields = read_receipt_text(text);
    receipt result;

    const auto id = sm.tlvs.find_cstring(tag::receipted_message_id);
    result.message_id = id && !id->empty() ? *id : fields.id;

    auto state = state_of_tlv(sm.tlvs.find_u8(tag::message_state));
    if (!state)
        state = state_of_word(fields.state);
    result.state = state.value_or(message_state::unknown);

    const auto network_error = sm.tlvs.find(tag::network_error_code);
    result.error = network_error && network_error->size() == 3 ? hex(*network_error)
                                                               : std::string{fields.error};

    // A receipt that names no state ends nothing; one that says UNKNOWN does.
    result.final = type == esm::delivery_receipt && state && is_end(*state);
    return result;
}

} // namespace smpp

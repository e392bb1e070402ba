#include "smpp/receipt.hpp"
#include "receipt_date.hpp"
#include "receipt_text.hpp"
#include "smpp/text.hpp"
#include "smpp/types.hpp"
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace smpp {
namespace {

struct state_word {
    std::string_view prefix; ///< upper case; SMSCs write the word in seven letters or in full
    message_state state;
};
constexpr state_word state_words[] = {
    {"DELIV", message_state::delivered},    {"EXPIR", message_state::expired},
    {"DELET", message_state::deleted},      {"UNDEL", message_state::undeliverable},
    {"ACCEP", message_state::accepted},     {"UNKNO", message_state::unknown},
    {"REJEC", message_state::rejected},     {"ENROU", message_state::enroute},
    {"EN_ROU", message_state::enroute},     {"FAILED", message_state::undeliverable},
    {"UNDL", message_state::undeliverable}, {"SCHED", message_state::scheduled},
    {"SKIPP", message_state::skipped},      {"BUFF", message_state::enroute},
};

char upper(char c) noexcept {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::optional<message_state> state_of_word(std::string_view word) noexcept {
    for (const state_word& w : state_words)
        if (std::ranges::equal(word.substr(0, w.prefix.size()), w.prefix, {}, upper))
            return w.state;
    // The number of the state (SMPP 3.4 5.2.28) in the word's place. Not 0 and 9: what older SMSCs
    // mean by them nobody knows.
    if (word.size() == 1 && word[0] >= '1' && word[0] <= '8')
        return static_cast<message_state>(word[0] - '0');
    return std::nullopt;
}

/// SMPP 3.4 5.2.28, and 0 (scheduled) and 9 (skipped) of SMPP 5.0 4.7.15.
std::optional<message_state> state_of_tlv(std::optional<std::uint8_t> value) noexcept {
    if (!value || *value > static_cast<std::uint8_t>(message_state::skipped))
        return std::nullopt;
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

network_error network_error_of(std::string_view octets) noexcept {
    const auto octet = [octets](std::size_t i) { return static_cast<std::uint8_t>(octets[i]); };
    return {octet(0), static_cast<std::uint16_t>(octet(1) << 8 | octet(2))};
}

std::optional<unsigned> count_of(std::string_view word) noexcept {
    unsigned value = 0;
    const auto* end = word.data() + word.size();
    const auto [read, error] = std::from_chars(word.data(), end, value);
    if (word.empty() || error != std::errc{} || read != end)
        return std::nullopt;
    return value;
}

/// What deliver_sm and data_sm have in common.
struct source {
    std::uint8_t esm_class;
    std::uint8_t data_coding;
    std::string_view short_message;
    const tlv_list& tlvs;
};

/// The receipt's text as ASCII. Its fields are ASCII whatever data_coding says: some SMSCs repeat
/// the coding of the message that was sent, and the GSM alphabet would spoil an id that has a '_'
/// or an '@' in it.
std::string text_of(const source& sm) {
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

std::optional<receipt> read(const source& sm) {
    const deliver_kind kind = kind_of(sm.esm_class);
    if (kind != deliver_kind::receipt && kind != deliver_kind::intermediate)
        return std::nullopt;

    const auto id = sm.tlvs.find_cstring(tag::receipted_message_id);
    const bool id_known = id && !id->empty();
    auto state = state_of_tlv(sm.tlvs.find_u8(tag::message_state));
    const std::string text = text_of(sm);
    const receipt_text fields = read_receipt_text(text, id_known, state.has_value());
    if (!state)
        state = state_of_word(fields.state);

    receipt result;
    result.kind = kind;
    result.message_id = id_known ? *id : fields.id;
    result.state = state.value_or(message_state::unknown);
    // A receipt that names no state ends nothing; one that says UNKNOWN does.
    result.final = kind == deliver_kind::receipt && state && is_final(*state);
    const auto network = sm.tlvs.find(tag::network_error_code);
    if (network && network->size() == 3) {
        result.network = network_error_of(*network);
        result.error = hex(*network);
    } else {
        result.error = fields.error;
    }
    result.submitted = count_of(fields.submitted);
    result.delivered = count_of(fields.delivered);
    result.submit_date = read_receipt_date(fields.submit_date);
    result.done_date = read_receipt_date(fields.done_date);
    result.text = fields.text;
    return result;
}

} // namespace

std::optional<receipt> read_receipt(const deliver_sm& sm) {
    return read({sm.esm_class, sm.data_coding, sm.short_message, sm.tlvs});
}
std::optional<receipt> read_receipt(const data_sm& sm) {
    return read({sm.esm_class, sm.data_coding, {}, sm.tlvs});
}

} // namespace smpp

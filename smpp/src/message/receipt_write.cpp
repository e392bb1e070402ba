#include "receipt_date.hpp"
#include "smpp/receipt.hpp"
#include "smpp/types.hpp"
#include <cstddef>
#include <string>
#include <string_view>

namespace smpp {
namespace {

constexpr std::size_t most_id = 64;    ///< SMPP 3.4 5.2.23
constexpr std::size_t most_error = 10; ///< Appendix B has 3; words are met
constexpr std::size_t most_text = 20;  ///< Appendix B

/// What 3.4 has for the two states that came with 5.0.
message_state before_50(message_state state) noexcept {
    if (state == message_state::scheduled)
        return message_state::enroute;
    return state == message_state::skipped ? message_state::undeliverable : state;
}

/// Three digits, as Appendix B has counts.
std::string count(unsigned value) {
    constexpr unsigned most = 999;
    const std::string digits = std::to_string(value < most ? value : most);
    return std::string(3 - digits.size(), '0') + digits;
}

/// Printable and without spaces, so that it stays one value for whoever reads it.
std::string_view first_word(std::string_view text, std::size_t most) noexcept {
    std::size_t size = 0;
    while (size < text.size() && size < most && text[size] > ' ' && text[size] <= '~')
        ++size;
    return text.substr(0, size);
}

std::string printable(std::string_view text) {
    std::string out{text.substr(0, most_text)};
    for (char& c : out)
        if (c < ' ' || c > '~')
            c = '.';
    return out;
}

std::string text_of(const receipt& what, std::string_view id) {
    const message_state state = before_50(what.state);
    const std::string_view error = first_word(what.error, most_error);
    const unsigned reached = state == message_state::delivered ? 1 : 0;
    std::string out = "id:";
    out.append(id);
    out += " sub:" + count(what.submitted.value_or(1));
    out += " dlvrd:" + count(what.delivered.value_or(reached));
    out += " submit date:" + write_receipt_date(what.submit_date);
    out += " done date:" + write_receipt_date(what.done_date);
    out.append(" stat:").append(word_of(state));
    out.append(" err:").append(error.empty() ? "000" : error);
    out += " text:" + printable(what.text);
    return out;
}

template<class Message>
deliver_sm receipt_for(const Message& message, const receipt& what, std::uint8_t peer_version) {
    const std::string_view id = std::string_view{what.message_id}.substr(0, most_id);
    deliver_sm sm;
    sm.service_type = message.service_type;
    sm.source = message.destination;
    sm.destination = message.source;
    sm.esm_class =
        what.kind == deliver_kind::intermediate ? esm::intermediate : esm::delivery_receipt;
    sm.short_message = text_of(what, id);
    if (peer_version < version_34)
        return sm;
    sm.tlvs.add(tag::receipted_message_id, std::string{id} + '\0');
    const message_state state = peer_version < version_50 ? before_50(what.state) : what.state;
    sm.tlvs.add_u8(tag::message_state, static_cast<std::uint8_t>(state));
    if (what.network) {
        const char octets[] = {static_cast<char>(what.network->type),
                               static_cast<char>(what.network->code >> 8),
                               static_cast<char>(what.network->code & 0xFF)};
        sm.tlvs.add(tag::network_error_code, std::string_view{octets, sizeof octets});
    }
    return sm;
}

} // namespace

deliver_sm make_receipt(const sm_body& message, const receipt& what, std::uint8_t peer_version) {
    return receipt_for(message, what, peer_version);
}
deliver_sm make_receipt(const data_sm& message, const receipt& what, std::uint8_t peer_version) {
    return receipt_for(message, what, peer_version);
}

} // namespace smpp

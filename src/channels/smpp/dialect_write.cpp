#include "channels/smpp/dialect.hpp"

#include "channels/smpp/session_value.hpp"
#include "smpp/text.hpp"
#include <algorithm>

namespace yeelen::channels {

namespace {

constexpr std::size_t most_address = 20;        // SMPP 3.4 5.2.8
constexpr std::size_t most_short_message = 254; // SMPP 3.4 5.2.22

void put(std::string& octets, std::string_view part) {
    octets += static_cast<char>(static_cast<unsigned char>(part.size()));
    octets += part;
}

std::string_view take(std::string_view& octets, std::size_t size) {
    const auto part = octets.substr(0, size);
    octets.remove_prefix(part.size());
    return part;
}

std::string_view take_part(std::string_view& octets) {
    const auto size = take(octets, 1);
    return size.empty() ? size : take(octets, static_cast<unsigned char>(size.front()));
}

void put(std::string& octets, const smpp::address& a) {
    octets += static_cast<char>(a.ton);
    octets += static_cast<char>(a.npi);
    put(octets, std::string_view{a.value}.substr(0, most_address));
}

smpp::address take_address(std::string_view& octets) {
    smpp::address a;
    if (const auto kind = take(octets, 2); kind.size() == 2) {
        a.ton = static_cast<std::uint8_t>(kind[0]);
        a.npi = static_cast<std::uint8_t>(kind[1]);
        a.value = take_part(octets);
    }
    return a;
}

/// The code that was dialled, without its stars: "123" of "*123*2#".
std::string source_of(std::string_view dialled) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto from = std::find_if(dialled.begin(), dialled.end(), digit);
    const auto to = std::find_if_not(from, dialled.end(), digit);
    return std::string{from, to}.substr(0, most_address);
}

std::string session_answer(const session_tlv& t, const ussd::outgoing& screen,
                           const std::string& came) {
    if (came.size() != t.width) {
        return came;
    }
    std::uint32_t value = next_in_sequence(t, number_of(came));
    if (screen.unasked) {
        value = next_in_sequence(t, value);
    }
    return octets_of(screen.last ? value | t.end_mask : value & ~t.end_mask, came.size());
}

} // namespace

std::string pack(const dialect& d, const echo& e) {
    if (!d.swapped_addresses) {
        return e.session;
    }
    std::string octets;
    put(octets, e.session);
    put(octets, e.ours);
    put(octets, e.theirs);
    return octets;
}

echo unpack(const dialect& d, std::string_view octets) {
    if (!d.swapped_addresses) {
        return {.session = std::string{octets}, .ours = {}, .theirs = {}};
    }
    echo e;
    e.session = take_part(octets);
    e.ours = take_address(octets);
    e.theirs = take_address(octets);
    return e;
}

smpp::submit_sm write_screen(const dialect& d, const ussd::outgoing& screen) {
    smpp::submit_sm sm;
    echo kept = unpack(d, screen.echo);
    sm.service_type = d.answer_service_type;
    sm.esm_class = d.esm_class;
    sm.source = {d.source.ton, d.source.npi, source_of(screen.dialled)};
    sm.destination = {d.destination.ton, d.destination.npi, screen.msisdn};
    if (!kept.theirs.value.empty()) {
        sm.source = std::move(kept.ours);
        sm.destination = std::move(kept.theirs);
    }
    auto encoded = smpp::encode_text(screen.text);
    sm.data_coding = encoded.alphabet == smpp::alphabet::gsm7 ? d.gsm7_coding : d.ucs2_coding;
    if (encoded.octets.size() <= most_short_message) {
        sm.short_message = std::move(encoded.octets);
    } else {
        sm.tlvs.add(smpp::tag::message_payload, encoded.octets);
    }
    if (const auto op = screen.last ? d.end_op : d.continue_op) {
        sm.tlvs.add_u8(smpp::tag::ussd_service_op, *op);
    }
    if (d.session.tag != 0 && !kept.session.empty()) {
        sm.tlvs.add(d.session.tag, session_answer(d.session, screen, kept.session));
    }
    return sm;
}

} // namespace yeelen::channels

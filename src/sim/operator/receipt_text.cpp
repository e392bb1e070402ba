#include "sim/operator/receipt_text.hpp"
#include "sim/ussd/wire.hpp"
#include <algorithm>
#include <array>
#include <ctime>
#include <fmt/chrono.h>
#include <fmt/format.h>

namespace yeelen::sim {

namespace {

std::string minute_of(wall_time t) {
    return fmt::format("{:%y%m%d%H%M}",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(
                           std::chrono::time_point_cast<std::chrono::system_clock::duration>(t))));
}

std::string_view word_of(smpp::message_state state) {
    // Appendix B, in the order of 5.2.28 from 1.
    constexpr std::array<std::string_view, 8> words{"ENROUTE", "DELIVRD", "EXPIRED", "DELETED",
                                                    "UNDELIV", "ACCEPTD", "UNKNOWN", "REJECTD"};
    return words.at(static_cast<std::size_t>(state) - 1);
}

} // namespace

smpp::deliver_sm make_receipt(const smpp::sm_body& message, std::string_view id,
                              smpp::message_state state, wall_time submitted, wall_time done) {
    const bool delivered = state == smpp::message_state::delivered;
    std::string begin{octets_of(message).substr(0, 20)};
    // Headers and UCS-2 would make the text unreadable; networks write what they like here.
    std::ranges::replace_if(begin, [](char c) { return c < ' ' || c > 'z'; }, '.');
    smpp::deliver_sm sm;
    sm.source = message.destination;
    sm.destination = message.source;
    sm.esm_class = smpp::esm::delivery_receipt;
    sm.short_message =
        fmt::format("id:{} sub:001 dlvrd:{} submit date:{} done date:{} stat:{} err:{} text:{}", id,
                    delivered ? "001" : "000", minute_of(submitted), minute_of(done),
                    word_of(state), delivered ? "000" : "027", begin);
    sm.tlvs.add(smpp::tag::receipted_message_id, std::string{id} + '\0');
    sm.tlvs.add_u8(smpp::tag::message_state, static_cast<std::uint8_t>(state));
    return sm;
}

} // namespace yeelen::sim

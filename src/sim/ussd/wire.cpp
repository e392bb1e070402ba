#include "sim/ussd/wire.hpp"
#include "smpp/text.hpp"
#include <algorithm>

namespace yeelen::sim {

namespace {

constexpr std::string_view service_type = "USSD";
constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
/// Characters that GSM-7 and ASCII share on one octet: the keys people press. Spares the conversion
/// under load.
constexpr bool is_key(char c) noexcept {
    return is_digit(c) || c == '*' || c == '#' || c == ' ' || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

} // namespace

std::string_view short_code_of(std::string_view dialled) noexcept {
    const auto* first = std::ranges::find_if(dialled, is_digit);
    const auto* last = std::find_if_not(first, dialled.end(), is_digit);
    return {first, static_cast<std::size_t>(last - first)};
}

void write_ussd(smpp::deliver_sm& sm, std::string_view msisdn, std::string_view short_code,
                ussd_signal signal, std::string_view text) {
    sm.service_type = service_type;
    sm.source.ton = 1;
    sm.source.npi = 1;
    sm.source.value = msisdn;
    sm.destination.ton = 0;
    sm.destination.npi = 1;
    sm.destination.value = short_code;
    if (std::ranges::all_of(text, is_key)) {
        sm.data_coding = smpp::dcs::smsc_default;
        sm.short_message = text;
    } else {
        auto encoded = smpp::encode_text(text);
        sm.data_coding =
            encoded.alphabet == smpp::alphabet::gsm7 ? smpp::dcs::smsc_default : smpp::dcs::ucs2;
        sm.short_message = std::move(encoded.octets);
    }
    sm.tlvs = {};
    sm.tlvs.add_u8(smpp::tag::ussd_service_op, static_cast<std::uint8_t>(signal.op));
    sm.tlvs.add_u16(smpp::tag::its_session_info, pack(signal.info));
}

bool is_ussd(const smpp::sm_body& sm) noexcept {
    return sm.service_type == service_type || sm.tlvs.find(smpp::tag::ussd_service_op).has_value();
}

std::optional<ussd_screen> read_ussd_header(const smpp::submit_sm& sm) noexcept {
    const auto op = sm.tlvs.find_u8(smpp::tag::ussd_service_op);
    const auto info = read_session_info(sm.tlvs);
    if (!op || !info) {
        return std::nullopt;
    }
    const auto kind = static_cast<smpp::ussd_op>(*op);
    const bool goes_on = kind == smpp::ussd_op::ussr_request && !info->end;
    const bool ends = kind == smpp::ussd_op::pssr_response && info->end;
    if (!goes_on && !ends) {
        return std::nullopt;
    }
    return ussd_screen{
        .op = kind, .info = *info, .ucs2 = sm.data_coding == smpp::dcs::ucs2, .text = {}};
}

std::optional<ussd_screen> read_ussd(const smpp::submit_sm& sm) {
    auto screen = read_ussd_header(sm);
    if (screen) {
        screen->text = smpp::decode_text(sm.data_coding, octets_of(sm));
    }
    return screen;
}

std::string_view octets_of(const smpp::sm_body& sm) noexcept {
    if (sm.short_message.empty()) {
        return sm.tlvs.find(smpp::tag::message_payload).value_or(std::string_view{});
    }
    return sm.short_message;
}

} // namespace yeelen::sim

#include "channels/smpp/dialect.hpp"

#include "channels/smpp/session_value.hpp"
#include "core/msisdn.hpp"
#include "smpp/text.hpp"
#include <algorithm>
#include <charconv>

namespace yeelen::channels {

namespace {

bool looks_dialled(std::string_view text) {
    return text.size() >= 3 && (text.front() == '*' || text.front() == '#') && text.back() == '#';
}

struct features {
    std::optional<std::uint8_t> op;
    bool end_bit;
    bool star_code;
};

bool shows(const signs& any, const features& f) {
    return std::any_of(any.begin(), any.end(), [&](const sign& s) {
        const bool op_fits =
            s.service_ops.empty() || (f.op && std::find(s.service_ops.begin(), s.service_ops.end(),
                                                        *f.op) != s.service_ops.end());
        return op_fits && (!s.end_bit || f.end_bit) && (!s.star_code || f.star_code);
    });
}

std::string_view carried(const dialect& d, const smpp::deliver_sm& sm) {
    const auto payload = sm.tlvs.find(smpp::tag::message_payload);
    if (payload && (sm.short_message.empty() || d.dialled == text_place::message_payload)) {
        return *payload;
    }
    return sm.short_message;
}

} // namespace

std::optional<ussd::input> read_input(const dialect& d, const smpp::deliver_sm& sm) {
    if (!d.service_types.empty() && std::find(d.service_types.begin(), d.service_types.end(),
                                              sm.service_type) == d.service_types.end()) {
        return std::nullopt;
    }
    ussd::input in;
    // ASCII by the specification; an octet over 0x7F must not become a text that is no UTF-8.
    in.code = smpp::from_latin1(sm.destination.value);
    in.text = smpp::decode_text(sm.data_coding, carried(d, sm));
    features f{sm.tlvs.find_u8(smpp::tag::ussd_service_op), false, looks_dialled(in.text)};
    echo kept{.session = {}, .ours = sm.destination, .theirs = sm.source};
    const auto value = d.session.tag != 0 ? sm.tlvs.find(d.session.tag) : std::nullopt;
    if (value && value->size() <= most_session_value) {
        kept.session = *value;
        in.dialogue = *value;
        if (value->size() == d.session.width) {
            const std::uint32_t number = number_of(*value);
            f.end_bit = (number & d.session.end_mask) != 0;
            in.number = sequence_of(d.session, number);
            in.dialogue = octets_of(number & d.session.key_mask, value->size());
        }
    }
    // The most particular first: what ends a dialogue wins over all; a begin that asks for a star
    // code over a reply with its op.
    if (shows(d.abort, f)) {
        in.what = ussd::input::kind::abort;
    } else if (shows(d.begin, f)) {
        in.what = ussd::input::kind::begin;
        if (d.dialled == text_place::destination_addr) {
            in.text = in.code;
        }
    } else if (shows(d.reply, f)) {
        in.what = ussd::input::kind::reply;
    } else {
        return std::nullopt;
    }
    const auto msisdn = core::msisdn::parse(sm.source.value);
    if (!msisdn) {
        return std::nullopt;
    }
    in.msisdn = msisdn->digits();
    std::from_chars(in.msisdn.data(), in.msisdn.data() + in.msisdn.size(), in.from);
    in.echo = pack(d, kept);
    return in;
}

} // namespace yeelen::channels

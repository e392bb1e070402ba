#include "storage/rows.hpp"

#include <boost/json.hpp>
#include <limits>

namespace yeelen::storage {

void bind(run& to, const ussd::session_record& what) {
    to.number(what.id).trace(what.trace).text(what.operator_id).text(what.msisdn);
    to.octets(what.dialogue).text(what.dialled).text(what.menu).text(what.menu_version);
    to.octets(what.state).octets(what.echo).number(static_cast<std::int64_t>(what.phase));
    to.number(what.calls).number(what.input).time(what.begun).time(what.updated);
}

ussd::session_record read_session(row& from) {
    ussd::session_record out;
    out.id = from.number();
    out.trace = from.trace();
    out.operator_id = from.text();
    out.msisdn = from.text();
    out.dialogue = from.text();
    out.dialled = from.text();
    out.menu = from.text();
    out.menu_version = from.text();
    out.state = from.text();
    out.echo = from.text();
    out.phase = from.number_up_to<ussd::phase>(static_cast<std::uint64_t>(ussd::phase::ended));
    out.calls = from.number_up_to<std::uint32_t>(std::numeric_limits<std::uint32_t>::max());
    out.input = from.number_up_to<std::uint32_t>(std::numeric_limits<std::uint32_t>::max());
    out.begun = from.time();
    out.updated = from.time();
    return out;
}

void bind(run& to, const ussd::intent& what) {
    to.text(what.key).number(what.session).trace(what.trace).text(what.operator_id);
    to.text(what.msisdn).text(what.dialled).text(what.menu).text(what.menu_version);
    to.octets(what.state).text(what.operation).text(what.arguments).number(what.attempts);
    to.time(what.created).time(what.next_try);
}

ussd::intent read_intent(row& from) {
    ussd::intent out;
    out.key = from.text();
    out.session = from.number();
    out.trace = from.trace();
    out.operator_id = from.text();
    out.msisdn = from.text();
    out.dialled = from.text();
    out.menu = from.text();
    out.menu_version = from.text();
    out.state = from.text();
    out.operation = from.text();
    out.arguments = from.text();
    out.attempts = from.number_up_to<std::uint32_t>(std::numeric_limits<std::uint32_t>::max());
    out.created = from.time();
    out.next_try = from.time();
    return out;
}

std::string files_text(const menu_version& what) {
    boost::json::object files;
    for (const auto& [name, text] : what.files) {
        files[name] = text;
    }
    return boost::json::serialize(files);
}

menu_version read_menu(row& from) {
    menu_version out;
    out.menu = from.text();
    out.version = from.text();
    boost::system::error_code failed;
    const auto files = boost::json::parse(from.text(), failed);
    if (failed || !files.is_object()) {
        from.spoil();
    } else {
        for (const auto& [name, text] : files.get_object()) {
            if (const auto* written = text.if_string()) {
                out.files.emplace(name, *written);
            } else {
                from.spoil();
            }
        }
    }
    out.since = from.time();
    return out;
}

void bind(run& to, const sms::message& what) {
    to.number(what.id).word(what.uid.words[0]).word(what.uid.words[1]).text(what.operator_id);
    to.text(what.sender).text(what.to).text(what.text).text(what.idempotency_key);
    to.word(what.fingerprint).time(what.created).time(what.expires);
}

sms::message read_message(row& from) {
    sms::message out;
    out.id = from.number();
    out.uid.words[0] = from.word();
    out.uid.words[1] = from.word();
    out.operator_id = from.text();
    out.sender = from.text();
    out.to = from.text();
    out.text = from.text();
    out.idempotency_key = from.text();
    out.fingerprint = from.word();
    out.created = from.time();
    out.expires = from.time();
    return out;
}

void bind(run& to, const sms::part& what) {
    to.number(what.message).number(what.number).number(what.total);
    to.number(static_cast<std::int64_t>(what.state)).number(what.attempts);
    to.number(what.possibly_doubled).text(what.smsc_id).text(what.error);
    to.time(what.next_try).time(what.updated);
}

sms::part read_part(row& from) {
    sms::part out;
    out.message = from.number();
    out.number = from.number_up_to<std::uint8_t>(255);
    out.total = from.number_up_to<std::uint8_t>(255);
    out.state =
        from.number_up_to<sms::part_state>(static_cast<std::uint64_t>(sms::part_state::expired));
    out.attempts = from.number_up_to<std::uint16_t>(65'535);
    out.possibly_doubled = from.number_up_to<std::uint8_t>(255);
    out.smsc_id = from.text();
    out.error = from.text();
    out.next_try = from.time();
    out.updated = from.time();
    return out;
}

} // namespace yeelen::storage

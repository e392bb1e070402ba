#pragma once
// The records as rows: which columns, in which order. Writing and reading stand side by side so
// that they agree.
#include "sms/message.hpp"
#include "storage/statement.hpp"
#include "storage/store.hpp"
#include "ussd/session_record.hpp"

namespace yeelen::storage {

inline constexpr const char* session_columns =
    "id, trace, operator_id, msisdn, dialogue, dialled, menu, menu_version, state, echo, phase, "
    "calls, input, begun, updated";
void bind(run& to, const ussd::session_record& what);
ussd::session_record read_session(row& from);

inline constexpr const char* intent_columns =
    "key, session, trace, operator_id, msisdn, dialled, menu, menu_version, state, operation, "
    "arguments, attempts, created, next_try";
void bind(run& to, const ussd::intent& what);
ussd::intent read_intent(row& from);

inline constexpr const char* menu_columns = "menu, version, files, since";
/// Its files as a JSON object.
std::string files_text(const menu_version& what);
menu_version read_menu(row& from);

inline constexpr const char* message_columns =
    "id, uid_high, uid_low, operator_id, sender, recipient, text, idempotency_key, fingerprint, "
    "created, expires";
void bind(run& to, const sms::message& what);
sms::message read_message(row& from);

/// As `part` has them, but for the operator, which only the store needs (to match receipts).
inline constexpr const char* part_columns =
    "message, number, total, state, attempts, possibly_doubled, smsc_id, error, next_try, updated";
void bind(run& to, const sms::part& what);
sms::part read_part(row& from);

} // namespace yeelen::storage

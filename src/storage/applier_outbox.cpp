// Messages, their parts, and receipts that come before, after or without them.
#include "storage/applier.hpp"
#include "storage/rows.hpp"

namespace yeelen::storage {

void applier::apply_one(const put_message& what, tally& changes, written& result) {
    {
        run put(put_message_);
        bind(put, what.message);
        if (put.write() == 0) {
            if (!result.duplicate) {
                result.duplicate = find_key(what.message.idempotency_key);
            }
            return;
        }
    }
    for (const sms::part& part : what.parts) {
        run put(insert_part_);
        bind(put, part);
        put.text(what.message.operator_id).write();
        ++changes.rows;
    }
}

message_exists applier::find_key(const std::string& key) {
    run find(find_key_);
    message_exists out{};
    if (find.text(key).next()) {
        row found(find);
        out.uid.words[0] = found.word();
        out.uid.words[1] = found.word();
        out.fingerprint = found.word();
    }
    return out;
}

void applier::apply_one(const put_part& what, std::int64_t parked, tally& changes) {
    const bool may_have_receipt =
        parked > 0 && what.part.state == sms::part_state::submitted && !what.part.smsc_id.empty();
    sms::part stored;
    const bool known = may_have_receipt && take_parked(what, stored);
    changes.parked -= known ? 1 : 0;
    run put(update_part_);
    bind(put, known ? stored : what.part);
    put.text(what.operator_id).write();
}

bool applier::take_parked(const put_part& what, sms::part& stored) {
    std::int64_t id = 0;
    {
        run find(find_parked_);
        if (!find.text(what.operator_id).text(what.part.smsc_id).next()) {
            return false;
        }
        row found(find);
        stored = what.part;
        id = found.number();
        stored.state = found.number_up_to<sms::part_state>(
            static_cast<std::uint64_t>(sms::part_state::expired));
        stored.error = found.text();
        stored.updated = found.time();
        if (found.bad()) {
            stored = what.part;
        }
    }
    run(drop_parked_).number(id).write();
    return true;
}

void applier::apply_one(const put_receipt& what, std::int64_t parked, tally& changes) {
    // "Accepted" or "en route" says nothing that the part does not know; and no id matches nothing.
    if (!sms::is_final(what.state) || what.smsc_id.empty()) {
        return;
    }
    std::int64_t message = 0;
    std::int64_t number = 0;
    {
        run find(find_part_);
        if (find.text(what.operator_id).text(what.smsc_id).next()) {
            row found(find);
            message = found.number();
            number = found.number();
            const auto state = found.number();
            if (state > static_cast<std::int64_t>(sms::part_state::submitted)) {
                return; // the first final state stands
            }
        }
    }
    if (number != 0) {
        run put(receipt_part_);
        put.number(static_cast<std::int64_t>(what.state)).text(what.error).time(what.at);
        put.number(message).number(number).write();
        return;
    }
    if (parked >= parked_bound) {
        changes.parked -= run(drop_oldest_).write();
    }
    run park(park_);
    park.text(what.operator_id).text(what.smsc_id).number(static_cast<std::int64_t>(what.state));
    changes.parked += park.text(what.error).time(what.at).write();
}

std::int64_t applier::drop_parked_before(core::utc_time limit) {
    return run(drop_before_).time(limit).write();
}

std::int64_t applier::count_parked() {
    run count(count_parked_);
    return count.next() ? row(count).number() : 0;
}

} // namespace yeelen::storage

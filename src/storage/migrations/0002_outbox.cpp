#include "storage/migrations/migrations.hpp"

namespace yeelen::storage {

// `message_uid` holds the first half of the id only: 64 random bits tell messages apart well enough
// to find the row. `part_open` is what a restart reads: it is as small as the queue, however many
// messages are kept. A receipt is parked by its order of arrival, so that the oldest is the one
// that gives way.
const char* const sql_0002_outbox = R"sql(
CREATE TABLE message (
    id              INTEGER PRIMARY KEY,
    uid_high        INTEGER NOT NULL,
    uid_low         INTEGER NOT NULL,
    operator_id     TEXT    NOT NULL,
    sender          TEXT    NOT NULL,
    recipient       TEXT    NOT NULL,
    text            TEXT    NOT NULL,
    idempotency_key TEXT    NOT NULL,
    fingerprint     INTEGER NOT NULL,
    created         INTEGER NOT NULL,
    expires         INTEGER NOT NULL
) STRICT;
CREATE INDEX message_uid ON message (uid_high);
CREATE UNIQUE INDEX message_key ON message (idempotency_key) WHERE idempotency_key <> '';

CREATE TABLE part (
    message          INTEGER NOT NULL,
    number           INTEGER NOT NULL,
    total            INTEGER NOT NULL,
    state            INTEGER NOT NULL,
    attempts         INTEGER NOT NULL,
    possibly_doubled INTEGER NOT NULL,
    operator_id      TEXT    NOT NULL,
    smsc_id          TEXT    NOT NULL,
    error            TEXT    NOT NULL,
    next_try         INTEGER NOT NULL,
    updated          INTEGER NOT NULL,
    PRIMARY KEY (message, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_smsc ON part (operator_id, smsc_id) WHERE smsc_id <> '';
CREATE INDEX part_open ON part (message, number) WHERE state < 2;

CREATE TABLE parked_receipt (
    id          INTEGER PRIMARY KEY,
    operator_id TEXT    NOT NULL,
    smsc_id     TEXT    NOT NULL,
    state       INTEGER NOT NULL,
    error       TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    UNIQUE (operator_id, smsc_id)
) STRICT;
)sql";

} // namespace yeelen::storage

#include "storage/migrations/migrations.hpp"

namespace yeelen::storage {

// Times are milliseconds since 1970 UTC. `trace` is 16 octets, high word first.
// `session` has no second index: it is found by id alone, and read whole at a start.
// `mark` remembers the highest id that was ever used where its row is gone: ids are never used
// again.
const char* const sql_0001_sessions = R"sql(
CREATE TABLE session (
    id           INTEGER PRIMARY KEY,
    trace        BLOB    NOT NULL,
    operator_id  TEXT    NOT NULL,
    msisdn       TEXT    NOT NULL,
    dialogue     BLOB    NOT NULL,
    dialled      TEXT    NOT NULL,
    menu         TEXT    NOT NULL,
    menu_version TEXT    NOT NULL,
    state        BLOB    NOT NULL,
    echo         BLOB    NOT NULL,
    phase        INTEGER NOT NULL,
    calls        INTEGER NOT NULL,
    input        INTEGER NOT NULL,
    begun        INTEGER NOT NULL,
    updated      INTEGER NOT NULL
) STRICT;

CREATE TABLE profile (
    msisdn TEXT    PRIMARY KEY,
    json   TEXT    NOT NULL,
    at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE intent (
    key          TEXT    PRIMARY KEY,
    session      INTEGER NOT NULL,
    trace        BLOB    NOT NULL,
    operator_id  TEXT    NOT NULL,
    msisdn       TEXT    NOT NULL,
    dialled      TEXT    NOT NULL,
    menu         TEXT    NOT NULL,
    menu_version TEXT    NOT NULL,
    state        BLOB    NOT NULL,
    operation    TEXT    NOT NULL,
    arguments    TEXT    NOT NULL,
    attempts     INTEGER NOT NULL,
    created      INTEGER NOT NULL,
    next_try     INTEGER NOT NULL
) STRICT;

CREATE TABLE mark (
    name  TEXT    PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

} // namespace yeelen::storage

#include "storage/migrations/migrations.hpp"

namespace yeelen::storage {

// Rows that could not be understood at a start, as JSON (octets in hex), for a person to look at.
const char* const sql_0003_quarantine = R"sql(
CREATE TABLE quarantine (
    id     INTEGER PRIMARY KEY,
    source TEXT    NOT NULL,
    row    TEXT    NOT NULL,
    at     INTEGER NOT NULL
) STRICT;
)sql";

} // namespace yeelen::storage

#include "storage/migrations/migrations.hpp"

namespace yeelen::storage {

// The versions of menus that sessions and intents began with: `files` is a JSON object, name to
// text. A row is never changed: another text is another version.
const char* const sql_0004_menu_versions = R"sql(
CREATE TABLE menu_version (
    menu    TEXT    NOT NULL,
    version TEXT    NOT NULL,
    files   TEXT    NOT NULL,
    since   INTEGER NOT NULL,
    PRIMARY KEY (menu, version)
) STRICT, WITHOUT ROWID;
)sql";

} // namespace yeelen::storage

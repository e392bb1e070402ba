#pragma once
// What a start must know again, read once on the owner's thread before the first submit.
#include "storage/store.hpp"

namespace yeelen::storage {

/// Rows that cannot be understood are moved to `quarantine` and counted. Throws SQLite::Exception
/// where the file as a whole cannot be read.
recovered recover_from(const store_config& config);

} // namespace yeelen::storage

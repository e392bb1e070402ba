#pragma once
// What SQLite says, as the store says it: one table.
#include "storage/store.hpp"

namespace yeelen::storage {

struct fault {
    store_error error;
    /// The unit's own fault (a constraint, a value that does not fit): the others of its commit are
    /// not touched by it.
    bool of_the_unit;
};

/// From a primary or extended SQLite result code. What is not in the table is `io`.
fault fault_of(int sqlite_code) noexcept;

} // namespace yeelen::storage

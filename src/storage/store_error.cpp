#include "storage/store_error.hpp"

#include <sqlite3.h>

namespace yeelen::storage {

std::string_view name_of(store_error e) noexcept {
    switch (e) {
    case store_error::full: return "full";
    case store_error::busy: return "busy";
    case store_error::corrupt: return "corrupt";
    case store_error::io: return "io";
    case store_error::closed: return "closed";
    }
    return "unknown";
}

fault fault_of(int sqlite_code) noexcept {
    switch (sqlite_code & 0xff) {
    case SQLITE_FULL: return {store_error::full, false};
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {store_error::busy, false};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return {store_error::corrupt, false};
    // Trying the same write again cannot help: what it says does not fit what is stored.
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
    case SQLITE_TOOBIG: return {store_error::corrupt, true};
    default: return {store_error::io, false};
    }
}

} // namespace yeelen::storage

#pragma once
// Inside book*.cpp only: the connection and its prepared statements.
#include "sim/utility/book.hpp"
#include <SQLiteCpp/SQLiteCpp.h>
#include <map>

namespace yeelen::sim {

struct book::impl {
    /// Makes the schema where it is missing.
    explicit impl(const std::string& file);

    /// False: there were contracts already.
    bool seed(const std::vector<customer>& list);

    template<class... Values>
    void run(SQLite::Statement& s, const Values&... values) {
        s.reset();
        int at = 0;
        (s.bind(++at, values), ...);
        s.exec();
    }

    /// Prepared once. `sql` is a literal: it is the key.
    SQLite::Statement& statement(const char* sql);

    SQLite::Database db;
    std::map<std::string_view, std::unique_ptr<SQLite::Statement>> statements; ///< keys: literals
};

} // namespace yeelen::sim

#pragma once
// A cached prepared statement on SQLite's C API: SQLiteCpp's copies a shared pointer for each
// column it reads. Failures are SQLite::Exception, caught where a commit or a read as a whole is
// tried.
#include "core/ids.hpp"
#include "core/time.hpp"
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace yeelen::storage {

/// Belongs to its connection's thread, and must go before its connection.
class statement {
public:
    statement(sqlite3* database, const char* sql);
    sqlite3_stmt* get() const noexcept { return handle_.get(); }

private:
    struct finalize {
        void operator()(sqlite3_stmt* handle) const noexcept;
    };
    std::unique_ptr<sqlite3_stmt, finalize> handle_;
};

/// One run of a statement: bind in order, then run() or next() and read in order.
/// Binding does not copy: the values must outlive the run.
class run {
public:
    explicit run(statement& what) noexcept
        : handle_(what.get()) {}
    /// Resets the statement: an unfinished read would pin the WAL.
    ~run();
    run(const run&) = delete;
    run& operator=(const run&) = delete;

    run& number(std::int64_t value);
    /// All 64 bits; stored as SQLite's signed integer.
    run& word(std::uint64_t value) { return number(static_cast<std::int64_t>(value)); }
    run& text(std::string_view value);
    run& octets(std::string_view value);
    run& time(core::utc_time value) { return number(value.time_since_epoch().count()); }
    run& trace(const core::correlation_id& value);

    /// For writes: the number of rows changed.
    int write();
    /// For reads: true while there is a row.
    bool next();

private:
    sqlite3_stmt* handle_;
    int at_ = 0;
    std::string trace_; ///< keeps the 16 octets until the run ends
    friend class row;
};

/// Reads one row's columns in order. A value that cannot be right makes the row `bad`; reading goes
/// on.
class row {
public:
    explicit row(const run& of) noexcept
        : handle_(of.handle_) {}

    std::int64_t number() noexcept;
    std::uint64_t word() noexcept { return static_cast<std::uint64_t>(number()); }
    template<class Int>
    Int number_up_to(std::uint64_t most) noexcept {
        const std::int64_t value = number();
        const bool fits = value >= 0 && static_cast<std::uint64_t>(value) <= most;
        bad_ = bad_ || !fits;
        return fits ? static_cast<Int>(value) : Int{};
    }
    std::string text();
    core::utc_time time() noexcept { return core::utc_time{std::chrono::milliseconds{number()}}; }
    core::correlation_id trace() noexcept;
    bool bad() const noexcept { return bad_; }
    /// What was read cannot be right.
    void spoil() noexcept { bad_ = true; }
    /// The whole row as JSON, octets in hex: what is not understood must still be shown to a
    /// person.
    std::string json() const;

private:
    sqlite3_stmt* handle_;
    int at_ = 0;
    bool bad_ = false;
};

} // namespace yeelen::storage

#include "storage/statement.hpp"

#include <SQLiteCpp/Exception.h>
#include <boost/json.hpp>
#include <fmt/format.h>
#include <sqlite3.h>

namespace yeelen::storage {

namespace {

void check(sqlite3_stmt* handle, int code) {
    if (code != SQLITE_OK) {
        throw SQLite::Exception(sqlite3_db_handle(handle), code);
    }
}

void append_word(std::string& to, std::uint64_t word) {
    for (int shift = 56; shift >= 0; shift -= 8) {
        to.push_back(static_cast<char>(word >> shift & 0xff));
    }
}

std::uint64_t word_at(const unsigned char* octets) noexcept {
    std::uint64_t word = 0;
    for (int i = 0; i < 8; ++i) {
        word = word << 8 | octets[i];
    }
    return word;
}

std::string hex(const void* octets, std::size_t size) {
    std::string out;
    for (std::size_t i = 0; i < size; ++i) {
        fmt::format_to(std::back_inserter(out), "{:02x}",
                       static_cast<const unsigned char*>(octets)[i]);
    }
    return out;
}

} // namespace

void statement::finalize::operator()(sqlite3_stmt* handle) const noexcept {
    sqlite3_finalize(handle);
}

statement::statement(sqlite3* database, const char* sql) {
    sqlite3_stmt* handle = nullptr;
    const int code =
        sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    if (code != SQLITE_OK) {
        throw SQLite::Exception(database, code);
    }
    handle_.reset(handle);
}

run::~run() {
    sqlite3_reset(handle_);
}

run& run::number(std::int64_t value) {
    check(handle_, sqlite3_bind_int64(handle_, ++at_, value));
    return *this;
}

run& run::text(std::string_view value) {
    // A null pointer would bind NULL, and an empty view may have one.
    check(handle_, sqlite3_bind_text64(handle_, ++at_, value.empty() ? "" : value.data(),
                                       value.size(), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

run& run::octets(std::string_view value) {
    check(handle_, sqlite3_bind_blob64(handle_, ++at_, value.empty() ? "" : value.data(),
                                       value.size(), SQLITE_STATIC));
    return *this;
}

run& run::trace(const core::correlation_id& value) {
    trace_.clear();
    append_word(trace_, value.words[0]);
    append_word(trace_, value.words[1]);
    return octets(trace_);
}

int run::write() {
    const int code = sqlite3_step(handle_);
    if (code != SQLITE_DONE) {
        throw SQLite::Exception(sqlite3_db_handle(handle_), code);
    }
    return sqlite3_changes(sqlite3_db_handle(handle_));
}

bool run::next() {
    const int code = sqlite3_step(handle_);
    if (code != SQLITE_DONE && code != SQLITE_ROW) {
        throw SQLite::Exception(sqlite3_db_handle(handle_), code);
    }
    return code == SQLITE_ROW;
}

std::int64_t row::number() noexcept {
    bad_ = bad_ || sqlite3_column_type(handle_, at_) != SQLITE_INTEGER;
    return sqlite3_column_int64(handle_, at_++);
}

std::string row::text() {
    const void* data = sqlite3_column_blob(handle_, at_);
    const int size = sqlite3_column_bytes(handle_, at_++);
    return data == nullptr
               ? std::string{}
               : std::string{static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

core::correlation_id row::trace() noexcept {
    const auto* data = static_cast<const unsigned char*>(sqlite3_column_blob(handle_, at_));
    const int size = sqlite3_column_bytes(handle_, at_++);
    if (size != 16) {
        bad_ = true;
        return {};
    }
    return {{word_at(data), word_at(data + 8)}};
}

std::string row::json() const {
    boost::json::object out;
    for (int i = 0; i < sqlite3_column_count(handle_); ++i) {
        const char* name = sqlite3_column_name(handle_, i);
        const int type = sqlite3_column_type(handle_, i);
        if (type == SQLITE_INTEGER) {
            out[name] = sqlite3_column_int64(handle_, i);
        } else if (type == SQLITE_NULL) {
            out[name] = nullptr;
        } else {
            const void* data = sqlite3_column_blob(handle_, i);
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_, i));
            out[name] = type == SQLITE_BLOB ? hex(data, size)
                                            : std::string{static_cast<const char*>(data), size};
        }
    }
    return boost::json::serialize(out);
}

} // namespace yeelen::storage

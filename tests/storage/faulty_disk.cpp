#include "faulty_disk.hpp"

#include <array>
#include <mutex>

namespace yeelen::storage::test {

namespace {

sqlite3_vfs* real = nullptr;
sqlite3_vfs layer;
// SQLite's unix files differ in how they lock (the WAL's does not), and write and sync alike: one
// copy a kind.
struct kind {
    const sqlite3_io_methods* real = nullptr;
    sqlite3_io_methods layered{};
};
std::array<kind, 4> kinds;

int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
    const int answer = faulty_disk::on_write;
    return answer == SQLITE_OK ? kinds[0].real->xWrite(file, data, size, at) : answer;
}

int sync(sqlite3_file* file, int flags) {
    ++faulty_disk::syncs;
    const int answer = faulty_disk::on_sync;
    return answer == SQLITE_OK ? kinds[0].real->xSync(file, flags) : answer;
}

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    static std::mutex mutex;
    const int code = real->xOpen(real, name, file, flags, out);
    if (code == SQLITE_OK && file->pMethods != nullptr) {
        const std::lock_guard lock(mutex);
        for (kind& one : kinds) {
            if (one.real == nullptr) {
                one.real = file->pMethods;
                one.layered = *one.real;
                one.layered.xWrite = write;
                one.layered.xSync = sync;
            }
            if (one.real == file->pMethods) {
                file->pMethods = &one.layered;
                break;
            }
        }
    }
    return code;
}

} // namespace

void faulty_disk::install() {
    static const int once = [] {
        real = sqlite3_vfs_find(nullptr);
        layer = *real;
        layer.zName = "faulty";
        layer.xOpen = open;
        layer.pNext = nullptr;
        return sqlite3_vfs_register(&layer, 1);
    }();
    static_cast<void>(once);
    mend();
}

} // namespace yeelen::storage::test

#include "storage/disk_space.hpp"

#include <sys/statvfs.h>
#include <utility>

namespace yeelen::storage {

disk_space::disk_space(std::string path, std::uint64_t min_free_bytes)
    : path_(std::move(path))
    , least_(min_free_bytes) {}

bool disk_space::enough(core::steady_time now) noexcept {
    if (now >= next_) {
        struct statvfs disk{};
        // What an unprivileged process may use: the file system keeps the rest for root.
        enough_ = statvfs(path_.c_str(), &disk) != 0 ||
                  std::uint64_t{disk.f_bavail} * disk.f_frsize >= least_;
        next_ = now + std::chrono::seconds(1);
    }
    return enough_;
}

} // namespace yeelen::storage

#include "storage/file_lock.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace yeelen::storage {

std::expected<file_lock, std::string> file_lock::take(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) {
        return std::unexpected("cannot make the lock file: " + std::string(std::strerror(errno)));
    }
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        const bool taken = errno == EWOULDBLOCK;
        ::close(fd);
        return std::unexpected(taken ? "another process has this database open"
                                     : "cannot lock the lock file");
    }
    return file_lock(fd);
}

file_lock::file_lock(file_lock&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)) {}

file_lock::~file_lock() {
    if (fd_ >= 0) {
        ::close(fd_);
    }
}

} // namespace yeelen::storage

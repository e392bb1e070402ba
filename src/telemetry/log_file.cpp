#include "telemetry/log_file.hpp"

#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <unistd.h>

namespace yeelen::telemetry {

namespace {
constexpr std::size_t gather_at_most = 64U << 10U; // octets
}

log_file::log_file(const std::string& path) {
    if (path.empty()) {
        return;
    }
    const int fd = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
    opened_ = fd >= 0;
    fd_ = opened_ ? fd : STDERR_FILENO;
}

log_file::~log_file() {
    flush();
    if (fd_ != STDERR_FILENO) {
        ::close(fd_);
    }
}

void log_file::log(const spdlog::details::log_msg& msg) {
    gathered_.append(msg.payload.data(), msg.payload.size());
    gathered_.push_back('\n');
    ++gathered_lines_;
    if (gathered_.size() >= gather_at_most || !waiting_ || waiting_() == 0) {
        flush();
    }
}

void log_file::flush() {
    std::string_view left = gathered_;
    while (!left.empty()) {
        const auto taken = ::write(fd_, left.data(), left.size());
        if (taken > 0) {
            left.remove_prefix(static_cast<std::size_t>(taken));
        } else if (errno != EINTR) {
            // No second try: a disk that is full stays so, and what waits behind must not grow.
            lost_.fetch_add(gathered_lines_, std::memory_order_relaxed);
            break;
        }
    }
    gathered_.clear();
    gathered_lines_ = 0;
}

} // namespace yeelen::telemetry

#include "app/phone/line_reader.hpp"
#include <array>
#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace yeelen::app {

bool line_reader::take(std::string& line) {
    const auto end = buffer_.find('\n');
    if (end == std::string::npos && (!end_ || buffer_.empty())) {
        return false;
    }
    line = buffer_.substr(0, end);
    buffer_.erase(0, end == std::string::npos ? end : end + 1);
    if (line.ends_with('\r')) {
        line.pop_back();
    }
    return true;
}

line_reader::result line_reader::read(std::string& line, std::chrono::milliseconds wait) {
    if (take(line)) {
        return result::line;
    }
    if (end_) {
        return result::end;
    }
    pollfd p{.fd = descriptor_, .events = POLLIN, .revents = 0};
    if (::poll(&p, 1, static_cast<int>(wait.count())) <= 0) {
        return result::nothing_yet;
    }
    std::array<char, 4096> octets{};
    const auto n = ::read(descriptor_, octets.data(), octets.size());
    if (n > 0) {
        buffer_.append(octets.data(), static_cast<std::size_t>(n));
    } else if (n == 0 || errno != EINTR) {
        end_ = true;
    }
    if (take(line)) {
        return result::line;
    }
    return end_ ? result::end : result::nothing_yet;
}

} // namespace yeelen::app

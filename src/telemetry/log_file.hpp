#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <spdlog/sinks/sink.h>
#include <string>

namespace yeelen::telemetry {

/// Where lines end: a file descriptor. Gathers lines while more are waiting, writes when none are
/// or 64 KiB are full, so that a burst costs few system calls and a lone line is on disk at once.
/// Used by the logging thread alone.
class log_file final : public spdlog::sinks::sink {
public:
    /// Appends to `path` (made with mode 0640); an empty path, or one that cannot be opened, is
    /// standard error.
    explicit log_file(const std::string& path);
    ~log_file() override;
    log_file(const log_file&) = delete;
    log_file& operator=(const log_file&) = delete;

    /// False when standard error had to stand in for the file.
    bool opened() const noexcept { return opened_; }
    /// How many lines still wait behind the one being written.
    void ask_waiting(std::function<std::size_t()> waiting) { waiting_ = std::move(waiting); }
    /// Lines that could not be written (disk full, broken pipe). Any thread.
    std::uint64_t lost() const noexcept { return lost_.load(std::memory_order_relaxed); }

    void log(const spdlog::details::log_msg& msg) override;
    void flush() override;
    /// The message is the whole line already: patterns do not apply.
    void set_pattern(const std::string&) override {}
    void set_formatter(std::unique_ptr<spdlog::formatter>) override {}

private:
    int fd_ = 2;
    bool opened_ = true;
    std::string gathered_;
    std::uint64_t gathered_lines_ = 0;
    std::function<std::size_t()> waiting_;
    std::atomic<std::uint64_t> lost_{0};
};

} // namespace yeelen::telemetry

#include "telemetry/log.hpp"

#include "core/time.hpp"
#include "telemetry/json_line.hpp"
#include "telemetry/log_file.hpp"
#include <atomic>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <string>

namespace yeelen::telemetry {

namespace {

constexpr std::uint8_t off = 255;

/// From start_logging to stop_logging.
struct running {
    explicit running(const log_config& config)
        : json(config.json)
        , file(std::make_shared<log_file>(config.file))
        , pool(std::make_shared<spdlog::details::thread_pool>(config.queue, 1))
        , logger(std::make_shared<spdlog::async_logger>(
              "yeelen", file, pool, spdlog::async_overflow_policy::overrun_oldest)) {
        logger->set_level(spdlog::level::trace);
        file->ask_waiting([queue = pool.get()] { return queue->queue_size(); });
    }

    /// The queue is written out and its thread joined first, while the logger is still held here:
    /// so that it ends on this thread, not on the one that let the last line go. The file outlives
    /// both.
    ~running() {
        pool.reset();
        logger.reset();
        file->flush();
    }
    running(const running&) = delete;
    running& operator=(const running&) = delete;

    std::uint64_t dropped() const { return pool->overrun_counter() + file->lost(); }

    bool json;
    std::shared_ptr<log_file> file;
    std::shared_ptr<spdlog::details::thread_pool> pool;
    std::shared_ptr<spdlog::async_logger> logger;
};

/// Shared by all threads that log; taken alone only to start and to stop.
std::shared_mutex guard;
std::unique_ptr<running> current;
std::atomic<std::uint8_t> least{off};
std::atomic<std::uint64_t> dropped_before{
    0}; ///< of a logger that has ended, and lines that could not be formatted

spdlog::level::level_enum to_spdlog(level l) {
    switch (l) {
    case level::debug: return spdlog::level::debug;
    case level::info: return spdlog::level::info;
    case level::warn: return spdlog::level::warn;
    case level::error: return spdlog::level::err;
    }
    return spdlog::level::err;
}

void write(const line& l) {
    fmt::memory_buffer text;
    const std::shared_lock lock{guard};
    if (!current) {
        return;
    }
    current->json ? append_json(text, l) : append_plain(text, l);
    current->logger->log(to_spdlog(l.level), spdlog::string_view_t{text.data(), text.size()});
}

void log_line(level l, std::string_view event, const core::correlation_id* trace,
              std::initializer_list<field> fields) {
    if (!enabled(l)) {
        return;
    }
    try {
        write({core::now().utc, l, event, trace, {fields.begin(), fields.size()}});
    } catch (...) { // no memory for the line: it is lost, its writer goes on
        dropped_before.fetch_add(1, std::memory_order_relaxed);
    }
}

} // namespace

void start_logging(const log_config& config) {
    stop_logging();
    auto started = std::make_unique<running>(config);
    const bool opened = started->file->opened();
    {
        const std::unique_lock lock{guard};
        dropped_before = 0;
        current = std::move(started);
        least = static_cast<std::uint8_t>(config.least);
    }
    if (!opened) {
        log(level::error, "log.file_not_opened", {{"file", std::string_view{config.file}}});
    }
}

void stop_logging() {
    std::unique_ptr<running> ending;
    {
        const std::unique_lock lock{guard};
        least = off;
        ending = std::move(current);
    }
    if (ending) {
        // Joined outside the lock: those who log meanwhile are not kept waiting for the disk.
        const auto file = ending->file;
        const auto overrun = ending->pool->overrun_counter();
        ending.reset();
        dropped_before += overrun + file->lost();
    }
}

bool enabled(level l) noexcept {
    return static_cast<std::uint8_t>(l) >= least.load(std::memory_order_relaxed);
}

void log(level l, std::string_view event, const core::correlation_id& trace,
         std::initializer_list<field> fields) {
    log_line(l, event, &trace, fields);
}

void log(level l, std::string_view event, std::initializer_list<field> fields) {
    log_line(l, event, nullptr, fields);
}

std::uint64_t dropped_lines() noexcept {
    const std::shared_lock lock{guard};
    return dropped_before.load(std::memory_order_relaxed) + (current ? current->dropped() : 0);
}

} // namespace yeelen::telemetry

#include "telemetry/log.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace yeelen;
namespace fs = std::filesystem;

namespace {

struct temporary_folder {
    temporary_folder() {
        std::string pattern = (fs::temp_directory_path() / "yeelen-log-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path = pattern;
    }
    ~temporary_folder() { fs::remove_all(path); }
    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;
    fs::path path;
};

std::vector<std::string> lines_of(const fs::path& file) {
    std::ifstream stream{file};
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

telemetry::log_config to_file(const fs::path& file) {
    telemetry::log_config config;
    config.file = file.string();
    return config;
}

/// Reads a pipe on a thread of its own and counts lines; the pipe ends when its last writer closes.
class pipe_reader {
public:
    explicit pipe_reader(int fd)
        : thread_([this, fd] { read_all(fd); }) {}
    std::uint64_t join() {
        thread_.join();
        return lines_;
    }

private:
    void read_all(int fd) {
        char buffer[4096];
        for (ssize_t n = 0; (n = ::read(fd, buffer, sizeof buffer)) > 0;) {
            lines_ += static_cast<std::uint64_t>(std::count(buffer, buffer + n, '\n'));
        }
    }
    std::uint64_t lines_ = 0;
    std::thread thread_;
};

} // namespace

TEST_CASE("logging before the start and after the stop does nothing") {
    CHECK_FALSE(telemetry::enabled(telemetry::level::error));
    telemetry::log(telemetry::level::error, "early", {{"a", true}});
    telemetry::stop_logging();
    const temporary_folder folder;
    telemetry::start_logging(to_file(folder.path / "log"));
    telemetry::log(telemetry::level::info, "between", {});
    telemetry::stop_logging();
    telemetry::stop_logging();
    telemetry::log(telemetry::level::error, "late", {{"a", true}});
    const auto lines = lines_of(folder.path / "log");
    REQUIRE(lines.size() == 1);
    CHECK(boost::json::parse(lines[0]).at("event") == "between");
}

TEST_CASE("lines under the least level are not written") {
    const temporary_folder folder;
    auto config = to_file(folder.path / "log");
    config.least = telemetry::level::warn;
    telemetry::start_logging(config);
    CHECK_FALSE(telemetry::enabled(telemetry::level::info));
    CHECK(telemetry::enabled(telemetry::level::warn));
    telemetry::log(telemetry::level::debug, "no", {});
    telemetry::log(telemetry::level::info, "no", {});
    telemetry::log(telemetry::level::warn, "yes", {});
    telemetry::log(telemetry::level::error, "yes", {});
    telemetry::stop_logging();
    CHECK(lines_of(folder.path / "log").size() == 2);
}

TEST_CASE("lines of several threads come out whole, in the order of each thread, none lost") {
    const temporary_folder folder;
    telemetry::start_logging(to_file(folder.path / "log"));
    std::vector<std::thread> threads;
    for (std::int64_t t = 0; t < 4; ++t) {
        threads.emplace_back([t] {
            for (std::int64_t i = 0; i < 1000; ++i) {
                telemetry::log(telemetry::level::info, "tick", core::correlation_id{{1, 2}},
                               {{"thread", t}, {"i", i}, {"text", std::string_view{"a\nb\xff"}}});
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    telemetry::stop_logging();
    CHECK(telemetry::dropped_lines() == 0);
    std::int64_t next[4] = {};
    const auto lines = lines_of(folder.path / "log");
    REQUIRE(lines.size() == 4000);
    for (const auto& line : lines) {
        const auto read = boost::json::parse(line);
        const auto t = static_cast<std::size_t>(read.at("thread").as_int64());
        REQUIRE(read.at("i").as_int64() == next[t]++);
    }
}

TEST_CASE("a reader that stands still blocks nobody: the oldest lines are dropped and counted") {
    const temporary_folder folder;
    const auto pipe = folder.path / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const int reading = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    REQUIRE(reading >= 0);
    auto config = to_file(pipe);
    config.queue = 64;
    telemetry::start_logging(config);
    constexpr std::uint64_t logged = 20'000; // far more than a pipe and the queue hold
    for (std::uint64_t i = 0; i < logged; ++i) {
        telemetry::log(telemetry::level::info, "flood", {{"i", i}});
    }
    const auto dropped_while_stuck = telemetry::dropped_lines();
    CHECK(dropped_while_stuck > 0);
    ::fcntl(reading, F_SETFL, 0);
    pipe_reader reader{reading};
    telemetry::stop_logging();
    const auto written = reader.join();
    ::close(reading);
    CHECK(written > 0);
    CHECK(written + telemetry::dropped_lines() == logged);
}

TEST_CASE("a disk that is full costs lines, counted, and nothing else") {
    if (!fs::exists("/dev/full")) {
        return;
    }
    telemetry::start_logging(to_file("/dev/full"));
    for (int i = 0; i < 10; ++i) {
        telemetry::log(telemetry::level::info, "lost", {});
    }
    telemetry::stop_logging();
    CHECK(telemetry::dropped_lines() == 10);
}

TEST_CASE("a second start goes on in the new file and counts anew") {
    const temporary_folder folder;
    telemetry::start_logging(to_file(folder.path / "one"));
    telemetry::log(telemetry::level::info, "one", {});
    telemetry::start_logging(to_file(folder.path / "two"));
    telemetry::log(telemetry::level::info, "two", {});
    telemetry::stop_logging();
    CHECK(lines_of(folder.path / "one").size() == 1);
    CHECK(lines_of(folder.path / "two").size() == 1);
    CHECK(telemetry::dropped_lines() == 0);
}

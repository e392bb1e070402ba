#pragma once
// A program started by a test. It never outlives the test: the destructor kills it, and the kernel
// does so when the test itself is killed.
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

extern char** environ;

namespace yeelen::test {

/// Looks every few milliseconds until `done()`; whether it came true in time.
template<typename Condition>
bool eventually(Condition done, std::chrono::milliseconds limit = std::chrono::seconds{20}) {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!done()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    return true;
}

/// The whole of a file; empty when it cannot be read.
inline std::string text_of(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

class process {
public:
    struct plan {
        std::vector<std::string> command;                             ///< [0] is the program's path
        std::vector<std::pair<std::string, std::string>> environment; ///< beside this process's own
        std::filesystem::path out; ///< standard output goes here, from the beginning
        std::filesystem::path err;
    };

    explicit process(plan p)
        : plan_(std::move(p)) {
        // All memory is got before the fork: between it and exec only async-signal-safe calls are
        // allowed.
        std::vector<std::string> variables;
        for (char** one = environ; *one; ++one) {
            variables.emplace_back(*one);
        }
        for (const auto& [name, value] : plan_.environment) {
            std::erase_if(variables,
                          [&](const std::string& v) { return v.starts_with(name + '='); });
            variables.push_back(name + '=' + value);
        }
        auto arguments = pointers(plan_.command);
        auto environment = pointers(variables);
        const int out = open_file(plan_.out);
        const int err = open_file(plan_.err);
        const pid_t parent = getpid();
        pid_ = fork();
        if (pid_ == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (getppid() != parent) {
                _exit(127);
            }
            dup2(out, STDOUT_FILENO);
            dup2(err, STDERR_FILENO);
            execve(arguments[0], arguments.data(), environment.data());
            _exit(127);
        }
        close(out);
        close(err);
        if (pid_ < 0) {
            throw std::system_error{errno, std::generic_category(), "fork"};
        }
    }
    process(process&& other) noexcept
        : plan_(std::move(other.plan_))
        , pid_(std::exchange(other.pid_, -1))
        , status_(std::exchange(other.status_, std::nullopt)) {}
    process& operator=(process&&) = delete;
    ~process() { kill(); }

    pid_t pid() const noexcept { return pid_; }
    std::string out() const { return text_of(plan_.out); }
    std::string err() const { return text_of(plan_.err); }

    void signal(int number) const {
        if (pid_ > 0) {
            ::kill(pid_, number);
        }
    }
    /// kill -9, and gone when it returns.
    void kill() {
        if (pid_ > 0) {
            ::kill(pid_, SIGKILL);
            int status = 0;
            while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
            }
            ended(status);
        }
    }
    bool running() {
        int status = 0;
        if (pid_ > 0 && waitpid(pid_, &status, WNOHANG) == pid_) {
            ended(status);
        }
        return pid_ > 0;
    }
    /// Its exit code, 128 + the signal that ended it, or nothing when it still runs after `limit`.
    std::optional<int> wait(std::chrono::milliseconds limit) {
        eventually([this] { return !running(); }, limit);
        return status_;
    }
    /// SIGTERM, then wait().
    std::optional<int> terminate(std::chrono::milliseconds limit) {
        signal(SIGTERM);
        return wait(limit);
    }
    /// What follows `mark` up to the end of its line, once the program has written that line to
    /// standard output or error; nothing when it ended or the time is over before.
    std::optional<std::string>
    wait_for(const std::string& mark, std::chrono::milliseconds limit = std::chrono::seconds{20}) {
        std::optional<std::string> found;
        eventually(
            [&] {
                const bool alive = running(); // before the look: what it wrote last is then seen
                for (const auto& text : {out(), err()}) {
                    const auto at = text.find(mark);
                    const auto end = at == std::string::npos ? at : text.find('\n', at);
                    if (end != std::string::npos) {
                        found = text.substr(at + mark.size(), end - at - mark.size());
                    }
                }
                return found || !alive;
            },
            limit);
        return found;
    }

private:
    static std::vector<char*> pointers(std::vector<std::string>& texts) {
        std::vector<char*> all;
        for (auto& text : texts) {
            all.push_back(text.data());
        }
        all.push_back(nullptr);
        return all;
    }
    static int open_file(const std::filesystem::path& file) {
        const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (fd < 0) {
            throw std::system_error{errno, std::generic_category(), file.string()};
        }
        return fd;
    }
    void ended(int status) noexcept {
        pid_ = -1;
        status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

    plan plan_;
    pid_t pid_ = -1;
    std::optional<int> status_;
};

} // namespace yeelen::test

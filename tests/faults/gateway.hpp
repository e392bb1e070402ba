#pragma once
// The real gateway, in its own process, with a configuration of its own.
#include "runtime/http_message.hpp"
#include "support/process.hpp"
#include "support/temporary_folder.hpp"
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yeelen::test {

inline constexpr std::string_view api_key = "s3cr3t-api-key-of-the-tests";
inline constexpr std::string_view smpp_password = "pw-7Qx9z";

struct operator_plan {
    std::string id;
    std::uint16_t port;
    std::vector<std::string> prefixes;
};

struct gateway_plan {
    std::vector<operator_plan> operators;
    std::uint16_t utility_port = 1;
    std::filesystem::path database; ///< empty: in the folder
    std::uint16_t api_port = 0;     ///< 0: another one each time
    std::string log_level = "info";
    std::string backends;        ///< other text for the backends' file
    std::string services;        ///< other text for the map of services: "{ \"*123#\": ... }"
    std::string sessions = "{}"; ///< the section of that name
};

/// Its files are written to `where`; started, killed and started again as often as the test likes.
class gateway {
public:
    gateway(const temporary_folder& where, gateway_plan plan);
    /// Complains of anything that a sanitizer said.
    ~gateway();

    /// Running, its doors open.
    void start();
    /// Only begun: it may be killed before it has opened its doors.
    void launch();
    /// All links bound and the store well.
    bool ready();
    void await_ready();
    void kill();
    /// SIGTERM: the exit code, or nothing when it did not end within `limit`.
    std::optional<int> stop(std::chrono::milliseconds limit = std::chrono::seconds{10});
    /// SIGHUP.
    void hang_up() const { process_->signal(SIGHUP); }
    /// POST /v1/reload.
    runtime::http_response reload() const;
    bool running() { return process_ && process_->running(); }

    std::uint16_t api_port() const noexcept { return api_port_; }
    std::uint16_t ops_port() const noexcept { return ops_port_; }
    const std::filesystem::path& database() const noexcept { return plan_.database; }
    std::filesystem::path config() const { return where_ / "gateway.yaml"; }
    /// What this life, or all lives, wrote to the log.
    std::string log() const { return process_ ? process_->err() : std::string{}; }
    std::string all_logs() const;
    /// The sum over all labels of that name, 0 when it is not there.
    double metric(std::string_view name) const;

private:
    std::filesystem::path log_of(int life) const {
        return where_ / ("gateway-" + std::to_string(life) + ".log");
    }

    const temporary_folder& where_;
    gateway_plan plan_;
    std::optional<process> process_;
    int lives_ = 0;
    std::uint16_t api_port_ = 0;
    std::uint16_t ops_port_ = 0;
};

} // namespace yeelen::test

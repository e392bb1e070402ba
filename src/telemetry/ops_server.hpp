#pragma once
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace yeelen::telemetry {

/// What /readyz answers from: each named condition must hold.
struct readiness {
    std::string name; ///< "storage", "operator demo"
    bool ok = false;
    std::string detail; ///< for a person
};

struct ops_config {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
};

/// /healthz, /readyz, /metrics on threads of its own (Poco), so that a shard that hangs is seen
/// from outside. The callbacks are run on those threads: they must be thread-safe and quick.
/// /healthz is 200 while `alive` is true.
class ops_server {
public:
    struct sources {
        std::function<bool()> alive;
        std::function<std::vector<readiness>()> ready;
        std::function<std::string()> metrics; ///< Prometheus text format 0.0.4
    };
    static std::expected<std::unique_ptr<ops_server>, std::string> open(const ops_config& config,
                                                                        sources from);
    ~ops_server();
    std::uint16_t port() const noexcept;

private:
    struct impl;
    explicit ops_server(std::unique_ptr<impl> i);
    std::unique_ptr<impl> impl_;
};

} // namespace yeelen::telemetry

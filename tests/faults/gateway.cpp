#include "faults/gateway.hpp"

#include "faults/http.hpp"
#include <charconv>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace yeelen::test {

gateway::gateway(const temporary_folder& where, gateway_plan plan)
    : where_(where)
    , plan_(std::move(plan)) {
    const std::string source = YEELEN_SOURCE_DIR;
    if (plan_.database.empty()) {
        plan_.database = where / "gateway.db";
    }
    std::string operators;
    for (const auto& o : plan_.operators) {
        operators += fmt::format("  - {}.yaml\n", o.id);
        where.write(o.id + ".yaml", fmt::format("id: {}\n"
                                                "host: 127.0.0.1\n"
                                                "port: {}\n"
                                                "system_id: yeelen\n"
                                                "password: ${{SMPP_PASSWORD}}\n"
                                                "dialect: standard\n"
                                                "window: 500\n"
                                                "sender: \"123\"\n"
                                                "reconnect_max: 250ms\n"
                                                "prefixes: [{}]\n",
                                                o.id, o.port, fmt::join(o.prefixes, ", ")));
    }
    where.write("backends.yaml", plan_.backends.empty()
                                     ? text_of(source + "/config/backends/utility.yaml")
                                     : plan_.backends);
    if (plan_.services.empty()) {
        plan_.services = "{ \"*123#\": " + source + "/menus/electricity }";
    }
    where.write("gateway.yaml",
                fmt::format("storage: {{ database: {} }}\n"
                            "api: {{ port: {}, keys: [ \"${{API_KEY}}\" ] }}\n"
                            "operation: {{ port: 0, log_level: {} }}\n"
                            "services: {}\n"
                            "sessions: {}\n"
                            "operators:\n{}"
                            "backends: [ backends.yaml ]\n"
                            "dialects: {}/config/dialects\n",
                            plan_.database.string(), plan_.api_port, plan_.log_level,
                            plan_.services, plan_.sessions, operators, source));
}

gateway::~gateway() {
    const std::string logs = all_logs();
    CHECK_MESSAGE(logs.find("Sanitizer") == std::string::npos, logs);
    CHECK_MESSAGE(logs.find("runtime error:") == std::string::npos, logs);
}

void gateway::launch() {
    process_.reset();
    ++lives_;
    process_.emplace(process::plan{
        .command = {YEELEN_BIN_DIR "/yeelen", "serve", "--config", config().string()},
        .environment = {{"API_KEY", std::string{api_key}},
                        {"SMPP_PASSWORD", std::string{smpp_password}},
                        {"UTILITY_URL", fmt::format("http://127.0.0.1:{}", plan_.utility_port)}},
        .out = where_ / "gateway.out",
        .err = log_of(lives_)});
}

void gateway::start() {
    launch();
    const auto started = process_->wait_for(R"("event":"gateway.started",)");
    REQUIRE_MESSAGE(started, "the gateway did not start: " << log());
    const auto fields = object_of({.status = 200, .headers = {}, .body = '{' + *started});
    api_port_ = static_cast<std::uint16_t>(fields.at("api_port").to_number<int>());
    ops_port_ = static_cast<std::uint16_t>(fields.at("ops_port").to_number<int>());
}

runtime::http_response gateway::reload() const {
    return http(api_port_, "POST", "/v1/reload", "",
                {{"Authorization", "Bearer " + std::string{api_key}}});
}

bool gateway::ready() {
    return http(ops_port_, "GET", "/readyz").status == 200;
}

void gateway::await_ready() {
    REQUIRE_MESSAGE(eventually([this] { return ready(); }),
                    "the gateway is not ready: " << log().substr(0, 4000));
}

void gateway::kill() {
    if (process_) {
        process_->kill();
    }
}

std::optional<int> gateway::stop(std::chrono::milliseconds limit) {
    return process_->terminate(limit);
}

std::string gateway::all_logs() const {
    std::string all;
    for (int life = 1; life <= lives_; ++life) {
        all += text_of(log_of(life));
    }
    return all;
}

double gateway::metric(std::string_view name) const {
    const std::string text = http(ops_port_, "GET", "/metrics").body;
    double sum = 0;
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
        const std::string_view line = std::string_view{text}.substr(at, text.find('\n', at) - at);
        if (line.starts_with(name) && (line[name.size()] == ' ' || line[name.size()] == '{')) {
            double value = 0;
            const auto number = line.substr(line.rfind(' ') + 1);
            std::from_chars(number.data(), number.data() + number.size(), value);
            sum += value;
        }
        if (text.find('\n', at) == std::string::npos) {
            break;
        }
    }
    return sum;
}

} // namespace yeelen::test

#pragma once
// The simulators, each in its own process.
#include "faults/http.hpp"
#include "support/process.hpp"
#include "support/temporary_folder.hpp"
#include <boost/json.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace yeelen::test {

class utility {
public:
    explicit utility(const temporary_folder& where, std::vector<std::string> options = {});
    std::uint16_t port() const noexcept { return port_; }
    boost::json::object stats() const { return object_of(http(port_, "GET", "/v1/stats")); }
    std::int64_t deferrals() const { return stats().at("deferrals").as_int64(); }
    /// {number, contract, msisdn, ...} each; of all contracts when none is named.
    boost::json::array deferral_list(const std::string& contract = {}) const;
    void fail(const std::string& operation, const std::string& kind, int count = 1) const;

private:
    std::unique_ptr<process> process_;
    std::uint16_t port_ = 0;
};

/// What a phone shows after a key press.
struct screen {
    std::string text;
    std::string note; ///< what the network says, where the gateway did not answer
    bool open = false;
    bool answered = false;
};

class network {
public:
    explicit network(const temporary_folder& where, std::vector<std::string> options = {},
                     const std::string& name = "operator");
    std::uint16_t smpp_port() const noexcept { return smpp_port_; }
    screen dial(const std::string& msisdn, const std::string& code = "*123#") const;
    screen send(const std::string& msisdn, const std::string& text) const;
    void hang_up(const std::string& msisdn) const;
    /// The key press under way: for what happens before its screen comes.
    std::unique_ptr<http_call> begin_send(const std::string& msisdn, const std::string& text) const;
    static screen screen_of(const runtime::http_response& answer);
    /// Texts received, oldest first; waits for the first.
    std::vector<std::string> sms(const std::string& msisdn) const;
    boost::json::object stats() const { return object_of(http(phones_port_, "GET", "/v1/stats")); }

private:
    std::unique_ptr<process> process_;
    std::uint16_t smpp_port_ = 0;
    std::uint16_t phones_port_ = 0;
};

/// `yeelen-sim load ...`: the gateway binds to it.
class load {
public:
    load(const temporary_folder& where, std::vector<std::string> options,
         const std::string& name = "load");
    std::uint16_t smpp_port() const noexcept { return smpp_port_; }
    bool running() { return process_->running(); }
    /// SIGTERM, and the report that it prints.
    boost::json::object finish(std::chrono::milliseconds limit = std::chrono::seconds{60});
    boost::json::object await_end(std::chrono::milliseconds limit);

private:
    std::unique_ptr<process> process_;
    std::uint16_t smpp_port_ = 0;
};

} // namespace yeelen::test

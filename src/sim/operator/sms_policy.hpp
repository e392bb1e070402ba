#pragma once
// What the SMSC does with a message that is handed to it. Pure; chances are drawn from the number
// that is passed in.
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yeelen::sim {

enum class sms_fate : std::uint8_t {
    deliver,
    throttle,      ///< submit_sm_resp ESME_RTHROTTLED
    full,          ///< ESME_RMSGQFUL
    syserr,        ///< ESME_RSYSERR
    refuse,        ///< ESME_RINVDSTADR: for good
    drop,          ///< accepted by nobody and never answered
    undeliverable, ///< taken, receipt UNDELIV
    expire,        ///< taken, receipt EXPIRED
};

/// "ok", or a list such as "throttle:10%,undeliverable:5%": what is left of a hundred is delivered.
class sms_policy {
public:
    static std::expected<sms_policy, std::string> parse(std::string_view text);
    /// `draw`: any random number.
    sms_fate pick(std::uint32_t draw) const noexcept;

private:
    std::vector<std::pair<sms_fate, unsigned>> rules_; ///< percent, up to that mark
};

} // namespace yeelen::sim

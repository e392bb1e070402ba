#pragma once
// A scripted conversation, menus/<service>/tests/*.yaml: what a customer dials and types, what the
// backends answer, and what must then be on the phone.
#include "core/call_outcome.hpp"
#include "core/fault.hpp"
#include "core/time.hpp"
#include <boost/json.hpp>
#include <chrono>
#include <cstddef>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace yeelen::workbench {

/// Where a thing stands in the conversation's file; from 1.
struct spot {
    std::size_t line = 0;
    std::size_t column = 0;
};

/// What a backend answers, by operation: one outcome after another, the last one again and again.
using canned_answers = std::map<std::string, std::vector<core::call_outcome>, std::less<>>;

/// What the customer or the world does.
enum class deed : std::uint8_t {
    dial, ///< `text`: "*123#"
    type, ///< `text`: what is typed
    wait, ///< `time` passes; longer than a network waits, and the session times out
    late, ///< outcomes in `late` of calls made once, or of payments, come after the session
};

struct wanted_text {
    std::string text;
    spot where;
};

struct conversation_step {
    deed what = deed::dial;
    spot where;
    std::string text;
    std::chrono::milliseconds time{0};
    canned_answers late;
    canned_answers backend;
    std::map<std::string, boost::json::object> calls; ///< operations, with what they must be given
    std::optional<wanted_text> expect;                ///< the whole screen
    std::vector<wanted_text> contains;                ///< parts of it
    std::optional<std::vector<wanted_text>> sms;      ///< exactly these
    std::vector<wanted_text> sms_contains;
    std::optional<bool> ends;
};

struct conversation {
    std::string file;
    std::string name;
    std::string phone = "2250701020304";
    core::utc_time begins; ///< 10:00 UTC of its date
    boost::json::object profile;
    boost::json::object config;
    std::vector<std::string> flags; ///< those that are on
    spot profile_at, config_at, flags_at;
    std::vector<conversation_step> steps;
};

/// Reads one file; all its faults together.
std::expected<conversation, core::faults> read_conversation(const std::string& file);

} // namespace yeelen::workbench

#pragma once
// Private to sessions*.cpp.
#include "ussd/sessions.hpp"
#include <boost/json/object.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::ussd {

struct sessions::entry {
    subscriber key = 0;
    session_record record;
    std::unique_ptr<boost::json::object> profile; ///< read when first needed
    std::unique_ptr<std::vector<input>> held;
    order::iterator place; ///< in live_ or ended_
    core::steady_time
        touched; ///< the last step: what is idle counts from it; the lists are in its order
    core::steady_time begun;
    std::string missed;  ///< key of the call whose answer came while a commit was under way
    std::string typed;   ///< the last key, where the dialect has no running numbers
    bool unsure = false; ///< what answered it may not have arrived: the same key again is a repeat
    bool in_ended = false;
    bool committing = false;
};

/// What the state of a session says that was ended from outside its menu, so that a repeated key
/// shows the same again. No screen of a menu has such a name.
inline constexpr std::string_view ended_by_timeout = "$timeout";
inline constexpr std::string_view ended_by_fault = "$fault";
inline constexpr std::string_view ended_by_abort = "$aborted";

std::string idempotency_key(const session_record& r);
/// The profile as it is stored; what is not an object reads as an empty one.
boost::json::object parse_profile(const std::string& stored);
/// The state that remains: the language, for the text, and why.
std::string ended_state(const session_record& r, std::string_view why);

} // namespace yeelen::ussd

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
    service_ptr serves; ///< what it began with; null where that is not to be had any more
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

/// For a step: what its session was before.
inline std::unique_ptr<session_record> kept(const session_record& r) {
    return std::make_unique<session_record>(r);
}

std::string idempotency_key(const session_record& r);
/// The profile as it is stored; what is not an object reads as an empty one.
boost::json::object parse_profile(const std::string& stored);
/// What remains of the state of a session that was ended from outside its menu: the language, for
/// the text, and why, so that a repeated key shows the same again.
std::string ended_state(const session_record& r, menu::ending why);

} // namespace yeelen::ussd

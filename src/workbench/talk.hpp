#pragma once
// One phone that talks with a menu: no network, no store, backends that answer at once. Between all
// turns the session is written to its octets and read back, as the gateway does it.
#include "core/call_outcome.hpp"
#include "core/time.hpp"
#include "menu/engine.hpp"
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::workbench {

using backend = std::function<core::call_outcome(const core::call_request&)>;

/// What came of one turn.
struct heard {
    std::string screen; ///< empty: nothing was shown
    bool open = false;  ///< the session waits for a key
    std::vector<std::string> sms;
    std::vector<core::call_request> calls; ///< made on the way, in order
};

class talk {
public:
    talk(menu::engine engine, std::string msisdn, boost::json::object profile, core::utc_time now);

    heard dial(std::string_view code, const backend& answers);
    /// Only while the session is open.
    heard type(std::string_view text, const backend& answers);
    /// The session is closed from outside.
    heard close(menu::closing why);
    /// The outcome of the newest call of that operation which was made once and left open, or of a
    /// payment. False: there is none.
    bool late(std::string_view operation, const core::call_outcome& outcome, heard& into);
    void pass(std::chrono::milliseconds time) { now_ += time; }

    bool open() const noexcept { return open_; }
    const menu::state& at() const noexcept { return at_; }
    /// Octets that the store would keep for the session as it is.
    std::size_t stored_size() const { return menu::encode(at_).size(); }
    const boost::json::object& profile() const noexcept { return profile_; }
    /// Every screen entered since the first dial, in order.
    const std::vector<menu::screen_id>& visited() const noexcept { return visited_; }
    void forget_visited() noexcept { visited_.clear(); }

private:
    /// A call whose outcome is not known, with the session as it was then.
    struct open_call {
        core::call_request request;
        menu::state at;
    };

    menu::environment environment();
    heard carry_out(menu::turn turn, const backend& answers);
    void take_effects(std::vector<menu::effect> effects, heard& into);

    menu::engine engine_;
    std::string msisdn_;
    std::string dialled_;
    boost::json::object profile_;
    core::utc_time now_;
    menu::state at_;
    bool open_ = false;
    std::vector<open_call> unsettled_;
    std::vector<menu::screen_id> visited_;
};

} // namespace yeelen::workbench

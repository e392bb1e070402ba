#pragma once
// The menu engine: where a customer is, what they typed, what they see next. Pure: no clock, no
// I/O, no random.
#include "core/call_outcome.hpp"
#include "core/time.hpp"
#include "menu/definition.hpp"
#include "menu/settings.hpp"
#include "menu/state.hpp"
#include <boost/json.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace yeelen::menu {

/// What a step may look at besides its state and the service's settings.
struct environment {
    std::string_view msisdn;
    std::string_view dialled;           ///< "*123#", "*123*2#"
    const boost::json::object& profile; ///< kept per MSISDN: saved contract, language ...
    core::utc_time now;
    /// Where not null: every screen that the step enters is added, in order (coverage of tests).
    std::vector<screen_id>* visited = nullptr;
    /// The service code: "*123#". What is dialled behind it names a place. Empty: it is what stands
    /// before the second star.
    std::string_view service = {};
};

/// Beside the screen: to be stored in the same commit as the state.
struct remember { ///< into the customer's profile; a null value forgets
    std::string name;
    boost::json::value value;
};
struct send_sms { ///< to the customer, in their language
    std::string text;
};
/// To be called after the session has ended and its last screen has left: a wallet that asks for
/// its PIN cannot while a USSD session is open. Stored before, with its own idempotency key, and
/// tried until the outcome is known; that goes to answered_late().
struct begin_payment {
    core::call_request request; ///< idempotency_key is left empty: the session layer gives it
};
using effect = std::variant<remember, send_sms, begin_payment>;

/// The customer sees `text` (UTF-8, measured: fits one USSD screen) and is to answer.
struct screen {
    std::string text;
};
/// The last screen: the session is over.
struct farewell {
    std::string text;
};
/// Nothing to see yet: call the backend, then answered().
struct call {
    core::call_request request; ///< idempotency_key is left empty: the session layer gives it
    bool once = false;
};
struct turn {
    std::variant<screen, call, farewell> next;
    std::vector<effect> effects;
};

/// Why a session is closed from outside the menu (P3): each has a text in the customer's language.
enum class closing : std::uint8_t { timeout, overload, fault, draining };

class engine {
public:
    explicit engine(std::shared_ptr<const definition> menu,
                    std::shared_ptr<const settings> configured = std::make_shared<settings>())
        : menu_(std::move(menu))
        , settings_(std::move(configured)) {}

    /// A new session. `at` is made anew: the language is the profile's, else the menu's default.
    /// What was dialled behind the service code names an alias, or presses keys where the menu
    /// allows that; what leads nowhere shows the start with a word about it.
    turn begin(state& at, const environment& env) const;
    /// The customer typed `text` (any octets: empty, too long, emoji, control characters).
    turn reply(state& at, const environment& env, std::string_view text) const;
    /// The backend's answer to the call of the last turn.
    turn answered(state& at, const environment& env, const core::call_outcome& outcome) const;
    /// The last turn once more (a screen to show again, or a call to repeat), without effects. `at`
    /// changes only where a call cannot be made again because it needs a secret, which no state
    /// keeps: then the screen that asks for it is shown.
    turn again(state& at, const environment& env) const;
    /// A definite outcome that came after the session had gone on, or of a payment: what the
    /// customer is told by SMS, if anything. `at` is the state as it was when the call was made.
    std::vector<effect> answered_late(const state& at, const environment& env,
                                      const core::call_outcome& outcome) const;
    /// The polite text for a session that is closed from outside.
    std::string closing_text(const state& at, const environment& env, closing why) const;

    const definition& menu() const noexcept { return *menu_; }
    const std::shared_ptr<const definition>& shared_menu() const noexcept { return menu_; }

private:
    std::shared_ptr<const definition> menu_;
    std::shared_ptr<const settings> settings_;
};

} // namespace yeelen::menu

#pragma once
// Who is where: the sessions of one operator's subscribers. Pure; owned by the operator's shard.
#include "core/ids.hpp"
#include "core/time.hpp"
#include "ussd/input.hpp"
#include "ussd/services.hpp"
#include <boost/json/object.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace yeelen::ussd {

struct session_limits {
    std::size_t sessions = 200'000;           ///< more: refused with a polite screen
    std::chrono::milliseconds idle{120'000};  ///< without a key
    std::chrono::milliseconds whole{600'000}; ///< from the dial
    /// How long an ended session is kept to answer a repeated key; less where its place is needed.
    std::chrono::milliseconds ended{60'000};
    /// How long after its last screen a session's payment is begun: while the phone's session is
    /// open its wallet cannot ask for a PIN.
    std::chrono::milliseconds payment_delay{3'000};
    std::size_t held = 4;       ///< inputs of one subscriber waiting for a commit
    std::size_t a_tick = 1'000; ///< sessions closed, and forgotten, by one tick
    std::string unknown_code = "Code inconnu. / Unknown code.";
};

struct session_counters {
    std::uint64_t begun = 0, steps = 0, repeated = 0, superseded = 0, timed_out = 0, aborted = 0,
                  ended = 0, unknown_code = 0, overloaded = 0, unknown_session = 0, rolled_back = 0;
};

/// At most one session a subscriber: a second dial takes the place of the first. While a step waits
/// for its commit, the subscriber's next inputs are held back; so each step starts from what is
/// stored.
class sessions {
public:
    using read_profile = std::function<std::string(std::string_view msisdn)>;
    using steps = std::vector<step>;

    /// `next_session_id` is shared by all operators of the process.
    sessions(std::string operator_id, session_limits limits, const services& menus,
             core::id_source& ids, std::int64_t& next_session_id, read_profile profile);
    ~sessions();

    /// One message of the network. Appends the steps that come of it. False when it cannot be taken
    /// now (too many held back): the channel answers with a temporary error and nothing has
    /// changed.
    bool take(input in, core::instant now, steps& out);
    /// The outcome of a step's commit. After a failure the session is as it was before; one that
    /// was waiting for an answer which cannot be kept is closed with a screen. Releases what was
    /// held back.
    void committed(step& done, bool ok, core::instant now, steps& out);
    /// A backend's answer. False when the session no longer waits for it (it ended, or went on):
    /// the caller then treats the outcome of a `once` call as late.
    bool answered(const outgoing_call& call, const core::call_outcome& outcome, core::instant now,
                  steps& out);
    /// Time passes: sessions without a key for too long are closed, ended ones forgotten; a bounded
    /// number at a time.
    void tick(core::instant now, steps& out);

    /// A session found in the store at start. Sessions that were calling a backend give the call
    /// again (same key). Those that the network gave up long ago are dropped; to the others the
    /// idle time begins anew.
    void restore(session_record record, core::instant now, steps& out);
    /// The last input's acknowledgement or screen may not have arrived: where the dialect has no
    /// running numbers, the same key again is then taken for a repeat, not for the next choice.
    void unsure(ussd::subscriber of);
    /// The present screen once more, where there is one: its answer was lost on the way.
    std::optional<outgoing> again(ussd::subscriber of, core::utc_time now);
    /// New sessions get a polite refusal from now on; live ones go on.
    void drain() noexcept { draining_ = true; }
    std::size_t size() const noexcept { return by_subscriber_.size(); }
    /// Sessions whose commit or backend call is under way.
    std::size_t busy() const noexcept { return busy_; }
    const session_counters& counters() const noexcept { return counters_; }

private:
    struct entry;
    using order = std::list<entry*>;

    void handle(input in, core::instant now, steps& out);
    void begin(entry* old, input in, core::instant now, steps& out);
    void hang_up(entry& e, input in, core::instant now, steps& out);
    void go_on(entry& e, const menu::state& at, menu::turn turn, step s, core::instant now,
               steps& out);
    void close(entry& e, menu::closing why, step s, core::instant now, steps& out);
    void close_unstored(entry& e, core::instant now, steps& out);
    void roll_back(entry& e, session_record before, core::instant now, steps& out);
    void hold(entry& e, step s, core::instant now, steps& out);
    void refuse(const input& in, std::string dialled, std::string text, steps& out);
    void refuse_unknown(const entry* e, const input& in, core::instant now, steps& out);
    void call_again(entry& e, core::instant now, steps& out);
    bool make_room(step& s);
    void forget(entry& e);
    void touch(entry& e, core::instant now);
    entry& place_for(ussd::subscriber key);
    const menu::engine* engine_of(const entry& e) const;
    service_ptr service_of(const session_record& r) const;
    const boost::json::object& profile_of(entry& e);
    menu::environment environment_of(entry& e, core::utc_time now);
    std::string closing_text(entry& e, menu::closing why, core::utc_time now);
    outgoing screen_of(const entry& e, std::string text, bool last) const;
    std::optional<outgoing> render(entry& e, core::utc_time now);

    std::string operator_id_;
    session_limits limits_;
    const services& menus_;
    core::id_source& ids_;
    std::int64_t& next_id_;
    read_profile read_profile_;
    boost::unordered_flat_map<ussd::subscriber, std::unique_ptr<entry>> by_subscriber_;
    order live_; ///< oldest first, by the last step
    order ended_;
    std::size_t busy_ = 0;
    bool draining_ = false;
    session_counters counters_;
};

} // namespace yeelen::ussd

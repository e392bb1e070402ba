#pragma once
// Many phones' USSD dialogues in one network. Pure: time is passed in, messages go to the delivery
// queue, what the user sees goes to the callback given with the key press.
#include "sim/operator/delivery_queue.hpp"
#include "sim/ussd/dialogue.hpp"
#include "smpp/pdu.hpp"
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::sim {

/// What the user sees after a key press.
struct screen_view {
    std::string text;
    bool ucs2 = false;
    std::size_t used = 0; ///< septets or UTF-16 units
    std::size_t limit = 0;
    bool open = false;     ///< the user may answer
    bool answered = false; ///< the text is the gateway's; else `note` says what the network did
    std::string note;
};
using on_screen = std::move_only_function<void(screen_view)>;

struct ussd_limits {
    std::chrono::milliseconds dialogue{30'000}; ///< the gateway's time for a screen
    std::chrono::milliseconds user{180'000};    ///< the user's time for a key
};

struct ussd_counters {
    std::uint64_t dialled = 0, keys = 0, hung_up = 0, screens = 0, ended = 0, repeated = 0,
                  late = 0, misdirected = 0, out_of_sequence = 0, malformed = 0, refused = 0,
                  timed_out = 0, unavailable = 0;
};

class ussd_centre {
public:
    using time = std::chrono::steady_clock::time_point;
    ussd_centre(ussd_limits limits, delivery_queue& queue, std::uint64_t seed);

    /// No gateway is bound: dials are refused at once. Dialogues that are alive wait for it.
    void set_available(bool available) noexcept { available_ = available; }

    /// Each callback is called once: at once, or when the next screen has come or the network gave
    /// up. A dial in the middle of a dialogue takes its place without a word to the gateway.
    void dial(const std::string& msisdn, std::string_view code, time now, on_screen done);
    void key(const std::string& msisdn, std::string_view text, time now, on_screen done);
    void hang_up(const std::string& msisdn, on_screen done);

    /// A screen of the gateway; the status to answer with.
    smpp::command_status screen(const smpp::submit_sm& sm, time now);
    /// The gateway answered a delivery of this centre.
    void answered(std::uint64_t token, const delivery& d, smpp::command_status status);
    void tick(time now);
    /// Ends all waiting callbacks: the simulator stops.
    void stop();

    const ussd_counters& counters() const noexcept { return counters_; }
    std::size_t alive() const noexcept;

private:
    struct phone {
        dialogue talk;
        std::string code;                   ///< the short code's digits
        std::vector<std::uint64_t> pending; ///< its messages that the gateway has not answered
        on_screen waiter;
        time deadline;
    };
    phone& phone_of(const std::string& msisdn);
    void send(const std::string& msisdn, phone& p, ussd_signal signal, std::string_view text);
    void abort(const std::string& msisdn, phone& p, std::string note);
    void drop_pending(phone& p);
    static void tell(phone& p, screen_view view);
    static void tell(phone& p, std::string note);

    ussd_limits limits_;
    delivery_queue& queue_;
    std::uint64_t random_;
    bool available_ = false;
    std::map<std::string, phone, std::less<>> phones_;
    ussd_counters counters_;
};

} // namespace yeelen::sim

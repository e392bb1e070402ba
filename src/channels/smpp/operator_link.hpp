#pragma once
// One operator's SMPP binds: messages of the network become inputs, screens and short messages
// become submit_sm. Owned by one shard; every call and callback on its thread.
#include "channels/smpp/dialect.hpp"
#include "smpp/message_id.hpp"
#include "smpp/net/pool.hpp"
#include "smpp/receipt.hpp"
#include "sms/outbox.hpp"
#include "ussd/input.hpp"
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace yeelen::channels {

struct operator_config {
    std::string id;
    smpp::net::pool_config link;
    std::shared_ptr<const channels::dialect> dialect;
    std::string sender; ///< default source address of short messages
    std::uint8_t sender_ton = 0, sender_npi = 1;
    std::uint8_t dest_ton = 1, dest_npi = 1;
    std::string receipt_ids = "as_is"; ///< as_is, hex_to_decimal, decimal_to_hex
    std::chrono::milliseconds screen_lifetime{
        30'000}; ///< a screen that could not leave by then is dropped
    /// A short message without an answer in time is waited for so much longer before it counts as
    /// unanswered, while the bind lives that it left by.
    std::chrono::milliseconds late_answer{60'000};
    std::chrono::milliseconds throttle_pause{
        1'000}; ///< after RTHROTTLED a screen is asked for again
};

/// Read by any thread.
struct link_counters {
    std::atomic<std::uint64_t> inputs{0}, screens{0}, screens_refused{0}, screens_dropped{0},
        submits{0}, receipts{0}, short_messages_in{0}, unreadable{0}, bad_pdus{0}, unanswered{0},
        late{0}, throttled{0}, binds{0};
    std::atomic<std::uint64_t> losses{0}; ///< as smpp::net::pool::losses(): not what stop() ends
    std::atomic<bool> bound{false};
};

/// How an input or a receipt is answered to the network.
enum class acknowledgement : std::uint8_t { accepted, try_later, refused };

/// What the link brings. Implemented where sessions and messages are kept.
class link_owner {
public:
    virtual ~link_owner() = default;
    /// To be acknowledged by in.token, after the commit.
    virtual void on_input(ussd::input in) = 0;
    virtual void on_receipt(smpp::receipt receipt, std::uint64_t token) = 0;
    /// What came of a part given to submit(). `smsc_id` is normalised; `error` names the status.
    virtual void on_submitted(sms::job job, sms::submit_result result, std::string smsc_id,
                              std::string error) = 0;
    /// A screen got no answer, because the link was lost or time ran out: it may not have arrived.
    /// Or the network was too busy for it a moment ago: it has not.
    virtual void on_screen_lost(ussd::subscriber of) = 0;
    /// The operator refused a screen for now (throttling), some time ago: it has surely not
    /// arrived, and may go again.
    virtual void on_screen_refused(ussd::subscriber of) { on_screen_lost(of); }
    virtual void on_link(bool bound, std::string_view reason) = 0;
    /// The inputs of one read were given.
    virtual void on_batch_end() = 0;
};

class operator_link final : private smpp::net::link_handler {
public:
    operator_link(boost::asio::io_context& io, operator_config config, link_owner& owner);
    ~operator_link();
    operator_link(const operator_link&) = delete;
    operator_link& operator=(const operator_link&) = delete;

    void start();
    /// Unbinds and stays unbound. What the network still sends is left to it: without an answer it
    /// brings it again on the next bind, where a screen can follow.
    void stop();

    /// Answers the deliver_sm of that token on the bind it came by; false when that is not there
    /// any more.
    bool acknowledge(std::uint64_t token, acknowledgement how);
    /// Sends a screen, or keeps it until the window or the link allows it.
    void show(ussd::outgoing screen);
    /// Places for short messages now: the window less what screens may need and what is already
    /// promised.
    std::size_t message_places() const noexcept;
    /// Messages to one number keep to one bind: which, and its room.
    smpp::net::pool::lane lane_of(const std::string& to) const;
    /// Sends one part (already stored as `sending`). The outcome comes by on_submitted(), always;
    /// within this call where it cannot leave: `not_sent` when no bind sends or there is no room,
    /// `permanent` when it fits no submit_sm.
    void submit(sms::job job, const std::string& octets, bool udh, std::uint8_t data_coding);
    /// Sends what may go now of the screens that wait, and writes what has gathered. Call each
    /// turn.
    void flush();

    bool bound() const noexcept { return pool_.bound_links() > 0; }
    bool idle() const noexcept {
        return waiting_.empty() && throttled_.empty() && messages_.empty();
    }
    const channels::dialect& dialect() const noexcept { return *config_.dialect; }
    const operator_config& config() const noexcept { return config_; }
    const link_counters& counters() const noexcept { return counters_; }

private:
    void on_event(smpp::net::link& l, smpp::session_event& e) override;
    void on_batch_end(smpp::net::link& l) override;
    void on_unreachable(std::string_view reason) override;
    void on_bound(smpp::net::link& l);
    void decline(smpp::net::link& l, const smpp::pdu& p);
    void on_deliver(smpp::net::link& l, const smpp::deliver_sm& sm, std::uint32_t sequence);
    void on_response(std::uint64_t token, const smpp::pdu& answer);
    void on_lost_token(std::uint64_t token);
    void on_overdue(const smpp::net::link& l, std::uint64_t token);
    void give_up(std::uint64_t token);
    void give_up_overdue(std::chrono::steady_clock::time_point now);
    void give_up_overdue(const smpp::net::link& gone);
    void on_closed(smpp::net::link& l, const smpp::event::closed& why);
    bool send_screen(const ussd::outgoing& screen);
    void send_waiting();

    struct waiting_screen {
        ussd::outgoing screen;
        std::chrono::steady_clock::time_point since;
    };

    operator_config config_;
    smpp::id_rules receipt_rules_;
    link_owner& owner_;
    smpp::net::pool pool_;
    /// The bound links by place. A token names its place and how often that was taken: one of an
    /// older link is void.
    struct place {
        smpp::net::link* link = nullptr;
        std::uint32_t generation = 0; ///< 24 bits of it
    };
    std::vector<place> places_;
    bool stopping_ = false;
    std::deque<waiting_screen> waiting_;
    std::deque<std::pair<ussd::subscriber, std::chrono::steady_clock::time_point>>
        throttled_;                                        ///< and when to ask again
    std::unordered_map<std::uint64_t, sms::job> messages_; ///< submitted, not answered, by token
    /// Of messages_: those past their response time, oldest first.
    struct overdue {
        std::uint64_t token;
        std::chrono::steady_clock::time_point until; ///< then it is given up
        const smpp::net::link* by;                   ///< its answer can come by that one alone
    };
    std::deque<overdue> overdue_;
    std::uint64_t next_message_token_ = 0;
    link_counters counters_;
};

} // namespace yeelen::channels

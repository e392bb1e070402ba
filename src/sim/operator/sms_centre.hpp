#pragma once
// The SMSC: keeps each phone's messages, gives ids, sends receipts. Pure: times and chances are
// passed in.
#include "sim/operator/delivery_queue.hpp"
#include "sim/operator/receipt_text.hpp"
#include "sim/operator/sms_policy.hpp"
#include "smpp/reassembly.hpp"
#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace yeelen::sim {

struct received_sms {
    std::uint64_t id = 0; ///< counts from 1, over all phones
    std::string from;
    std::string text;
    wall_time at;
    std::size_t parts = 1;
};

enum class receipt_mode : std::uint8_t { off, on, early /**< before the submit_sm_resp */ };

struct sms_options {
    sms_policy policy;
    receipt_mode receipts = receipt_mode::on;
    std::chrono::milliseconds receipt_delay{200};
};

struct sms_counters {
    std::uint64_t submitted = 0, accepted = 0, refused = 0, dropped = 0, undelivered = 0,
                  messages = 0, receipts = 0;
};

struct sms_answer {
    bool respond = true; ///< false: the peer never gets an answer
    smpp::command_status status = smpp::command_status::rok;
    std::string message_id; ///< decimal
};

class sms_centre {
public:
    using time = std::chrono::steady_clock::time_point;
    sms_centre(sms_options options, delivery_queue& queue, std::uint64_t seed);

    /// With early receipts the receipt is in the queue when this returns: send it before the
    /// answer.
    sms_answer submit(const smpp::submit_sm& sm, time now, wall_time utc);
    /// Receipts that are due go to the queue.
    void tick(time now);
    /// The phone's messages with an id above `after`, oldest first.
    std::vector<received_sms> inbox(std::string_view msisdn, std::uint64_t after) const;

    const sms_counters& counters() const noexcept { return counters_; }

private:
    struct due_receipt {
        time at;
        std::string msisdn;
        smpp::deliver_sm sm;
    };
    void put(std::string msisdn, smpp::deliver_sm receipt);
    /// Into the phone's inbox, when all of its parts are there.
    void hand_over(const smpp::submit_sm& sm, time now, wall_time utc);

    static constexpr std::size_t most_kept = 1000; ///< messages a phone
    sms_options options_;
    delivery_queue& queue_;
    std::minstd_rand random_;
    std::uint64_t last_message_id_ = 0;
    std::uint64_t last_sms_ = 0;
    smpp::reassembler parts_; ///< of all phones: the destination is part of a message's name
    std::map<std::string, std::deque<received_sms>, std::less<>> inboxes_;
    std::deque<due_receipt> due_; ///< in the order of their times: the delay is one for all
    sms_counters counters_;
};

} // namespace yeelen::sim

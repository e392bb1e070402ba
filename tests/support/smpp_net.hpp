#pragma once
// Links over loopback: handlers that note what they get, and a loop with an end.
#include "smpp/net/link.hpp"
#include "support/smpp_script.hpp"
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace support {

/// Runs the loop until `done`; false when that takes longer than a test should.
inline bool run_until(boost::asio::io_context& io, const std::function<bool()>& done,
                      std::chrono::seconds at_most = std::chrono::seconds{10}) {
    const auto end = std::chrono::steady_clock::now() + at_most;
    io.restart();
    while (!done()) {
        if (std::chrono::steady_clock::now() >= end) {
            return false;
        }
        io.run_one_for(std::chrono::milliseconds{50});
        if (io.stopped()) {
            io.restart();
        }
    }
    return true;
}

/// Notes every event as a line, and does with it what the test says.
struct noting_handler : smpp::net::link_handler {
    std::vector<std::string> lines;
    std::function<void(smpp::net::link&, smpp::session_event&)> act;
    std::size_t batches = 0;
    std::vector<std::string> unreachable;
    std::vector<std::string> turned_away; ///< why

    void on_event(smpp::net::link& l, smpp::session_event& e) override {
        lines.push_back(line_of(e));
        if (act) {
            act(l, e);
        }
    }
    void on_batch_end(smpp::net::link&) override { ++batches; }
    void on_unreachable(std::string_view reason) override { unreachable.emplace_back(reason); }

    void on_turned_away(std::string_view, std::string_view reason) override {
        turned_away.emplace_back(reason);
    }

    bool has(std::string_view begin) const { return count(begin) > 0; }
    std::size_t count(std::string_view begin) const {
        return static_cast<std::size_t>(
            std::ranges::count_if(lines, [&](const auto& l) { return l.starts_with(begin); }));
    }
};

/// An SMSC that takes every bind and answers every submit_sm.
inline auto obliging_smsc() {
    return [](smpp::net::link& l, smpp::session_event& e) {
        if (std::holds_alternative<smpp::event::bind_request>(e)) {
            l.session().accept_bind("SMSC", std::chrono::steady_clock::now());
        } else if (const auto* r = std::get_if<smpp::event::request>(&e)) {
            smpp::submit_sm_resp answer;
            answer.message_id = "m" + std::to_string(r->pdu.sequence);
            l.session().respond(r->pdu.sequence, smpp::command_status::rok, answer);
        }
    };
}

} // namespace support

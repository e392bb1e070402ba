// A whole session of either role: octets in any pieces, requests, answers and time in any order.
// Its output stays bounded and is PDUs, every request ends exactly once, and `closed` is the last
// event.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "smpp/session.hpp"
#include <set>
#include <string>

using fuzz::must;
using namespace std::chrono_literals;

namespace {

class run {
public:
    explicit run(fuzz::input& in)
        : in_(in)
        , config_(configured(in))
        , session_(config_, now_) {}

    void play() {
        while (!in_.empty()) {
            step();
            check();
        }
        session_.connection_closed(now_);
        check();
        must(closed_, "a connection that is gone closes the session");
        for (const auto token : session_.take_unanswered()) {
            // Those of the session's own requests are 0.
            must(token == 0 || open_.erase(token) == 1, "only open requests are unanswered");
        }
        must(open_.empty(), "each request ends: answered, timed out or unanswered");
    }

private:
    static smpp::session_config configured(fuzz::input& in) {
        smpp::session_config c;
        c.role = in.flag() ? smpp::role::smsc : smpp::role::esme;
        c.window = 1 + in.below(8);
        c.max_output = 2048;
        c.inactivity = in.flag() ? 20s : 0s;
        c.assumed_peer_version = in.flag() ? smpp::version_34 : smpp::version_33;
        c.first_sequence = in.flag() ? 0x7FFFFFFE : 1;
        return c;
    }

    void step() {
        smpp::submit_sm sms;
        switch (in_.below(12)) {
        case 0:
        case 1:
        case 2:
        case 3: feed(in_.text()); break;
        case 4:
            now_ += in_.octet() * 100ms;
            session_.tick(now_, in_.flag());
            break;
        case 5:
            session_.bind(static_cast<smpp::command_id>(in_.octet()), {.system_id = "a"}, now_);
            break;
        case 6: session_.accept_bind("SMSC", now_); break;
        case 7: session_.refuse_bind(smpp::command_status::rinvpaswd, now_); break;
        case 8:
            sms.short_message = in_.text();
            if (in_.flag()) {
                request(sms);
            } else {
                request(smpp::deliver_sm{sms});
            }
            break;
        case 9:
            session_.respond(in_.octet(), static_cast<smpp::command_status>(in_.octet()),
                             in_.flag() ? smpp::body{smpp::submit_sm_resp{}}
                                        : smpp::body{smpp::deliver_sm_resp{}});
            fed_ += smpp::header_size; // an owner may answer what nobody asked
            break;
        case 10: session_.unbind(now_); break;
        default: write(in_.octet() * std::size_t{16}); break;
        }
    }

    /// As a link does: nothing is read while too much is to be written.
    void feed(std::string_view octets) {
        if (session_.output_pending() < config_.max_output) {
            session_.feed(octets, now_);
            fed_ += octets.size();
        }
    }
    void request(const smpp::body& b) {
        if (session_.request(b, ++token_, now_)) {
            open_.insert(token_);
        }
    }
    void write(std::size_t octets) {
        std::string_view out = session_.output();
        const std::size_t n = std::min(octets, out.size());
        written_ += out.substr(0, n);
        session_.consume_output(n, now_);
        while (written_.size() >= smpp::header_size) {
            const auto length = smpp::read_header(written_).length;
            must(length >= smpp::header_size && length <= smpp::max_pdu_size, "PDUs are written");
            if (written_.size() < length) {
                break;
            }
            must(smpp::decode(std::string_view{written_}.substr(0, length)).has_value(),
                 "what is written can be read");
            written_.erase(0, length);
        }
    }

    void check() {
        while (const auto e = session_.next_event()) {
            must(!closed_, "closed is the last event");
            if (const auto* answer = std::get_if<smpp::event::response>(&*e)) {
                must(open_.erase(answer->token) == 1, "an answer belongs to an open request");
            } else if (const auto* late = std::get_if<smpp::event::request_timeout>(&*e)) {
                must(open_.erase(late->token) == 1, "an open request times out, once");
            } else {
                closed_ = std::holds_alternative<smpp::event::closed>(*e);
            }
        }
        must(closed_ == (session_.state() == smpp::link_state::closed), "the state is the event's");
        must(session_.in_flight() <= config_.window + 4, "the window bounds what is in flight");
        // An answer is about as long as the shortest request; the rest is what we asked for.
        must(session_.output_pending() <= config_.max_output + 2 * smpp::header_size + 2 * fed_,
             "the output is bounded by what was read");
        must(session_.output_pending() <= config_.max_output + (std::size_t{3} << 17),
             "the output is bounded");
    }

    fuzz::input& in_;
    smpp::time_point now_{1h};
    smpp::session_config config_;
    smpp::session session_;
    std::set<std::uint64_t> open_;
    std::uint64_t token_ = 0;
    std::size_t fed_ = 0;
    std::string written_;
    bool closed_ = false;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::input in{data, size};
    run{in}.play();
    return 0;
}

// A whole session of either role: octets in any pieces, requests of every command, answers, outbind
// and time in any order. Its output stays bounded and is PDUs that the peer's version may read,
// every request ends exactly once, what is answered was asked, and `closed` is the last event.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "smpp/session.hpp"
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

using fuzz::must;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t bodies = std::variant_size_v<smpp::body>;

/// The alternative `index` of smpp::body, empty.
smpp::body body_of(std::size_t index) {
    using makers = std::array<smpp::body (*)(), bodies>;
    static constexpr makers all = []<std::size_t... I>(std::index_sequence<I...>) {
        return makers{[] { return smpp::body{std::in_place_index<I>}; }...};
    }(std::make_index_sequence<bodies>{});
    return all[index % bodies]();
}

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
            must(open_.erase(token) == 1, "only open requests are unanswered");
        }
        must(open_.empty(), "each request ends: answered, timed out or unanswered");
    }

private:
    /// What came later sits in the upper bits of the first octet: seeds stay good.
    static smpp::session_config configured(fuzz::input& in) {
        static constexpr std::uint8_t versions[] = {smpp::version_50, smpp::version_34,
                                                    smpp::version_33, smpp::version_50};
        smpp::session_config c;
        const std::uint8_t kind = in.octet();
        c.role = (kind & 1) != 0 ? smpp::role::smsc : smpp::role::esme;
        c.version = versions[kind >> 1 & 3];
        c.strict = (kind & 8) != 0;
        c.max_unanswered = (kind & 16) != 0 ? 3 : 0;
        c.window = 1 + in.below(8);
        c.max_output = 2048;
        c.inactivity = in.flag() ? 20s : 0s;
        c.assumed_peer_version = in.flag() ? smpp::version_34 : smpp::version_33;
        c.first_sequence = in.flag() ? 0x7FFFFFFE : 1;
        return c;
    }

    void step() {
        smpp::submit_sm sms;
        switch (in_.below(16)) {
        case 0:
        case 1:
        case 2:
        case 3: feed(in_.text()); break;
        case 4:
            now_ += in_.octet() * 100ms;
            session_.tick(now_, in_.flag());
            break;
        case 5: bind(in_.octet()); break;
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
            respond(in_.flag() ? smpp::body{smpp::submit_sm_resp{}}
                               : smpp::body{smpp::deliver_sm_resp{}});
            break;
        case 10: session_.unbind(now_); break;
        case 11: write(in_.octet() * std::size_t{16}); break;
        case 12: session_.outbind({.system_id = std::string{in_.take(17)}}, now_); break;
        case 13: request(body_of(in_.octet())); break;
        case 14: respond(body_of(in_.octet())); break;
        default: write(std::size_t{1} << 20); break;
        }
    }

    /// As a link does: nothing is read while too much is to be written.
    void feed(std::string_view octets) {
        if (session_.output_pending() < config_.max_output) {
            session_.feed(octets, now_);
            fed_ += octets.size();
        }
    }
    /// The upper bit of its octet says which version is announced.
    void bind(std::uint8_t kind) {
        session_.bind(
            static_cast<smpp::command_id>(kind & 0x7F),
            {.system_id = "a",
             .interface_version = (kind & 0x80) != 0 ? smpp::version_50 : smpp::version_34},
            now_);
    }
    void request(const smpp::body& b) {
        const std::size_t before = session_.in_flight();
        if (!session_.request(b, ++token_, now_)) {
            return;
        }
        fed_ += smpp::header_size * 4; // alerts are bounded by max_output alone
        if (smpp::id_of(b) == smpp::command_id::alert_notification) {
            must(session_.in_flight() == before, "an alert takes no place");
        } else {
            open_.insert(token_);
        }
    }
    /// The upper half of the numbers says: the oldest one that is owed, or the newest.
    void respond(const smpp::body& b) {
        const std::size_t pending = session_.output_pending();
        const std::size_t owed = session_.unanswered_requests();
        const std::uint8_t which = in_.octet();
        std::uint32_t sequence = which;
        if (which >= 128 && !owed_.empty()) {
            sequence = which < 192 ? owed_.front().first : owed_.back().first;
        }
        const auto id = smpp::id_of(b);
        const auto asked = std::ranges::find_if(owed_, [&](const auto& o) {
            return o.first == sequence && (o.second == id || id == smpp::command_id::generic_nack);
        });
        const auto same = [&](const auto& o) { return o.first == sequence; };
        if (id == smpp::command_id::generic_nack && std::ranges::count_if(owed_, same) > 1) {
            return; // which of them it answers is the session's to choose
        }
        const bool due = asked != owed_.end() && !closed_;
        const bool sent =
            session_.respond(sequence, static_cast<smpp::command_status>(in_.octet()), b);
        if (!due) {
            must(!sent && session_.output_pending() == pending, "only what is owed is sent");
            must(session_.unanswered_requests() == owed, "and nothing else is answered by it");
            return;
        }
        must(session_.output_pending() >= pending + smpp::header_size, "what is owed is sent");
        must(session_.unanswered_requests() == owed - 1, "an answer answers one request");
        owed_.erase(asked);
        fed_ += smpp::header_size * 2; // an answer may be as long as its status needs
    }
    void write(std::size_t octets) {
        const std::string_view out = session_.output();
        const std::size_t n = std::min(octets, out.size());
        written_ += out.substr(0, n);
        session_.consume_output(n, now_);
        while (written_.size() >= smpp::header_size) {
            const auto length = smpp::read_header(written_).length;
            must(length >= smpp::header_size && length <= smpp::max_pdu_size, "PDUs are written");
            if (written_.size() < length) {
                break;
            }
            const auto p = smpp::decode(std::string_view{written_}.substr(0, length));
            must(p.has_value(), "what is written can be read");
            const auto id = smpp::id_of(p->body);
            must(smpp::is_response(id) || smpp::exists_in(id, config_.version) ||
                     id == smpp::command_id::outbind || id == smpp::command_id::bind_transceiver,
                 "no request that our version lacks");
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
            } else if (const auto* asked = std::get_if<smpp::event::request>(&*e)) {
                const auto id = smpp::id_of(asked->pdu.body);
                must(!smpp::is_response(id), "a request is none");
                if (id != smpp::command_id::alert_notification) {
                    owed_.emplace_back(asked->pdu.sequence,
                                       static_cast<smpp::command_id>(
                                           static_cast<std::uint32_t>(id) | 0x80000000u));
                }
            } else {
                closed_ = std::holds_alternative<smpp::event::closed>(*e);
            }
        }
        must(closed_ == (session_.state() == smpp::link_state::closed), "the state is the event's");
        must(session_.in_flight() <= config_.window, "the window bounds what is in flight");
        must(session_.in_flight() == open_.size() || closed_, "what is in flight is open");
        must(session_.unanswered_requests() == owed_.size(), "each request given is owed");
        must(config_.max_unanswered == 0 ||
                 session_.unanswered_requests() <= config_.max_unanswered,
             "what the owner owes is bounded");
        must(session_.peer_version() <= std::max(config_.version, smpp::version_33),
             "no more is spoken than we can");
        must(session_.congestion().value_or(0) <= 100, "congestion is told as 0 to 100");
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
    std::vector<std::pair<std::uint32_t, smpp::command_id>> owed_; ///< requests without an answer
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

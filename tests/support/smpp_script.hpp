#pragma once
// One SMPP session under test, a virtual clock, and a scripted peer that speaks in PDUs.
#include "smpp/codec.hpp"
#include "smpp/session.hpp"
#include <chrono>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace support {

using namespace std::chrono_literals;

class smpp_script {
public:
    explicit smpp_script(const smpp::session_config& c)
        : session(c, now) {}

    /// A link that is bound as `kind`, nothing in flight, its output and events taken.
    static smpp_script bound(smpp::session_config c,
                             smpp::command_id kind = smpp::command_id::bind_transceiver,
                             std::uint8_t version = smpp::version_34) {
        smpp_script s{c};
        smpp::bind_body b;
        b.system_id = "utility";
        b.interface_version = version;
        if (c.role == smpp::role::esme) {
            s.session.bind(kind, b, s.now);
            const auto sent = s.sent();
            smpp::pdu answer{.sequence = sent.at(0).sequence, .body = {}};
            smpp::bind_resp_body r{.system_id = "SMSC", .tlvs = {}};
            // A peer of 3.3 names none.
            if (version >= smpp::version_34) {
                r.tlvs.add_u8(smpp::tag::sc_interface_version, version);
            }
            answer.body = bind_answer(kind, r);
            s.receive(answer);
        } else {
            s.receive({.sequence = 1, .body = bind_request(kind, b)});
            s.session.accept_bind("SMSC", s.now);
            s.sent();
        }
        s.events();
        return s;
    }

    static smpp::body bind_request(smpp::command_id kind, const smpp::bind_body& b) {
        if (kind == smpp::command_id::bind_receiver) {
            return smpp::bind_receiver{b};
        }
        if (kind == smpp::command_id::bind_transmitter) {
            return smpp::bind_transmitter{b};
        }
        return smpp::bind_transceiver{b};
    }
    static smpp::body bind_answer(smpp::command_id kind, const smpp::bind_resp_body& b) {
        if (kind == smpp::command_id::bind_receiver) {
            return smpp::bind_receiver_resp{b};
        }
        if (kind == smpp::command_id::bind_transmitter) {
            return smpp::bind_transmitter_resp{b};
        }
        return smpp::bind_transceiver_resp{b};
    }

    static std::string octets(const smpp::pdu& p) {
        std::string out;
        if (!smpp::encode(p, out)) {
            throw std::logic_error{"the script made a PDU that cannot be encoded"};
        }
        return out;
    }

    void receive(const smpp::pdu& p) { session.feed(octets(p), now); }
    void receive(std::string_view raw) { session.feed(raw, now); }

    /// In steps of 100 ms, as a link does.
    void pass(smpp::duration d) {
        for (const auto end = now + d; now < end;) {
            now += std::min<smpp::duration>(100ms, end - now);
            session.tick(now);
        }
    }

    /// What the session wrote since, and the socket takes it all.
    std::vector<smpp::pdu> sent() {
        std::vector<smpp::pdu> pdus;
        while (!session.output().empty()) {
            std::string_view out = session.output();
            const std::size_t size = out.size();
            while (!out.empty()) {
                const auto length = smpp::read_header(out).length;
                auto p = smpp::decode(out.substr(0, length));
                if (!p) {
                    throw std::logic_error{"the session wrote what cannot be decoded"};
                }
                pdus.push_back(std::move(*p));
                out.remove_prefix(length);
            }
            session.consume_output(size, now);
        }
        return pdus;
    }

    std::vector<smpp::session_event> events() {
        std::vector<smpp::session_event> all;
        while (auto e = session.next_event()) {
            all.push_back(std::move(*e));
        }
        return all;
    }

    smpp::time_point now{1h};
    smpp::session session;
};

/// An event as a line: what tests compare.
inline std::string line_of(const smpp::session_event& e) {
    struct writer {
        std::string operator()(const smpp::event::bound& b) const {
            return "bound " + std::to_string(static_cast<int>(b.state)) + " version " +
                   std::to_string(b.peer_version);
        }
        std::string operator()(const smpp::event::bind_request& b) const {
            return "bind_request " + std::string{name_of(b.kind)} + " " + b.body.system_id + " " +
                   std::to_string(b.sequence);
        }
        std::string operator()(const smpp::event::outbind_request& o) const {
            return "outbind_request " + o.body.system_id;
        }
        std::string operator()(const smpp::event::request& r) const {
            return "request " + describe(r.pdu);
        }
        std::string operator()(const smpp::event::response& r) const {
            return "response " + std::to_string(r.token) + " " + describe(r.pdu);
        }
        std::string operator()(const smpp::event::request_timeout& t) const {
            return "timeout " + std::to_string(t.token);
        }
        std::string operator()(const smpp::event::late_response& r) const {
            return "late " + std::to_string(r.token) + " " + describe(r.pdu);
        }
        std::string operator()(const smpp::event::peer_error& p) const {
            return "peer_error " + std::string{name_of(p.error.status)} + " " +
                   std::string{p.error.field} + "@" + std::to_string(p.error.offset);
        }
        std::string operator()(const smpp::event::closed& c) const {
            return "closed " + std::string{name_of(c.reason)} + " " +
                   std::string{name_of(c.status)};
        }
    };
    return std::visit(writer{}, e);
}

inline std::vector<std::string> lines_of(const std::vector<smpp::session_event>& events) {
    std::vector<std::string> lines;
    for (const auto& e : events) {
        lines.push_back(line_of(e));
    }
    return lines;
}

inline std::vector<std::string> lines_of(const std::vector<smpp::pdu>& pdus) {
    std::vector<std::string> lines;
    for (const auto& p : pdus) {
        lines.push_back(describe(p));
    }
    return lines;
}

using lines = std::vector<std::string>;

} // namespace support

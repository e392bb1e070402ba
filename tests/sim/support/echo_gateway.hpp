#pragma once
// A gateway in a few lines, to try the operator with: answers each message with a screen that
// repeats it.
#include "sim/ussd/wire.hpp"
#include "smpp/net/client.hpp"
#include "smpp/text.hpp"
#include <boost/asio/io_context.hpp>
#include <functional>
#include <string>
#include <vector>

namespace yeelen::sim::test {

class echo_gateway final : public smpp::net::link_handler {
public:
    echo_gateway(boost::asio::io_context& io, std::uint16_t port,
                 const std::string& password = "yeelen")
        : client_(io, config_of(port, password), *this) {
        client_.start();
    }

    void on_event(smpp::net::link& l, smpp::session_event& e) override {
        if (auto* bound = std::get_if<smpp::event::bound>(&e); bound != nullptr && on_bound) {
            on_bound(l);
        }
        if (auto* r = std::get_if<smpp::event::request>(&e)) {
            if (auto* sm = std::get_if<smpp::deliver_sm>(&r->pdu.body)) {
                deliver(l, r->pdu.sequence, *sm);
            }
        }
        if (auto* r = std::get_if<smpp::event::response>(&e)) {
            statuses.push_back(r->pdu.status);
            if (auto* resp = std::get_if<smpp::submit_sm_resp>(&r->pdu.body);
                resp != nullptr && !resp->message_id.empty()) {
                ids.push_back(resp->message_id);
                order.push_back("answer");
            }
        }
    }
    void on_batch_end(smpp::net::link& l) override { l.flush(); }

    smpp::net::link* link() { return client_.bound_link(); }
    void stop() { client_.stop(); }

    std::function<void(smpp::net::link&)> on_bound;
    /// What comes of a message; the first is the status of its answer. Without one: a screen that
    /// echoes.
    std::function<smpp::command_status(smpp::net::link&, const smpp::deliver_sm&)> on_deliver;
    std::vector<smpp::deliver_sm> delivered;
    std::vector<smpp::deliver_sm> receipts;
    std::vector<smpp::command_status> statuses;
    std::vector<std::string> ids;
    std::vector<std::string> order; ///< "receipt", "answer"
    std::string last_key = "9";     ///< ends the session

    static void send_screen(smpp::net::link& l, const smpp::deliver_sm& to, std::string_view text,
                            bool last) {
        const auto info = read_session_info(to.tlvs).value();
        smpp::submit_sm sm;
        sm.service_type = "USSD";
        sm.source = to.destination;
        sm.destination = to.source;
        auto encoded = smpp::encode_text(text);
        sm.data_coding = encoded.alphabet == smpp::alphabet::gsm7 ? 0 : 8;
        sm.short_message = std::move(encoded.octets);
        sm.tlvs.add_u8(smpp::tag::ussd_service_op, last ? 17 : 2);
        sm.tlvs.add_u16(smpp::tag::its_session_info,
                        pack({info.number, next_sequence(info.sequence), last}));
        l.session().request(sm, 1, std::chrono::steady_clock::now());
        l.flush();
    }

private:
    static smpp::net::client_config config_of(std::uint16_t port, const std::string& password) {
        smpp::net::client_config c;
        c.hosts = {{"127.0.0.1", std::to_string(port)}};
        c.bind.system_id = "yeelen";
        c.bind.password = password;
        c.session.window = 10'000;
        c.reconnect_min = std::chrono::milliseconds{5};
        c.reconnect_max = std::chrono::milliseconds{20};
        return c;
    }

    void deliver(smpp::net::link& l, std::uint32_t sequence, const smpp::deliver_sm& sm) {
        if (sm.esm_class == smpp::esm::delivery_receipt) {
            receipts.push_back(sm);
            order.push_back("receipt");
            l.session().respond(sequence, smpp::command_status::rok, smpp::deliver_sm_resp{});
            return;
        }
        delivered.push_back(sm);
        if (on_deliver) {
            const auto status = on_deliver(l, sm);
            l.session().respond(sequence, status, smpp::deliver_sm_resp{});
            return;
        }
        l.session().respond(sequence, smpp::command_status::rok, smpp::deliver_sm_resp{});
        const auto info = read_session_info(sm.tlvs);
        if (info && !info->end) {
            const auto text = smpp::decode_text(sm.data_coding, sm.short_message);
            send_screen(l, sm, "you typed " + text, text == last_key);
        }
    }

    smpp::net::client client_;
};

} // namespace yeelen::sim::test

// Sends one SMS, prints its answer and its receipt: client HOST PORT SYSTEM_ID PASSWORD NUMBER TEXT
#include "smpp/net/client.hpp"
#include "smpp/text.hpp"
#include <cstdio>

struct esme : smpp::net::link_handler {
    void on_event(smpp::net::link& l, smpp::session_event& e) override {
        if (std::holds_alternative<smpp::event::bound>(e)) {
            if (!l.session().request(sms, 1, std::chrono::steady_clock::now())) {
                client->stop(); // a text too long for one message
            }
        } else if (const auto* answer = std::get_if<smpp::event::response>(&e)) {
            std::puts(describe(answer->pdu).c_str());
        } else if (const auto* request = std::get_if<smpp::event::request>(&e)) {
            std::puts(describe(request->pdu).c_str()); // the receipt
            done = true;
            l.session().respond(request->pdu.sequence, {}, smpp::deliver_sm_resp{});
            client->stop();
        } else if (std::holds_alternative<smpp::event::closed>(e)) {
            client->stop(); // else it would bind again, and send again
        }
    }
    void on_unreachable(std::string_view reason) override {
        std::puts(std::string{reason}.c_str());
    }
    smpp::net::client* client = nullptr;
    smpp::submit_sm sms;
    bool done = false;
};

int main(int argc, char** argv) {
    if (argc != 7)
        return 2;
    smpp::net::client_config config{.hosts = {{argv[1], argv[2]}}};
    config.bind.system_id = argv[3];
    config.bind.password = argv[4];
    esme handler;
    handler.sms.destination = {1, 1, argv[5]};
    handler.sms.registered_delivery = 1;
    handler.sms.short_message = smpp::to_gsm7(argv[6]);
    boost::asio::io_context io{1};
    smpp::net::client client{io, config, handler};
    handler.client = &client;
    client.start();
    io.run();
    return handler.done ? 0 : 1;
}

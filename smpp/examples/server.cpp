// An SMSC that delivers everything at once: server PORT SYSTEM_ID PASSWORD
#include "smpp/net/server.hpp"
#include "smpp/receipt.hpp"
#include <cstdio>
#include <cstdlib>

struct smsc : smpp::net::server_handler {
    void on_event(smpp::net::link& l, smpp::session_event& e) override {
        const auto* request = std::get_if<smpp::event::request>(&e);
        if (request == nullptr)
            return; // bound, answers to our receipts, closed
        const auto* sms = std::get_if<smpp::submit_sm>(&request->pdu.body);
        if (sms == nullptr) { // data_sm, query_sm and others that are not done here
            l.session().respond(request->pdu.sequence, smpp::command_status::rinvcmdid,
                                smpp::generic_nack{});
            return;
        }
        const smpp::receipt done{.message_id = std::to_string(++last_id),
                                 .state = smpp::message_state::delivered};
        l.session().respond(request->pdu.sequence, {}, smpp::submit_sm_resp{{done.message_id, {}}});
        if ((sms->registered_delivery & 1) != 0 &&
            !l.session().request(smpp::make_receipt(*sms, done, l.session().peer_version()),
                                 last_id, std::chrono::steady_clock::now())) {
            std::puts("no receipt: a transmitter, or its window is full");
        }
    }
    std::uint64_t last_id = 0;
};

int main(int argc, char** argv) {
    if (argc != 4)
        return 2;
    smpp::net::server_config config;
    config.listen.port = static_cast<std::uint16_t>(std::atoi(argv[1]));
    config.access.accounts = {{.system_id = argv[2], .password = argv[3], .from = {}}};
    boost::asio::io_context io{1};
    smsc handler;
    const auto server = smpp::net::server::open(io, config, handler);
    std::puts(server ? ("port " + std::to_string((*server)->port())).c_str()
                     : server.error().c_str());
    if (server)
        io.run();
}

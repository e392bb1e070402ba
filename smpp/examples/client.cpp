// Sends a text, prints the answers and receipts: client HOST PORT SYSTEM_ID PASSWORD NUMBER TEXT
#include "smpp/net/client.hpp"
#include "smpp/message.hpp"
#include <ctime>
#include <iostream>

struct esme : smpp::net::link_handler {
    void on_event(smpp::net::link& l, smpp::session_event& e) override {
        const auto now = std::chrono::steady_clock::now();
        if (std::holds_alternative<smpp::event::bound>(e)) {
            for (const smpp::submit_sm& part : parts)
                if (const auto sent = l.session().request(part, 1, now); !sent)
                    end(name_of(sent.error()));
        } else if (const auto* answer = std::get_if<smpp::event::response>(&e)) {
            std::cout << describe(answer->pdu) << '\n';
            if (answer->pdu.status != smpp::command_status::rok)
                end("no receipt will come");
        } else if (const auto* request = std::get_if<smpp::event::request>(&e)) {
            std::cout << describe(request->pdu) << '\n';
            l.session().respond(request->pdu.sequence, {}, smpp::deliver_sm_resp{});
            if (++receipts == parts.size())
                end("all delivered");
        } else if (const auto* closed = std::get_if<smpp::event::closed>(&e)) {
            std::cout << name_of(closed->reason) << ' ';
            end(name_of(closed->status)); // else it would bind again, and send again
        }
    }
    void on_unreachable(std::string_view reason) override { std::cout << reason << '\n'; }
    void end(std::string_view why) { std::cout << why << '\n', client->stop(); }
    smpp::net::client* client = nullptr;
    std::vector<smpp::submit_sm> parts;
    std::size_t receipts = 0;
};

int main(int argc, char** argv) {
    if (argc != 7)
        return 2;
    smpp::net::client_config config{.hosts = {{argv[1], argv[2]}}};
    config.bind.system_id = argv[3];
    config.bind.password = argv[4];
    smpp::submit_sm like;
    like.destination = {1, 1, argv[5]};
    like.registered_delivery = 1;
    const auto reference = static_cast<std::uint16_t>(std::time(nullptr));
    auto parts = smpp::make_messages(argv[6], reference, like); // GSM-7 or UCS-2, cut if too long
    if (!parts)
        return std::cout << name_of(parts.error()) << '\n', 1;
    esme handler;
    handler.parts = std::move(*parts);
    boost::asio::io_context io{1};
    smpp::net::client client{io, config, handler};
    handler.client = &client;
    client.start();
    io.run();
    return handler.receipts == handler.parts.size() ? 0 : 1;
}

// Decodes what it encoded, without a socket.
#include "smpp/codec.hpp"
#include "smpp/text.hpp"
#include <cstdio>

int main() {
    smpp::submit_sm sms;
    sms.destination = {1, 1, "2250700000001"};
    sms.short_message = smpp::to_gsm7("Bonjour");
    std::string octets;
    if (!smpp::encode({.sequence = 1, .body = sms}, octets)) {
        return 1;
    }
    const auto read = smpp::decode(octets);
    if (!read || std::get<smpp::submit_sm>(read->body) != sms) {
        return 1;
    }
    std::puts(describe(*read).c_str());
    return 0;
}

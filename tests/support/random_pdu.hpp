#pragma once
// PDUs made at random, all of them legal, for properties.
#include "smpp/pdu.hpp"
#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

namespace support {

class random_pdu {
public:
    explicit random_pdu(std::uint32_t seed)
        : random_(seed) {}

    smpp::pdu next() {
        smpp::pdu p;
        p.sequence = static_cast<std::uint32_t>(below(0x7FFFFFFE) + 1);
        switch (below(16)) {
        case 0: p.body = smpp::generic_nack{}; break;
        case 1: p.body = bind<smpp::bind_receiver>(); break;
        case 2: p.body = bind<smpp::bind_transmitter>(); break;
        case 3: p.body = bind<smpp::bind_transceiver>(); break;
        case 4: p.body = bind_resp<smpp::bind_receiver_resp>(); break;
        case 5: p.body = bind_resp<smpp::bind_transmitter_resp>(); break;
        case 6: p.body = bind_resp<smpp::bind_transceiver_resp>(); break;
        case 7: p.body = smpp::outbind{text(15), text(16)}; break;
        case 8: p.body = smpp::unbind{}; break;
        case 9: p.body = smpp::unbind_resp{}; break;
        case 10: p.body = smpp::enquire_link{}; break;
        case 11: p.body = smpp::enquire_link_resp{}; break;
        case 12: p.body = message<smpp::submit_sm>(); break;
        case 13: p.body = answer<smpp::submit_sm_resp>(); break;
        case 14: p.body = message<smpp::deliver_sm>(); break;
        default: p.body = answer<smpp::deliver_sm_resp>(); break;
        }
        if (smpp::is_response(smpp::id_of(p.body)) && below(3) == 0) {
            p.status = static_cast<smpp::command_status>(below(0x500));
        }
        return p;
    }

    std::size_t below(std::size_t n) {
        return std::uniform_int_distribution<std::size_t>{0, n - 1}(random_);
    }
    std::uint8_t octet() { return static_cast<std::uint8_t>(below(256)); }
    /// Any octets but NUL.
    std::string text(std::size_t max) {
        std::string s(below(max + 1), ' ');
        std::ranges::generate(s, [&] { return static_cast<char>(1 + below(255)); });
        return s;
    }
    std::string octets(std::size_t max) {
        std::string s(below(max + 1), ' ');
        std::ranges::generate(s, [&] { return static_cast<char>(octet()); });
        return s;
    }

    template<class T>
    T message() {
        T m;
        m.service_type = text(5);
        m.source = {octet(), octet(), text(20)};
        m.destination = {octet(), octet(), text(20)};
        m.esm_class = octet();
        m.protocol_id = octet();
        m.priority_flag = octet();
        m.schedule_delivery_time = below(2) == 0 ? "" : "261231235959000+";
        m.validity_period = below(2) == 0 ? "" : "000001000000000R";
        m.registered_delivery = octet();
        m.replace_if_present_flag = octet();
        m.data_coding = octet();
        m.sm_default_msg_id = octet();
        m.short_message = octets(254);
        m.tlvs = tlvs();
        return m;
    }

private:
    smpp::tlv_list tlvs() {
        smpp::tlv_list list;
        for (std::size_t n = below(5); n > 0; --n) {
            list.add(static_cast<std::uint16_t>(below(0x10000)),
                     octets(below(20) == 0 ? 3000 : 12));
        }
        return list;
    }
    template<class T>
    T bind() {
        T b;
        b.system_id = text(15);
        b.password = text(16);
        b.system_type = text(12);
        b.interface_version = octet();
        b.addr_ton = octet();
        b.addr_npi = octet();
        b.address_range = text(40);
        return b;
    }
    template<class T>
    T bind_resp() {
        T b;
        b.system_id = text(15);
        b.tlvs = tlvs();
        return b;
    }
    template<class T>
    T answer() {
        T a;
        a.message_id = text(64);
        a.tlvs = tlvs();
        return a;
    }

    std::mt19937 random_;
};

} // namespace support

#pragma once
// PDUs made at random, every command, all of them such that a peer of the version may be written
// them; for properties. Octets, numbers, tags and statuses are any, named or not.
#include "smpp/pdu.hpp"
#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace support {

class random_pdu {
public:
    explicit random_pdu(std::uint32_t seed, std::uint8_t version = smpp::version_50)
        : random_(seed)
        , version_(version) {}

    /// Of any command that the version has.
    smpp::pdu next() {
        for (;;) {
            smpp::pdu p = next_of(below(std::variant_size_v<smpp::body>));
            const smpp::command_id id = smpp::id_of(p.body);
            if (smpp::is_response(id) || smpp::exists_in(id, version_)) {
                return p;
            }
        }
    }
    /// Of the alternative `index` of smpp::body.
    smpp::pdu next_of(std::size_t index) {
        smpp::pdu p;
        p.sequence = static_cast<std::uint32_t>(below(0x7FFFFFFE) + 1);
        using makers =
            std::array<void (*)(random_pdu&, smpp::body&), std::variant_size_v<smpp::body>>;
        static constexpr makers all = []<std::size_t... I>(std::index_sequence<I...>) {
            return makers{[](random_pdu& r, smpp::body& b) { r.fill(b.emplace<I>()); }...};
        }(std::make_index_sequence<std::variant_size_v<smpp::body>>{});
        all[index](*this, p.body);
        if (smpp::is_response(smpp::id_of(p.body)) && below(3) == 0) {
            p.status = status();
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
    /// Of the specification, a vendor's, or any number.
    smpp::command_status status() {
        return static_cast<smpp::command_status>(below(4) == 0 ? below(0x100000000) : below(0x500));
    }

    template<class T>
    T message() {
        T m;
        fill(m);
        return m;
    }

private:
    void fill(smpp::bind_body& b) {
        b.system_id = text(15);
        b.password = text(16);
        b.system_type = text(12);
        b.interface_version = octet();
        b.addr_ton = octet();
        b.addr_npi = octet();
        b.address_range = text(40);
        b.tlvs = tlvs();
    }
    void fill(smpp::bind_resp_body& b) {
        b.system_id = text(15);
        b.tlvs = tlvs();
    }
    void fill(smpp::outbind& b) {
        b.system_id = text(15);
        b.password = text(16);
        b.tlvs = tlvs();
    }
    void fill(smpp::empty_body& b) { b.tlvs = tlvs(); }
    void fill(smpp::sm_body& m) {
        m.service_type = text(5);
        m.source = address();
        m.destination = address();
        fill_message(m);
    }
    void fill(smpp::submit_multi& m) {
        m.service_type = text(5);
        m.source = address();
        const std::size_t most = version_ < smpp::version_50 ? 254 : 255;
        for (std::size_t n = below(20) == 0 ? most : below(6); n > 0; --n) {
            if (below(2) == 0) {
                m.destinations.emplace_back(address());
            } else {
                m.destinations.emplace_back(smpp::distribution_list{text(20)});
            }
        }
        fill_message(m);
    }
    void fill(smpp::submit_multi_resp& b) {
        b.message_id = message_id();
        for (std::size_t n = below(20) == 0 ? 255 : below(6); n > 0; --n) {
            b.unsuccess.push_back({address(), status()});
        }
        b.tlvs = tlvs();
    }
    void fill(smpp::data_sm& b) {
        b.service_type = text(5);
        b.source = address(64);
        b.destination = address(64);
        b.esm_class = octet();
        b.registered_delivery = octet();
        b.data_coding = octet();
        b.tlvs = tlvs();
    }
    void fill(smpp::sm_resp_body& b) {
        b.message_id = message_id();
        b.tlvs = tlvs();
    }
    void fill(smpp::query_sm& b) {
        b.message_id = message_id();
        b.source = address();
        b.tlvs = tlvs();
    }
    void fill(smpp::query_sm_resp& b) {
        b.message_id = message_id();
        b.final_date = time();
        b.message_state = octet();
        b.error_code = octet();
        b.tlvs = tlvs();
    }
    void fill(smpp::cancel_sm& b) {
        b.service_type = text(5);
        b.message_id = message_id();
        b.source = address();
        b.destination = address();
        b.tlvs = tlvs();
    }
    void fill(smpp::replace_sm& b) {
        b.message_id = message_id();
        b.source = address();
        b.schedule_delivery_time = time();
        b.validity_period = time();
        b.registered_delivery = octet();
        b.sm_default_msg_id = octet();
        b.short_message = short_message();
        b.tlvs = tlvs();
    }
    void fill(smpp::alert_notification& b) {
        b.source = address(64);
        b.esme_address = address(64);
        b.tlvs = tlvs();
    }
    void fill(smpp::broadcast_sm& b) {
        b.service_type = text(5);
        b.source = address();
        b.message_id = message_id();
        b.priority_flag = octet();
        b.schedule_delivery_time = time();
        b.validity_period = time();
        b.replace_if_present_flag = octet();
        b.data_coding = octet();
        b.sm_default_msg_id = octet();
        b.tlvs = tlvs();
    }
    void fill(smpp::query_broadcast_sm& b) {
        b.message_id = message_id();
        b.source = address();
        b.tlvs = tlvs();
    }
    void fill(smpp::cancel_broadcast_sm& b) {
        b.service_type = text(5);
        b.message_id = message_id();
        b.source = address();
        b.tlvs = tlvs();
    }

    /// What submit_sm, deliver_sm and submit_multi have behind their destinations.
    template<class T>
    void fill_message(T& m) {
        m.esm_class = octet();
        m.protocol_id = octet();
        m.priority_flag = octet();
        m.schedule_delivery_time = time();
        m.validity_period = time();
        m.registered_delivery = octet();
        m.replace_if_present_flag = octet();
        m.data_coding = octet();
        m.sm_default_msg_id = octet();
        m.short_message = short_message();
        m.tlvs = tlvs();
    }
    smpp::address address(std::size_t max = 20) { return {octet(), octet(), text(max)}; }
    smpp::time_field time() {
        switch (below(3)) {
        case 0: return {};
        case 1: return "261231235959000+";
        default: return "000001000000000R";
        }
    }
    std::string message_id() { return text(version_ < smpp::version_34 ? 8 : 64); }
    std::string short_message() { return octets(version_ < smpp::version_50 ? 254 : 255); }
    smpp::tlv_list tlvs() {
        smpp::tlv_list list;
        for (std::size_t n = version_ < smpp::version_34 ? 0 : below(5); n > 0; --n) {
            const std::size_t tag = below(4) == 0 ? below(0x20) : below(0x10000);
            list.add(static_cast<std::uint16_t>(tag), octets(below(20) == 0 ? 3000 : 12));
        }
        return list;
    }

    std::mt19937 random_;
    std::uint8_t version_;
};

} // namespace support

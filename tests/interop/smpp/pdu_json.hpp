#pragma once
// PDUs as JSON, for programs in other languages: the names of the specification, short_message and
// the values of optional parameters in hexadecimal.
//   {"command": "submit_sm", "status": "ROK", "sequence": 7, "source_addr": "123", ...,
//    "short_message": "48692e", "tlvs": [{"tag": "0x0424", "name": "message_payload",
//    "value": "48692e"}]}
#include "fields.hpp"
#include <boost/json.hpp>
#include <charconv>
#include <fmt/format.h>
#include <stdexcept>
#include <string>
#include <string_view>

namespace interop {

namespace json = boost::json;

inline std::string hex_of(std::string_view octets) {
    std::string out;
    for (const char c : octets) {
        fmt::format_to(std::back_inserter(out), "{:02x}", static_cast<unsigned char>(c));
    }
    return out;
}

inline std::string octets_of(std::string_view hex) {
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        unsigned value = 0;
        const auto [end, ec] = std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
        if (ec != std::errc{} || end != hex.data() + i + 2) {
            throw std::runtime_error{"not hexadecimal: " + std::string{hex}};
        }
        out += static_cast<char>(value);
    }
    return out;
}

inline std::string status_text(smpp::command_status status) {
    const std::string_view name = smpp::name_of(status);
    return name.empty() ? fmt::format("{:#x}", static_cast<std::uint32_t>(status))
                        : std::string{name};
}

inline smpp::command_status status_of(const json::value& v) {
    if (v.is_string()) {
        if (const auto named = smpp::status_named(v.get_string())) {
            return *named;
        }
        throw std::runtime_error{"no such status: " + std::string{v.get_string()}};
    }
    return static_cast<smpp::command_status>(v.to_number<std::uint32_t>());
}

class json_writer {
public:
    explicit json_writer(json::object& to)
        : to_(to) {}
    void operator()(const char* name, std::uint8_t v) { to_[name] = v; }
    void operator()(const char* name, const smpp::time_field& v) { to_[name] = v.text(); }
    void operator()(const char* name, const std::string& v) {
        to_[name] = std::string_view{name} == "short_message" ? hex_of(v) : v;
    }
    void operator()(const char* name, const std::vector<smpp::multi_destination>& v) {
        json::array list;
        for (const auto& d : v) {
            if (const auto* a = std::get_if<smpp::address>(&d)) {
                list.push_back(number(*a));
            } else {
                list.push_back({{"dl_name", std::get<smpp::distribution_list>(d).name}});
            }
        }
        to_[name] = std::move(list);
    }
    void operator()(const char* name, const std::vector<smpp::unsuccessful_delivery>& v) {
        json::array list;
        for (const auto& u : v) {
            json::object one = number(u.destination);
            one["error_status_code"] = static_cast<std::uint32_t>(u.error);
            list.push_back(std::move(one));
        }
        to_[name] = std::move(list);
    }
    void operator()(const char* name, const smpp::tlv_list& v) {
        json::array list;
        for (const smpp::tlv t : v) {
            list.push_back({{"tag", fmt::format("{:#06x}", t.tag)},
                            {"name", smpp::name_of(static_cast<smpp::tag>(t.tag))},
                            {"value", hex_of(t.value)}});
        }
        to_[name] = std::move(list);
    }

private:
    static json::object number(const smpp::address& a) {
        return {{"dest_addr_ton", a.ton}, {"dest_addr_npi", a.npi}, {"destination_addr", a.value}};
    }
    json::object& to_;
};

inline json::object to_json(const smpp::pdu& p) {
    json::object out{{"command", smpp::name_of(smpp::id_of(p.body))},
                     {"status", status_text(p.status)},
                     {"sequence", p.sequence}};
    for_each_field_of(p.body, json_writer{out});
    return out;
}

/// What is not given keeps its default.
class json_reader {
public:
    explicit json_reader(const json::object& from)
        : from_(from) {}
    void operator()(const char* name, std::uint8_t& v) const {
        if (const auto* g = from_.if_contains(name)) {
            v = g->to_number<std::uint8_t>();
        }
    }
    void operator()(const char* name, smpp::time_field& v) const {
        if (const auto* g = from_.if_contains(name)) {
            v = smpp::time_field{std::string_view{g->as_string()}};
        }
    }
    void operator()(const char* name, std::string& v) const {
        if (const auto* g = from_.if_contains(name)) {
            v = std::string_view{name} == "short_message" ? octets_of(g->as_string())
                                                          : std::string{g->as_string()};
        }
    }
    void operator()(const char* name, std::vector<smpp::multi_destination>& v) const {
        for (const auto& one : list(name)) {
            if (const auto* dl = one.as_object().if_contains("dl_name")) {
                v.emplace_back(smpp::distribution_list{std::string{dl->as_string()}});
            } else {
                v.emplace_back(number(one.as_object()));
            }
        }
    }
    void operator()(const char* name, std::vector<smpp::unsuccessful_delivery>& v) const {
        for (const auto& one : list(name)) {
            v.push_back({number(one.as_object()), status_of(one.at("error_status_code"))});
        }
    }
    void operator()(const char* name, smpp::tlv_list& v) const {
        for (const auto& one : list(name)) {
            const json::value& tag = one.at("tag");
            v.add(static_cast<std::uint16_t>(std::stoul(std::string{tag.as_string()}, nullptr, 16)),
                  octets_of(one.at("value").as_string()));
        }
    }

private:
    json::array list(const char* name) const {
        const auto* g = from_.if_contains(name);
        return g != nullptr ? g->as_array() : json::array{};
    }
    static smpp::address number(const json::object& from) {
        smpp::address a;
        const json_reader read{from};
        read("dest_addr_ton", a.ton);
        read("dest_addr_npi", a.npi);
        read("destination_addr", a.value);
        return a;
    }
    const json::object& from_;
};

namespace detail {
template<std::size_t I = 0>
smpp::body body_named(std::string_view command) {
    if constexpr (I < std::variant_size_v<smpp::body>) {
        smpp::body b{std::in_place_index<I>};
        return smpp::name_of(smpp::id_of(b)) == command ? b : body_named<I + 1>(command);
    } else {
        throw std::runtime_error{"no such command: " + std::string{command}};
    }
}
} // namespace detail

inline smpp::pdu from_json(const json::object& from) {
    smpp::pdu p;
    p.body = detail::body_named(from.at("command").as_string());
    if (const auto* status = from.if_contains("status")) {
        p.status = status_of(*status);
    }
    for_each_field_of(p.body, json_reader{from});
    return p;
}

} // namespace interop

// User data headers (TS 23.040 9.2.3.24).
#include "smpp/text/udh.hpp"
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace smpp {

namespace {

constexpr std::size_t most_header_octets = 140;

std::uint8_t octet(std::string_view octets, std::size_t at) noexcept {
    return static_cast<std::uint8_t>(octets[at]);
}
std::uint16_t two_octets(std::string_view octets, std::size_t at) noexcept {
    return static_cast<std::uint16_t>(octet(octets, at) << 8 | octet(octets, at + 1));
}
std::string octets_of(std::uint16_t value) {
    return {static_cast<char>(value >> 8), static_cast<char>(value & 0xFF)};
}

std::optional<concatenation> read_concatenation(const udh_element& e) noexcept {
    concatenation c;
    c.wide = e.id == iei::concatenation_16bit;
    if ((!c.wide && e.id != iei::concatenation_8bit) || e.data.size() != (c.wide ? 4u : 3u))
        return std::nullopt;
    c.reference = c.wide ? two_octets(e.data, 0) : octet(e.data, 0);
    c.total = octet(e.data, e.data.size() - 2);
    c.number = octet(e.data, e.data.size() - 1);
    if (c.number == 0 || c.number > c.total)
        return std::nullopt;
    return c;
}

std::optional<ports> read_ports(const udh_element& e) noexcept {
    if (e.id == iei::ports_16bit && e.data.size() == 4)
        return ports{two_octets(e.data, 0), two_octets(e.data, 2), true};
    if (e.id == iei::ports_8bit && e.data.size() == 2)
        return ports{octet(e.data, 0), octet(e.data, 1), false};
    return std::nullopt;
}

national_language read_language(const udh_element& e) noexcept {
    const auto l = static_cast<national_language>(octet(e.data, 0));
    const bool known = e.id == iei::locking_shift ? has_locking_shift(l) : has_single_shift(l);
    return known ? l : national_language::none;
}

} // namespace

std::optional<std::size_t> udh_octets(std::string_view user_data) noexcept {
    if (user_data.empty() || user_data.size() < 1u + octet(user_data, 0))
        return std::nullopt;
    return 1u + octet(user_data, 0);
}

std::expected<user_data_header, udh_error> parse_udh(std::string_view user_data) {
    const auto size = udh_octets(user_data);
    if (!size)
        return std::unexpected{udh_error::truncated};
    std::string_view rest = user_data.substr(1, *size - 1);
    user_data_header header;
    while (!rest.empty()) {
        if (rest.size() < 2 || rest.size() < 2u + octet(rest, 1))
            return std::unexpected{udh_error::element_overrun};
        const std::size_t length = octet(rest, 1);
        header.push_back({octet(rest, 0), std::string{rest.substr(2, length)}});
        rest.remove_prefix(2 + length);
    }
    return header;
}

std::optional<std::string> build_udh(const user_data_header& header) {
    if (header.empty())
        return std::string{};
    std::string octets(1, '\0');
    for (const udh_element& e : header) {
        if (octets.size() + 2 + e.data.size() > most_header_octets)
            return std::nullopt;
        octets.push_back(static_cast<char>(e.id));
        octets.push_back(static_cast<char>(e.data.size()));
        octets += e.data;
    }
    octets.front() = static_cast<char>(octets.size() - 1);
    return octets;
}

std::optional<concatenation> concatenation_of(const user_data_header& header) noexcept {
    std::optional<concatenation> last;
    for (const udh_element& e : header)
        if (const auto c = read_concatenation(e))
            last = c;
    return last;
}

std::optional<ports> ports_of(const user_data_header& header) noexcept {
    std::optional<ports> last;
    for (const udh_element& e : header)
        if (const auto p = read_ports(e))
            last = p;
    return last;
}

shift_tables tables_of(const user_data_header& header) noexcept {
    shift_tables tables;
    for (const udh_element& e : header) {
        if (e.data.size() != 1)
            continue;
        if (e.id == iei::locking_shift)
            tables.locking = read_language(e);
        else if (e.id == iei::single_shift)
            tables.single = read_language(e);
    }
    return tables;
}

udh_element element_of(const concatenation& c) {
    const std::string place{static_cast<char>(c.total), static_cast<char>(c.number)};
    if (c.wide)
        return {iei::concatenation_16bit, octets_of(c.reference) + place};
    return {iei::concatenation_8bit, static_cast<char>(c.reference & 0xFF) + place};
}

udh_element element_of(const ports& p) {
    if (p.wide)
        return {iei::ports_16bit, octets_of(p.destination) + octets_of(p.source)};
    return {iei::ports_8bit, {static_cast<char>(p.destination), static_cast<char>(p.source)}};
}

void append_elements(user_data_header& header, const shift_tables& tables) {
    const auto add = [&](std::uint8_t id, national_language l) {
        if (l != national_language::none)
            header.push_back({id, std::string(1, static_cast<char>(l))});
    };
    add(iei::locking_shift, tables.locking);
    add(iei::single_shift, tables.single);
}

} // namespace smpp

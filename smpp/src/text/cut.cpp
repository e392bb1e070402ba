// Where an encoded text may be cut.
#include "cut.hpp"
#include "gsm7_table.hpp"
#include "utf8.hpp"
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smpp {

std::optional<std::string> septet_costs(std::string_view utf8) {
    std::string costs;
    costs.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const utf8_step step = next_utf8(utf8.substr(at));
        const gsm7::code code = gsm7::find(step.code);
        if (code == gsm7::absent)
            return std::nullopt;
        costs.push_back(gsm7::is_escaped(code) ? 2 : 1);
        at += step.size;
    }
    return costs;
}

cutter::step cutter::next(std::string_view octets, std::size_t at) const noexcept {
    const auto octet = static_cast<unsigned char>(octets[at]);
    const std::size_t left = octets.size() - at;
    if (charset_ == charset::ucs2) {
        // What this library wrote has no lone surrogate.
        const bool pair = octet >= 0xD8 && octet < 0xDC;
        return pair ? step{std::min<std::size_t>(4, left), 2}
                    : step{std::min<std::size_t>(2, left), 1};
    }
    if (charset_ == charset::gsm7 && octet == gsm7::escape && left > 1)
        return {2, 2};
    return {1, at < costs_.size() ? static_cast<std::size_t>(costs_[at]) : 1};
}

std::optional<std::vector<std::string_view>> cutter::operator()(std::string_view octets,
                                                                std::size_t alone, std::size_t part,
                                                                std::size_t most) const {
    std::vector<std::string_view> parts;
    std::size_t start = 0;
    std::size_t filled = 0;
    std::size_t used = 0;
    for (std::size_t at = 0; at < octets.size();) {
        const step s = next(octets, at);
        used += s.cost;
        if (filled + s.cost > part) {
            // Its last part is still to come. While it may yet fit alone, parts only add up.
            if (used > alone && parts.size() + 2 > most)
                return std::nullopt;
            parts.push_back(octets.substr(start, at - start));
            start = at;
            filled = 0;
        }
        filled += s.cost;
        at += s.octets;
    }
    if (used <= alone)
        return std::vector{octets};
    parts.push_back(octets.substr(start));
    if (parts.size() > most)
        return std::nullopt;
    return parts;
}

} // namespace smpp

#include "sim/utility/faults.hpp"
#include <charconv>
#include <fmt/format.h>

namespace yeelen::sim {

namespace {

using std::chrono::milliseconds;

std::optional<unsigned> number(std::string_view text) {
    unsigned n = 0;
    const auto [at, ec] = std::from_chars(text.data(), text.data() + text.size(), n);
    return ec == std::errc{} && at == text.data() + text.size() ? std::optional{n} : std::nullopt;
}

/// "250ms", "2s".
std::optional<milliseconds> delay_of(std::string_view text) {
    const bool ms = text.ends_with("ms");
    if (!ms && !text.ends_with('s')) {
        return std::nullopt;
    }
    const auto n = number(text.substr(0, text.size() - (ms ? 2 : 1)));
    if (!n || *n > 600'000) {
        return std::nullopt;
    }
    return milliseconds{ms ? *n : *n * 1000};
}

} // namespace

std::expected<fault, std::string> parse_fault(std::string_view text) {
    if (text == "hang") {
        return fault{.kind = fault_kind::hang};
    }
    if (text == "garbage") {
        return fault{.kind = fault_kind::garbage};
    }
    if (text == "close") {
        return fault{.kind = fault_kind::close};
    }
    if (text == "huge") {
        return fault{.kind = fault_kind::huge};
    }
    if (text == "lost") {
        return fault{.kind = fault_kind::lost};
    }
    if (text.starts_with("slow:")) {
        if (const auto d = delay_of(text.substr(5))) {
            return fault{.kind = fault_kind::slow, .delay = *d};
        }
    } else if (const auto n = number(text); n && *n >= 300 && *n <= 599) {
        return fault{.kind = fault_kind::status, .status = *n};
    }
    return std::unexpected(fmt::format(
        "'{}' is no kind of fault (300 to 599, hang, slow:2s, garbage, close, huge, lost)", text));
}

void fault_list::add(std::string operation, fault f, std::uint64_t count) {
    list_.push_back({std::move(operation), f, count});
}

std::optional<fault> fault_list::take(std::string_view operation, std::string_view contract) {
    for (auto it = list_.begin(); it != list_.end(); ++it) {
        if (it->operation != "*" && it->operation != operation) {
            continue;
        }
        const auto f = it->what;
        if (it->left == 1) {
            list_.erase(it);
        } else if (it->left > 1) {
            --it->left;
        }
        return f;
    }
    return fault_of_contract(operation, contract);
}

std::optional<fault> fault_of_contract(std::string_view operation, std::string_view contract) {
    if (contract.size() != 7 || (!contract.starts_with("9990") && !contract.starts_with("9991"))) {
        return std::nullopt;
    }
    if (contract[3] == '1' && (operation == "find_contract" || operation == "find_meter")) {
        return std::nullopt;
    }
    const auto code = number(contract.substr(4)).value_or(0);
    switch (code) {
    case 1: return fault{.kind = fault_kind::hang};
    case 2: return fault{.kind = fault_kind::slow, .delay = milliseconds{2'000}};
    case 3: return fault{.kind = fault_kind::garbage};
    case 4: return fault{.kind = fault_kind::close};
    case 5: return fault{.kind = fault_kind::huge};
    case 6: return fault{.kind = fault_kind::slow, .delay = milliseconds{15'000}};
    case 7: return fault{.kind = fault_kind::lost};
    default: break;
    }
    return code >= 300 && code <= 599
               ? std::optional{fault{.kind = fault_kind::status, .status = code}}
               : std::nullopt;
}

} // namespace yeelen::sim

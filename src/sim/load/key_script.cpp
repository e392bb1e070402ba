#include "sim/load/key_script.hpp"
#include <fmt/format.h>
#include <iterator>

namespace yeelen::sim {

std::vector<std::string> split_keys(std::string_view text) {
    std::vector<std::string> keys;
    while (!text.empty()) {
        const auto comma = text.find(',');
        keys.emplace_back(text.substr(0, comma));
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
    }
    return keys;
}

void expand_key(std::string_view key, std::uint32_t phone, std::uint32_t session,
                std::string& out) {
    constexpr std::string_view phone_name = "{phone}";
    constexpr std::string_view session_name = "{session}";
    out.clear();
    while (!key.empty()) {
        const auto brace = key.find('{');
        out += key.substr(0, brace);
        if (brace == std::string_view::npos) {
            return;
        }
        key.remove_prefix(brace);
        if (key.starts_with(phone_name)) {
            fmt::format_to(std::back_inserter(out), "{:06}", phone % 1'000'000);
            key.remove_prefix(phone_name.size());
        } else if (key.starts_with(session_name)) {
            fmt::format_to(std::back_inserter(out), "{:06}", session % 1'000'000);
            key.remove_prefix(session_name.size());
        } else {
            out += '{';
            key.remove_prefix(1);
        }
    }
}

} // namespace yeelen::sim

#include "api/key_ring.hpp"

#include <cstddef>

namespace yeelen::api {

namespace {

/// As many steps as the key is long, whatever was presented. The volatile keeps the compiler from
/// stopping early.
unsigned difference(std::string_view key, std::string_view presented) noexcept {
    volatile unsigned different = key.size() == presented.size() ? 0U : 1U;
    for (std::size_t i = 0; i < key.size(); ++i) {
        const auto theirs = static_cast<unsigned char>(presented[i % presented.size()]);
        different = different | (static_cast<unsigned char>(key[i]) ^ unsigned{theirs});
    }
    return different;
}

} // namespace

bool key_ring::holds(std::string_view presented) const noexcept {
    if (presented.empty()) {
        return false;
    }
    unsigned found = 0;
    for (const auto& key : keys_) {
        const unsigned different = difference(key, presented);
        found |= static_cast<unsigned>(different == 0);
    }
    return found != 0;
}

std::string_view presented_key(std::string_view authorization,
                               std::string_view x_api_key) noexcept {
    if (authorization.empty()) {
        return x_api_key;
    }
    constexpr std::string_view scheme = "bearer ";
    if (authorization.size() <= scheme.size()) {
        return {};
    }
    for (std::size_t i = 0; i < scheme.size(); ++i) {
        const char c = authorization[i];
        if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != scheme[i]) {
            return {};
        }
    }
    authorization.remove_prefix(scheme.size());
    while (authorization.starts_with(' ')) {
        authorization.remove_prefix(1);
    }
    return authorization;
}

} // namespace yeelen::api

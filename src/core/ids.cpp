#include "core/ids.hpp"

#include <bit>
#include <charconv>
#include <fmt/format.h>
#include <random>

namespace yeelen::core {

namespace {

/// splitmix64: spreads one seed over the generator's state, as its authors advise.
std::uint64_t spread(std::uint64_t& seed) {
    seed += 0x9E3779B97F4A7C15u;
    std::uint64_t z = seed;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

} // namespace

std::string correlation_id::hex() const {
    return fmt::format("{:016x}{:016x}", words[0], words[1]);
}

std::optional<correlation_id> correlation_id::parse(std::string_view hex) {
    if (hex.size() != 32) {
        return std::nullopt;
    }
    correlation_id id;
    for (std::size_t i = 0; i < 2; ++i) {
        const char* first = hex.data() + i * 16;
        auto [end, error] = std::from_chars(first, first + 16, id.words[i], 16);
        if (error != std::errc{} || end != first + 16) {
            return std::nullopt;
        }
    }
    return id;
}

id_source::id_source() {
    std::random_device device;
    for (auto& word : state_) {
        word = (std::uint64_t{device()} << 32) | device();
    }
}

id_source::id_source(std::uint64_t seed) {
    for (auto& word : state_) {
        word = spread(seed);
    }
}

std::uint64_t id_source::next_u64() {
    const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
}

correlation_id id_source::next() {
    return {{next_u64() | 1, next_u64()}};
}

std::string traceparent(const correlation_id& id, std::uint64_t span) {
    return fmt::format("00-{:016x}{:016x}-{:016x}-01", id.words[0], id.words[1], span | 1);
}

} // namespace yeelen::core

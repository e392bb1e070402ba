#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace yeelen::sim {

/// splitmix64: a stream of numbers from one, the same everywhere.
class dice {
public:
    explicit dice(std::uint64_t seed)
        : state_(seed) {}
    std::uint64_t next() noexcept {
        auto z = state_ += 0x9E3779B97F4A7C15u;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }
    std::int64_t between(std::int64_t least, std::int64_t most) noexcept {
        return least +
               static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(most - least + 1));
    }
    std::string_view one_of(std::span<const std::string_view> list) noexcept {
        return list[next() % list.size()];
    }

private:
    std::uint64_t state_;
};

} // namespace yeelen::sim

#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::core {

/// 128 random bits that follow one conversation or one message from the key press to the backend:
/// the W3C trace-id.
struct correlation_id {
    std::array<std::uint64_t, 2> words{};
    /// 32 lower-case hex digits.
    std::string hex() const;
    static std::optional<correlation_id> parse(std::string_view hex);
    bool operator==(const correlation_id&) const = default;
};

/// Makes ids from a seed; not thread-safe, one a shard (xoshiro256**: quick, unguessable enough for
/// names, not for secrets).
class id_source {
public:
    /// Seeded from the operating system.
    id_source();
    /// For tests: always the same ids.
    explicit id_source(std::uint64_t seed);
    correlation_id next();
    std::uint64_t next_u64();

private:
    std::array<std::uint64_t, 4> state_;
};

/// `traceparent` of W3C Trace Context level 1: version 00, sampled.
std::string traceparent(const correlation_id& id, std::uint64_t span);

} // namespace yeelen::core

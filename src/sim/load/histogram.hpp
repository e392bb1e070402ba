#pragma once
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace yeelen::sim {

/// Counts of microseconds in buckets of at most 1.6 % width (64 to each power of two): constant
/// room, no allocation.
class histogram {
public:
    void record(std::uint64_t us) noexcept {
        ++counts_[bucket_of(us)];
        ++total_;
        max_ = us > max_ ? us : max_;
    }
    void clear() noexcept { *this = {}; }
    std::uint64_t count() const noexcept { return total_; }
    std::uint64_t max() const noexcept { return max_; }

    /// The upper edge of the bucket that the quantile (0 to 1) falls in, never over max(); 0 when
    /// nothing was recorded.
    std::uint64_t quantile(double q) const noexcept {
        const auto rank = static_cast<std::uint64_t>(std::ceil(q * static_cast<double>(total_)));
        std::uint64_t seen = 0;
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            seen += counts_[i];
            if (seen >= rank && seen > 0) {
                const auto edge = upper_edge(i);
                return edge < max_ ? edge : max_;
            }
        }
        return max_;
    }

    static constexpr std::size_t bucket_of(std::uint64_t us) noexcept {
        if (us < 2 * sub) {
            return static_cast<std::size_t>(us);
        }
        const auto shift = static_cast<unsigned>(std::bit_width(us)) - sub_bits - 1;
        const auto i = shift * sub + (us >> shift);
        return static_cast<std::size_t>(i < buckets ? i : buckets - 1);
    }
    static constexpr std::uint64_t upper_edge(std::size_t i) noexcept {
        if (i < 2 * sub) {
            return i;
        }
        const auto shift = i / sub - 1;
        return ((i - shift * sub + 1) << shift) - 1;
    }

private:
    static constexpr unsigned sub_bits = 6;
    static constexpr std::uint64_t sub = 1u << sub_bits;
    static constexpr std::size_t buckets = 32 * sub; ///< beyond an hour all is one
    std::array<std::uint64_t, buckets> counts_{};
    std::uint64_t total_ = 0;
    std::uint64_t max_ = 0;
};

} // namespace yeelen::sim

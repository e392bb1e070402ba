#pragma once
// Which messages of a load were accepted and which have arrived. Pure.
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::sim {

/// Texts begin with "#<number> ": the number tells them apart.
inline std::optional<std::uint64_t> number_of_text(std::string_view text) {
    std::uint64_t n = 0;
    if (!text.starts_with('#')) {
        return std::nullopt;
    }
    const auto [at, ec] = std::from_chars(text.data() + 1, text.data() + text.size(), n);
    return ec == std::errc{} && at != text.data() + 1 ? std::optional{n} : std::nullopt;
}

class sms_ledger {
public:
    void accepted(std::uint64_t n) {
        auto& e = at(n);
        accepted_ += e.accepted ? 0 : 1;
        missing_ += e.accepted || e.arrivals > 0 ? 0 : 1;
        e.accepted = true;
    }
    void arrived(std::uint64_t n) {
        auto& e = at(n);
        if (e.arrivals == 0) {
            ++arrived_;
            missing_ -= e.accepted ? 1 : 0;
        } else {
            ++doubled_;
        }
        e.arrivals = static_cast<std::uint8_t>(std::min(e.arrivals + 1, 200));
    }
    std::uint64_t accepted_count() const noexcept { return accepted_; }
    std::uint64_t arrived_count() const noexcept { return arrived_; }
    /// Arrivals of messages that had arrived before.
    std::uint64_t doubled() const noexcept { return doubled_; }
    /// Accepted and not (yet) arrived.
    std::uint64_t missing() const noexcept { return missing_; }

private:
    struct entry {
        bool accepted = false;
        std::uint8_t arrivals = 0;
    };
    /// Beyond this the number is none of ours.
    static constexpr std::uint64_t most = 100'000'000;
    entry& at(std::uint64_t n) {
        if (n >= most) {
            return stranger_;
        }
        if (n >= entries_.size()) {
            entries_.resize(
                std::max<std::size_t>(static_cast<std::size_t>(n) + 1, entries_.size() * 2));
        }
        return entries_[static_cast<std::size_t>(n)];
    }
    std::vector<entry> entries_;
    entry stranger_;
    std::uint64_t accepted_ = 0;
    std::uint64_t arrived_ = 0;
    std::uint64_t doubled_ = 0;
    std::uint64_t missing_ = 0;
};

} // namespace yeelen::sim

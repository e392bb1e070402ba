#pragma once
// Failures on request: by the faults API for the next so many calls, or always for certain contract
// numbers. Pure.
#include <chrono>
#include <cstdint>
#include <deque>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::sim {

enum class fault_kind : std::uint8_t {
    status,  ///< `status` with an error body
    hang,    ///< no answer for a minute, then none
    slow,    ///< the right answer, late
    garbage, ///< 200 and a body that is no JSON
    close,   ///< the connection is closed without an answer
    huge,    ///< 200 and a body of 2 MiB
    lost,    ///< done, but the answer never leaves
};

struct fault {
    fault_kind kind = fault_kind::status;
    unsigned status = 500;
    std::chrono::milliseconds delay{0};
};

/// "500", "404", "hang", "slow:2s", "garbage", "close", "huge", "lost".
std::expected<fault, std::string> parse_fault(std::string_view text);

class fault_list {
public:
    /// `operation` is one of config/backends/utility.yaml, or "*". Count 0: until cleared.
    void add(std::string operation, fault f, std::uint64_t count);
    void clear() noexcept { list_.clear(); }
    /// The fault for this call, used up by one. The contract's own comes after those asked for.
    std::optional<fault> take(std::string_view operation, std::string_view contract);
    std::size_t size() const noexcept { return list_.size(); }

private:
    struct entry {
        std::string operation;
        fault what;
        std::uint64_t left; ///< 0: without end
    };
    std::deque<entry> list_;
};

/// 9990xxx: each call fails. 9991xxx: each but find_contract and find_meter.
std::optional<fault> fault_of_contract(std::string_view operation, std::string_view contract);

} // namespace yeelen::sim

#pragma once
// Long messages from their parts, as a handset puts them together. Pure.
#include "smpp/pdu.hpp"
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace yeelen::sim {

struct whole_sms {
    std::string text; ///< UTF-8
    std::size_t parts = 1;
};

/// One handset's. Parts in any order and more than once; by user data header (TS 23.040 9.2.3.24.1
/// and .8) or sar_* TLVs.
class sms_assembler {
public:
    /// The message, when this part completes it (or it has no others).
    std::optional<whole_sms> add(const smpp::sm_body& sm);
    std::size_t incomplete() const noexcept { return open_.size(); }

private:
    struct partial {
        std::string from;
        unsigned reference;
        std::uint8_t data_coding;
        std::vector<std::optional<std::string>> parts;
    };
    /// More are not kept: the oldest gives way.
    static constexpr std::size_t most_open = 32;
    std::deque<partial> open_;
};

} // namespace yeelen::sim

#pragma once
// Long messages from their parts (TS 23.040 9.2.3.24.1, .8; SMPP 3.4 5.3.2.22-24): in any order,
// twice, over several binds, never whole. Pure: the clock is passed in. One for a connector: give
// it the parts of all its binds. Everything it keeps is bounded.
#include "smpp/message.hpp"
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace smpp {

struct reassembly_limits {
    std::chrono::milliseconds lifetime{600'000}; ///< of a message, from the part that came first
    /// How long a whole message is known, so that a part that comes again begins no new one.
    std::chrono::milliseconds memory{60'000};
    std::size_t max_messages = 10'000;  ///< not whole yet; as many whole ones are remembered
    std::size_t max_parts = 100'000;    ///< in all
    std::size_t max_octets = 16u << 20; ///< of text, in all
    std::size_t max_per_source = 32;    ///< messages not whole of one source address
};

struct message_piece {
    std::uint8_t number = 1;
    std::uint8_t data_coding = 0;
    shift_tables tables{};
    std::string octets;
    std::uint64_t token = 0; ///< the caller's
    bool operator==(const message_piece&) const = default;
};

/// What was put together, or as much as there is.
struct assembled_message {
    address source;
    address destination;
    std::optional<smpp::ports> ports; ///< of the part that came first, as the addresses
    segment_method method = segment_method::udh8;
    std::uint16_t reference = 0;
    std::uint8_t total = 1;
    std::vector<message_piece> pieces; ///< by number; `total` of them when it is whole
    bool whole() const noexcept { return pieces.size() == total; }
    std::size_t octets() const noexcept;
};
/// The text of the pieces that are there. Neighbours of the same coding are joined before they are
/// read: a sender may cut a surrogate pair or an escape in two. Fails as read_text() does.
std::expected<std::string, text_error> text_of(const assembled_message& message,
                                               const coding_rules& rules = {});

class reassembler {
public:
    using time_point = std::chrono::steady_clock::time_point;

    enum class outcome : std::uint8_t {
        whole,     ///< `message` is it: this part completed it, or it has no others
        kept,      ///< others are missing
        duplicate, ///< this part is here already
        late,      ///< a part, again, of a message that was whole a short while ago
        too_large, ///< for max_octets or max_parts, by itself or with its others; not kept
    };
    enum class loss : std::uint8_t {
        expired,    ///< lifetime
        replaced,   ///< another part of that number came: the sender has begun a new message
        over_bound, ///< it was the oldest when there was no more room
    };
    struct given_up {
        assembled_message message; ///< not whole
        loss why = loss::expired;
    };
    struct result {
        outcome what = outcome::kept;
        std::optional<assembled_message> message;
        std::vector<given_up> lost;
    };

    explicit reassembler(const reassembly_limits& limits = {});
    ~reassembler();
    reassembler(reassembler&&) noexcept;
    reassembler& operator=(reassembler&&) noexcept;

    /// Parts belong together that have source, destination (without ton and npi), reference,
    /// method and total in common: of two totals each is a message of its own. A part without a
    /// place, or of a total of 1, is whole at once. `now` must not go back.
    result add(message_part part, std::uint64_t token, time_point now);
    /// Gives up what has expired.
    std::vector<given_up> tick(time_point now);
    /// When tick() has something to do; time_point::max() if nothing is kept.
    time_point wake() const noexcept;

    std::size_t messages() const noexcept; ///< not whole
    std::size_t parts() const noexcept;
    std::size_t octets() const noexcept;

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace smpp

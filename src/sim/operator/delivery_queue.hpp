#pragma once
// The network's messages to the gateway until they are answered: sent, and sent again after a link
// was lost. Pure.
#include "smpp/pdu.hpp"
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>

namespace yeelen::sim {

/// One deliver_sm on its way. The same body goes out at each send; only the PDU's sequence_number
/// differs.
struct delivery {
    std::string msisdn;
    smpp::body sm; ///< a deliver_sm
    bool receipt = false;
    std::uint32_t sends = 0;
};

/// Oldest first, also when sent again.
class delivery_queue {
public:
    /// Tokens grow; 0 is never one.
    std::uint64_t add(delivery d);
    /// It is no longer worth sending (again). An answer that comes later is unknown.
    void drop(std::uint64_t token);

    /// The oldest that waits to be sent; null when none does.
    const delivery* front(std::uint64_t& token) const noexcept;
    const delivery* find(std::uint64_t token) const noexcept;
    void sent(std::uint64_t token);
    /// The gateway answered, with whatever status. Nothing when the token is not known any more.
    std::optional<delivery> answered(std::uint64_t token);
    /// No answer came, and the gateway may or may not have got it: sent again.
    void unanswered(std::span<const std::uint64_t> tokens);

    std::size_t size() const noexcept { return all_.size(); }
    std::uint64_t sent_count() const noexcept { return sent_; }
    std::uint64_t retransmitted_count() const noexcept { return retransmitted_; }

private:
    std::map<std::uint64_t, delivery> all_;
    std::set<std::uint64_t> ready_;
    std::uint64_t last_ = 0;
    std::uint64_t sent_ = 0;
    std::uint64_t retransmitted_ = 0;
};

} // namespace yeelen::sim

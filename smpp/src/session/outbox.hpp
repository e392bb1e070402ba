#pragma once
// Octets on their way out. The socket writes from one buffer that stays as it is; new PDUs gather
// in two others.
#include <cstddef>
#include <string>
#include <string_view>

namespace smpp {

class outbox {
public:
    /// Encode into one of these. Urgent PDUs overtake all that is not yet in current().
    std::string& urgent() noexcept { return urgent_; }
    std::string& queue() noexcept { return queue_; }

    /// What the socket writes now. Filled again, up to about 64 KiB of whole PDUs, only when it was
    /// empty.
    std::string_view current();
    void consume(std::size_t octets) noexcept;
    std::size_t pending() const noexcept {
        return (current_.size() - taken_) + urgent_.size() + (queue_.size() - moved_);
    }
    /// Forgets what current() did not give out yet.
    void drop_waiting() noexcept;
    /// For a link that rests: the buffers that a busy time needed.
    void give_back() noexcept;

private:
    void refill();

    std::string current_;
    std::size_t taken_ = 0; ///< of current_
    std::string urgent_;
    std::string queue_;
    std::size_t moved_ = 0; ///< of queue_, to current_; always at a PDU's first octet
};

} // namespace smpp

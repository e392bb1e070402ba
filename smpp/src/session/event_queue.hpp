#pragma once
// Events that wait for next_event(). Emptied after every feed, so a vector with a read position is
// all it takes.
#include "smpp/session.hpp"
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace smpp {

class event_queue {
public:
    template<class Event, class... Args>
    Event& add(Args&&... args) {
        return std::get<Event>(
            events_.emplace_back(std::in_place_type<Event>, std::forward<Args>(args)...));
    }
    /// The one added last, after all not an event.
    void take_back() noexcept { events_.pop_back(); }

    std::optional<session_event> take() {
        if (next_ == events_.size()) {
            return std::nullopt;
        }
        std::optional<session_event> e{std::move(events_[next_])};
        if (++next_ == events_.size()) {
            if (events_.capacity() > kept_capacity) {
                events_ = std::vector<session_event>{}; // not {}: that keeps the memory
            }
            events_.clear();
            next_ = 0;
        }
        return e;
    }

    /// For a link that rests.
    void give_back() noexcept {
        if (events_.empty()) {
            events_ = std::vector<session_event>{};
        }
    }

private:
    /// What one read of 64 KiB may bring; more is given back at once.
    static constexpr std::size_t kept_capacity = 1024;
    std::vector<session_event> events_;
    std::size_t next_ = 0;
};

} // namespace smpp

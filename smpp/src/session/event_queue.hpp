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
    void add(Args&&... args) {
        events_.emplace_back(std::in_place_type<Event>, std::forward<Args>(args)...);
    }

    std::optional<session_event> take() {
        if (next_ == events_.size()) {
            return std::nullopt;
        }
        std::optional<session_event> e{std::move(events_[next_])};
        if (++next_ == events_.size()) {
            if (events_.capacity() > kept_capacity) {
                events_ = {};
            }
            events_.clear();
            next_ = 0;
        }
        return e;
    }

private:
    static constexpr std::size_t kept_capacity = 256;
    std::vector<session_event> events_;
    std::size_t next_ = 0;
};

} // namespace smpp

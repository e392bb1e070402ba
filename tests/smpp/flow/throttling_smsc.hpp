#pragma once
// An SMSC that takes so many messages a second and throttles what is over, as operators count it.
#include "smpp/session.hpp"
#include <deque>

namespace support {

class throttling_smsc {
public:
    enum class kind {
        clock_second, ///< a counter that begins anew each second
        any_second,   ///< the last so many must be a second old
    };
    throttling_smsc(std::size_t a_second, kind k)
        : a_second_(a_second)
        , kind_(k) {}

    bool takes(smpp::time_point now) {
        while (!taken_.empty() && past(taken_.front(), now)) {
            taken_.pop_front();
        }
        if (taken_.size() >= a_second_) {
            return false;
        }
        taken_.push_back(now);
        return true;
    }

private:
    bool past(smpp::time_point then, smpp::time_point now) const {
        using std::chrono::floor;
        using std::chrono::seconds;
        return kind_ == kind::clock_second ? floor<seconds>(then) < floor<seconds>(now)
                                           : now - then >= seconds{1};
    }

    std::size_t a_second_;
    kind kind_;
    std::deque<smpp::time_point> taken_;
};

} // namespace support

#pragma once
// Which of a client's hosts is tried next, and after what wait. No clock; the jitter's seed comes
// from outside.
#include "backoff.hpp"
#include "smpp/reaction.hpp"
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace smpp::net {

class rounds {
public:
    using milliseconds = std::chrono::milliseconds;
    struct next {
        std::size_t host;
        milliseconds wait;
    };

    rounds(std::size_t hosts, milliseconds min, milliseconds max, std::uint32_t seed)
        : hosts_(std::max<std::size_t>(hosts, 1))
        , wait_(min, max, seed) {}

    /// The first try of all: at once.
    next begin() {
        wait_.reset();
        host_ = 0;
        return {host_, milliseconds{0}};
    }
    /// No link, or one that was lost soon: the next host at once, after the last one a wait.
    next failed() {
        if (host_ + 1 < hosts_) {
            return {++host_, milliseconds{0}};
        }
        host_ = 0;
        return {host_, wait_.next()};
    }
    /// A bind was lost: one that held begins a new round, one that did not goes on like a host that
    /// failed. Never at once, for many binds are lost in one instant: after a part of the shortest
    /// wait.
    next lost(bool held) {
        if (!held) {
            next n = failed();
            n.wait = n.wait.count() > 0 ? n.wait : wait_.first();
            return n;
        }
        wait_.reset();
        host_ = 0;
        return {host_, wait_.next()};
    }
    /// The same host again unless another may say otherwise; no sooner than the reaction allows,
    /// and up to half as much later.
    next refused(const bind_reaction& r) {
        next n = r.next_host ? failed() : next{host_, wait_.next()};
        n.wait = std::max(n.wait, r.wait + wait_.up_to(r.wait / 2));
        return n;
    }

private:
    std::size_t hosts_;
    std::size_t host_ = 0;
    backoff wait_;
};

} // namespace smpp::net

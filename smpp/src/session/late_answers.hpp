#pragma once
// Requests whose time ran out, a bounded number of them, so that a late answer finds its token.
#include "smpp/types.hpp"
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_map>

namespace smpp {

class late_answers {
public:
    explicit late_answers(std::size_t limit)
        : limit_(limit) {}

    void add(std::uint32_t sequence, command_id answer, std::uint64_t token) {
        if (order_.size() >= limit_) {
            expected_.erase(order_.front());
            order_.pop_front();
        }
        expected_[sequence] = {answer, token};
        order_.push_back(sequence);
    }

    /// Its token, once; a generic_nack answers any.
    std::optional<std::uint64_t> take(std::uint32_t sequence, command_id answer) {
        const auto found = expected_.find(sequence);
        if (found == expected_.end() ||
            (found->second.answer != answer && answer != command_id::generic_nack)) {
            return std::nullopt;
        }
        const std::uint64_t token = found->second.token;
        expected_.erase(found);
        return token;
    }

    /// The number is used anew: what comes is the answer to that.
    void forget(std::uint32_t sequence) { expected_.erase(sequence); }
    bool empty() const noexcept { return expected_.empty(); }

private:
    struct late {
        command_id answer;
        std::uint64_t token;
    };
    std::size_t limit_;
    std::unordered_map<std::uint32_t, late> expected_;
    std::deque<std::uint32_t> order_; ///< may name some that are no longer expected
};

} // namespace smpp

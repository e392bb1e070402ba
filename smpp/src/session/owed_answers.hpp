#pragma once
// Requests of the peer that the owner has not answered yet, in the order in which they came. A
// ring: owners answer mostly in that order, and then nothing is searched, moved or allocated. Where
// they do not and the numbers do not tell the place either, an index does, so that a peer with
// numbers of its own taste cannot make each answer cost as much as all that wait.
#include "smpp/types.hpp"
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <vector>

namespace smpp {

class owed_answers {
public:
    /// A peer that gives one number twice is owed two answers.
    void add(std::uint32_t sequence, command_id answer);
    /// Takes the request that `answer` with this sequence answers; a generic_nack answers any.
    /// False: no such answer is owed.
    bool take(std::uint32_t sequence, command_id answer);

    std::size_t size() const noexcept { return size_; }
    /// How many were added so far, for answered_before().
    std::uint64_t mark() const noexcept { return added_; }
    /// Nothing is owed of what was added before that mark().
    bool answered_before(std::uint64_t mark) const noexcept {
        return size_ == 0 || at(first_).number >= mark;
    }
    /// Whether answers were out of order so far that an index is kept, for now.
    bool indexed() const noexcept { return index_ != nullptr; }
    /// For a link that rests: the memory, if nothing is owed.
    void give_back() noexcept;

private:
    struct request {
        std::uint64_t number; ///< counts all that were added
        std::uint32_t sequence;
        command_id answer; ///< `none`: answered already, out of turn
    };
    static constexpr command_id none{};
    struct key {
        std::uint32_t sequence;
        command_id answer;
        std::uint64_t number;
        auto operator<=>(const key&) const = default;
    };

    request& at(std::uint64_t place) noexcept {
        return ring_[static_cast<std::size_t>(place) & (ring_.size() - 1)];
    }
    const request& at(std::uint64_t place) const noexcept {
        return ring_[static_cast<std::size_t>(place) & (ring_.size() - 1)];
    }
    bool take_at(std::uint64_t place, std::uint32_t sequence, command_id answer) noexcept;
    bool search(std::uint32_t sequence, command_id answer);
    bool take_indexed(std::uint32_t sequence, command_id answer);
    void make_room();
    void make_index();

    std::vector<request> ring_; ///< its size is a power of two, or 0
    std::uint64_t first_ = 0;   ///< the place of the oldest one that is owed
    std::uint64_t end_ = 0;     ///< the place after the newest
    std::size_t size_ = 0;      ///< owed; the rest from first_ to end_ is answered
    std::uint64_t added_ = 0;
    /// Of all that is owed, from the first long search until nothing is; else null. A tree, for a
    /// hash can be flooded.
    std::unique_ptr<std::set<key>> index_;
};

} // namespace smpp

#pragma once
// What a reassembler keeps: messages that are not whole, the oldest first, and whole ones that are
// remembered. Owned by the reassembler.
#include "smpp/reassembly.hpp"
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace smpp {

struct message_name {
    std::string source;
    std::string destination;
    std::uint16_t reference;
    segment_method method;
    std::uint8_t total;
    auto operator<=>(const message_name&) const = default;
};

struct open_message {
    message_name name;
    assembled_message message;
    reassembler::time_point ends;
    /// So far each part was also one of a whole message with this name: most likely late ones. It
    /// is a message of its own as soon as another part says so.
    bool repeats = false;
    std::size_t octets = 0;
};

/// Messages in the order of their beginning, found by name, counted by source.
class open_messages {
public:
    using iterator = std::list<open_message>::iterator;

    iterator none() noexcept { return all_.end(); }
    iterator find(const message_name& name);
    iterator begin_one(open_message m);
    /// False if a part with that number is there.
    void add_piece(iterator at, message_piece piece);
    open_message take(iterator at);

    bool empty() const noexcept { return all_.empty(); }
    iterator oldest() noexcept { return all_.begin(); }
    const open_message& front() const noexcept { return all_.front(); }
    /// none() if there are none of that source.
    iterator oldest_of(const std::string& source);
    std::size_t count_of(const std::string& source) const;

    std::size_t messages() const noexcept { return all_.size(); }
    std::size_t parts() const noexcept { return parts_; }
    std::size_t octets() const noexcept { return octets_; }

private:
    std::list<open_message> all_;
    std::map<message_name, iterator> by_name_;
    std::map<std::string, std::list<iterator>> by_source_;
    std::size_t parts_ = 0;
    std::size_t octets_ = 0;
};

/// The parts of whole messages, by a hash each, for a while.
class whole_messages {
public:
    void remember(const message_name& name, const assembled_message& message,
                  reassembler::time_point until, std::size_t most);
    /// Whether a message of that name had that part.
    bool had(const message_name& name, const message_piece& piece) const;
    void forget(reassembler::time_point now);
    std::size_t size() const noexcept { return order_.size(); }

private:
    struct entry {
        std::vector<std::size_t> parts; ///< by number
        std::uint64_t serial;
    };
    struct end {
        reassembler::time_point until;
        message_name name;
        std::uint64_t serial; ///< of the entry meant: a newer one of that name has another
    };
    void forget_oldest();

    std::map<message_name, entry> by_name_;
    std::deque<end> order_;
    std::uint64_t last_serial_ = 0;
};

} // namespace smpp

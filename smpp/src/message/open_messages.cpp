#include "open_messages.hpp"
#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace smpp {
namespace {

/// Not for secrecy: whoever makes two parts that collide loses a message of their own.
std::size_t mark_of(const message_piece& piece) noexcept {
    return std::hash<std::string>{}(piece.octets) + piece.data_coding;
}

} // namespace

open_messages::iterator open_messages::find(const message_name& name) {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? all_.end() : found->second;
}

open_messages::iterator open_messages::begin_one(open_message m) {
    all_.push_back(std::move(m));
    const auto at = std::prev(all_.end());
    by_name_.emplace(at->name, at);
    by_source_[at->name.source].push_back(at);
    return at;
}

void open_messages::add_piece(iterator at, message_piece piece) {
    auto& pieces = at->message.pieces;
    ++parts_;
    octets_ += piece.octets.size();
    at->octets += piece.octets.size();
    const auto behind = std::ranges::upper_bound(pieces, piece.number, {}, &message_piece::number);
    pieces.insert(behind, std::move(piece));
}

open_message open_messages::take(iterator at) {
    open_message m = std::move(*at);
    parts_ -= m.message.pieces.size();
    octets_ -= m.octets;
    by_name_.erase(m.name);
    const auto source = by_source_.find(m.name.source);
    std::erase(source->second, at);
    if (source->second.empty())
        by_source_.erase(source);
    all_.erase(at);
    return m;
}

open_messages::iterator open_messages::oldest_of(const std::string& source) {
    const auto found = by_source_.find(source);
    return found == by_source_.end() ? all_.end() : found->second.front();
}

std::size_t open_messages::count_of(const std::string& source) const {
    const auto found = by_source_.find(source);
    return found == by_source_.end() ? 0 : found->second.size();
}

void whole_messages::remember(const message_name& name, const assembled_message& message,
                              reassembler::time_point until, std::size_t most) {
    if (most == 0)
        return;
    while (order_.size() >= most)
        forget_oldest();
    entry e{{}, ++last_serial_};
    e.parts.reserve(message.pieces.size());
    for (const message_piece& piece : message.pieces)
        e.parts.push_back(mark_of(piece));
    by_name_[name] = std::move(e);
    order_.push_back({until, name, last_serial_});
}

bool whole_messages::had(const message_name& name, const message_piece& piece) const {
    const auto found = by_name_.find(name);
    return found != by_name_.end() && found->second.parts[piece.number - 1u] == mark_of(piece);
}

void whole_messages::forget(reassembler::time_point now) {
    while (!order_.empty() && order_.front().until <= now)
        forget_oldest();
}

void whole_messages::forget_oldest() {
    const auto found = by_name_.find(order_.front().name);
    if (found != by_name_.end() && found->second.serial == order_.front().serial)
        by_name_.erase(found);
    order_.pop_front();
}

} // namespace smpp

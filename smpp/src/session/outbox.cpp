#include "outbox.hpp"
#include "../codec/octets.hpp"
#include <algorithm>

namespace smpp {
namespace {

/// Small enough that an urgent PDU waits for little, large enough that the system call is cheap.
constexpr std::size_t batch = 64 * 1024;
/// A buffer that was once larger than this is given back when it is empty.
constexpr std::size_t kept_capacity = 256 * 1024;
/// What an idle link needs: an enquire_link or two.
constexpr std::size_t kept_at_rest = 64;

/// By swap: a short string that is moved in is copied, and the memory stays.
void clear(std::string& s, std::size_t kept) noexcept {
    if (s.capacity() > kept) {
        std::string{}.swap(s);
    } else {
        s.clear();
    }
}

/// The end of the last PDU that begins within the first `batch` octets from `at`.
std::size_t batch_end(std::string_view queue, std::size_t at) {
    const std::size_t stop = at + batch;
    while (at < queue.size() && at < stop) {
        at += octets::load_u32(queue.data() + at);
    }
    return at;
}

} // namespace

std::string_view outbox::current() {
    if (taken_ == current_.size()) {
        refill();
    }
    return std::string_view{current_}.substr(taken_);
}

void outbox::refill() {
    taken_ = 0;
    clear(current_, kept_capacity);
    current_.swap(urgent_);
    if (moved_ == 0 && queue_.size() <= batch && current_.empty()) {
        current_.swap(queue_);
        return;
    }
    const std::size_t end = batch_end(queue_, moved_);
    current_.append(queue_, moved_, end - moved_);
    moved_ = end;
    if (moved_ == queue_.size()) {
        clear(queue_, kept_capacity);
        moved_ = 0;
    } else if (moved_ > queue_.size() / 2) {
        queue_.erase(0, moved_);
        moved_ = 0;
    }
}

void outbox::consume(std::size_t octets) noexcept {
    taken_ += std::min(octets, current_.size() - taken_);
}

void outbox::drop_waiting() noexcept {
    urgent_.clear();
    queue_.clear();
    moved_ = 0;
}

void outbox::give_back() noexcept {
    if (pending() != 0) {
        return;
    }
    taken_ = 0;
    moved_ = 0;
    for (std::string* s : {&current_, &urgent_, &queue_}) {
        clear(*s, kept_at_rest);
    }
}

} // namespace smpp

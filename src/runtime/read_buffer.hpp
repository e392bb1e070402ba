#pragma once
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace yeelen::runtime {

/// Bytes read and not yet parsed, contiguous. Begins small, as most connections never hold more
/// than one small message, and grows up to `most`.
class read_buffer {
public:
    explicit read_buffer(std::size_t most)
        : most_(most) {}

    std::string_view unread() const noexcept { return {bytes_.data() + begin_, end_ - begin_}; }
    bool empty() const noexcept { return begin_ == end_; }

    /// Room for the next read; empty when `most` bytes wait unparsed.
    std::span<char> room() {
        if (begin_ > 0) {
            std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
            end_ -= begin_;
            begin_ = 0;
        }
        if (end_ == bytes_.size() && bytes_.size() < most_) {
            bytes_.resize(std::min(most_, bytes_.empty() ? std::size_t{2048} : bytes_.size() * 4));
        }
        return {bytes_.data() + end_, bytes_.size() - end_};
    }
    void filled(std::size_t n) noexcept { end_ += n; }
    void consume(std::size_t n) noexcept {
        begin_ += n;
        if (begin_ == end_) {
            begin_ = end_ = 0;
        }
    }

private:
    std::size_t most_;
    std::vector<char> bytes_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

} // namespace yeelen::runtime

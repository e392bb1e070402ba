#pragma once
// What a link reads into: small while little comes, so that ten thousand idle binds cost little;
// large while much comes, so that many PDUs are read at once.
#include <boost/asio/buffer.hpp>
#include <chrono>
#include <cstddef>
#include <memory>

namespace smpp::net {

class read_buffer {
public:
    using time_point = std::chrono::steady_clock::time_point;
    static constexpr std::size_t smallest = 2 * 1024;
    static constexpr std::size_t largest = 64 * 1024;
    /// A buffer that grew is given back when no read needed it for so long.
    static constexpr std::chrono::seconds kept{2};

    /// Between two reads: all of it.
    boost::asio::mutable_buffer prepare(time_point now) {
        if (data_ && needless(now)) {
            size_ = smallest;
            data_.reset();
        }
        if (!data_) {
            data_ = std::make_unique_for_overwrite<char[]>(size_);
        }
        return boost::asio::buffer(data_.get(), size_);
    }
    /// A read put so much in, and it was taken out.
    void used(std::size_t octets, time_point now) {
        if (octets > smallest || octets == size_) {
            needed_ = now;
        }
        if (octets == size_ && size_ < largest) {
            size_ *= 4;
            data_.reset();
            if (size_ > largest) {
                size_ = largest;
            }
        }
    }
    /// It is large and was not needed of late: prepare() would make it small.
    bool needless(time_point now) const noexcept {
        return size_ > smallest && now - needed_ >= kept;
    }
    const char* data() const noexcept { return data_.get(); }
    std::size_t size() const noexcept { return size_; }

private:
    std::unique_ptr<char[]> data_;
    std::size_t size_ = smallest;
    time_point needed_{};
};

} // namespace smpp::net

#pragma once
// A growing run of octets with room in place: what is no longer than that room needs no memory of
// its own.
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace smpp {

template<std::size_t Room>
class octet_store {
public:
    octet_store() = default;
    octet_store(const octet_store& other) { assign(other.view()); }
    octet_store(octet_store&& other) noexcept { take(other); }
    octet_store& operator=(const octet_store& other) {
        if (this != &other) {
            assign(other.view());
        }
        return *this;
    }
    /// What is in place is copied and both keep their memory: a value that is reset by `= {}` can
    /// be filled again without any.
    octet_store& operator=(octet_store&& other) noexcept {
        if (this != &other) {
            take(other);
        }
        return *this;
    }
    ~octet_store() = default;

    std::string_view view() const noexcept { return {data(), size_}; }
    void assign(std::string_view octets) {
        clear();
        append(octets);
    }
    void append(std::string_view octets) {
        if (octets.empty()) {
            return;
        }
        reserve(size_ + octets.size());
        std::memmove(data() + size_, octets.data(), octets.size());
        size_ += octets.size();
    }
    /// Keeps the memory.
    void clear() noexcept { size_ = 0; }
    void reserve(std::size_t octets) {
        if (octets <= capacity_) {
            return;
        }
        const std::size_t more = std::max(octets, 2 * capacity_);
        auto larger = std::make_unique_for_overwrite<char[]>(more);
        if (size_ != 0) {
            std::memcpy(larger.get(), data(), size_);
        }
        heap_ = std::move(larger);
        capacity_ = more;
    }

private:
    char* data() noexcept { return heap_ != nullptr ? heap_.get() : in_place_; }
    const char* data() const noexcept { return heap_ != nullptr ? heap_.get() : in_place_; }
    void take(octet_store& other) noexcept {
        if (other.size_ > capacity_) {
            // Longer than any room of ours, so on the heap.
            heap_ = std::move(other.heap_);
            capacity_ = std::exchange(other.capacity_, Room);
            size_ = std::exchange(other.size_, 0);
        } else {
            if (other.size_ != 0) {
                std::memcpy(data(), other.data(), other.size_);
            }
            size_ = std::exchange(other.size_, 0);
        }
    }

    std::unique_ptr<char[]> heap_;
    std::size_t size_ = 0;
    std::size_t capacity_ = Room;
    char in_place_[Room];
};

} // namespace smpp

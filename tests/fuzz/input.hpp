#pragma once
// The fuzzer's octets read from front to back as decisions: so seeds can be written by hand.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return size == 0 ? std::string_view{}
                     : std::string_view{reinterpret_cast<const char*>(data), size};
}

class input {
public:
    input(const std::uint8_t* data, std::size_t size)
        : left_(text_of(data, size)) {}

    bool empty() const { return left_.empty(); }
    /// 0 when there is none left.
    std::uint8_t octet() {
        const auto part = take(1);
        return part.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(part.front());
    }
    std::size_t below(std::size_t n) { return octet() % n; }
    bool flag() { return (octet() & 1) != 0; }
    std::string_view take(std::size_t n) {
        const auto part = left_.substr(0, n);
        left_.remove_prefix(part.size());
        return part;
    }
    /// Its length goes before it, in two octets.
    std::string_view text() {
        const std::size_t high = octet();
        return take(high << 8 | octet());
    }
    std::string_view rest() { return take(left_.size()); }

private:
    std::string_view left_;
};

} // namespace fuzz

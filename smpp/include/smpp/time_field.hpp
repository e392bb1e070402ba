#pragma once
// A time as it stands in a PDU (SMPP 3.4 7.1.1): empty, or the 16 octets YYMMDDhhmmsstnnp. Kept in
// place, so that a PDU needs no memory for it. What it says is read by smpp/time.hpp.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace smpp {

class time_field {
public:
    static constexpr std::size_t size_on_wire = 16;

    time_field() = default;
    /// Any octets; only empty ones and those of `size_on_wire` can be encoded. More than 17 are
    /// kept as 17, which stays too long.
    time_field(std::string_view text) noexcept // NOLINT(google-explicit-constructor): a string
        : size_(static_cast<std::uint8_t>(text.size() < kept ? text.size() : kept)) {
        if (size_ != 0) {
            std::memcpy(octets_, text.data(), size_);
        }
    }
    time_field(const char* text) noexcept // NOLINT(google-explicit-constructor): a literal
        : time_field(std::string_view{text}) {}

    std::string_view text() const noexcept { return {octets_, size_}; }
    bool empty() const noexcept { return size_ == 0; }
    bool operator==(const time_field& other) const noexcept { return text() == other.text(); }

private:
    static constexpr std::size_t kept = size_on_wire + 1;
    char octets_[kept]{};
    std::uint8_t size_ = 0;
};

} // namespace smpp

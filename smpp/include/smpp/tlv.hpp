#pragma once
#include "smpp/types.hpp"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace smpp {

/// One optional parameter; `value` points into the list that it came from.
struct tlv {
    std::uint16_t tag;
    std::string_view value;
};

/// The optional parameters of a PDU, in their order on the wire, known and unknown alike
/// (SMPP 3.4 3.2.4). Kept as the octets they travel in, so that what is not understood is passed on
/// untouched.
class tlv_list {
public:
    /// Appends. `value` is at most 65,535 octets (longer is cut: the length field has no more).
    void add(std::uint16_t tag, std::string_view value);
    void add(tag t, std::string_view value) { add(static_cast<std::uint16_t>(t), value); }
    void add_u8(tag t, std::uint8_t value);
    void add_u16(tag t, std::uint16_t value);

    /// The first of that tag.
    std::optional<std::string_view> find(std::uint16_t tag) const noexcept;
    std::optional<std::string_view> find(tag t) const noexcept {
        return find(static_cast<std::uint16_t>(t));
    }
    /// The first of that tag, if it is exactly one octet long.
    std::optional<std::uint8_t> find_u8(tag t) const noexcept;
    /// The first of that tag as a C-octet string: up to its NUL, if it has one.
    std::optional<std::string_view> find_cstring(tag t) const noexcept;

    /// `parse` checks that `wire` is whole TLVs; false leaves the list empty. `error_at` gets the
    /// offset of the bad one.
    bool parse(std::string_view wire, std::size_t& error_at);
    std::string_view wire() const noexcept { return wire_; }
    bool empty() const noexcept { return wire_.empty(); }

    class iterator {
    public:
        tlv operator*() const noexcept;
        iterator& operator++() noexcept;
        bool operator==(const iterator&) const = default;

    private:
        friend class tlv_list;
        explicit iterator(const char* at)
            : at_(at) {}
        const char* at_;
    };
    iterator begin() const noexcept { return iterator{wire_.data()}; }
    iterator end() const noexcept { return iterator{wire_.data() + wire_.size()}; }
    bool operator==(const tlv_list&) const = default;

private:
    std::string wire_;
};

} // namespace smpp

#pragma once
#include "smpp/octet_store.hpp"
#include "smpp/types.hpp"
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>

namespace smpp {

/// One optional parameter; `value` points into the list that it came from, and is good until that
/// list is changed, moved or gone.
struct tlv {
    std::uint16_t tag;
    std::string_view value;
};

/// The optional parameters of a PDU, in their order on the wire, known and unknown alike
/// (SMPP 3.4 3.2.4). Kept as the octets they travel in, so that what is not understood is passed on
/// untouched; up to 64 octets of them need no memory.
class tlv_list {
public:
    static constexpr std::size_t max_value = 0xFFFF; ///< octets
    /// Appends. False, and nothing is added, for a value of more than max_value octets: the length
    /// field has no more, and a part of it would be another value.
    bool add(std::uint16_t tag, std::string_view value);
    bool add(tag t, std::string_view value) { return add(static_cast<std::uint16_t>(t), value); }
    void add_u8(tag t, std::uint8_t value);
    void add_u16(tag t, std::uint16_t value);
    void add_u32(tag t, std::uint32_t value);
    /// As add(), with the NUL at its end, which counts.
    bool add_cstring(tag t, std::string_view text);

    /// The first of that tag.
    std::optional<std::string_view> find(std::uint16_t tag) const noexcept;
    std::optional<std::string_view> find(tag t) const noexcept {
        return find(static_cast<std::uint16_t>(t));
    }
    /// The first of that tag, if it is exactly one octet long.
    std::optional<std::uint8_t> find_u8(tag t) const noexcept;
    /// The first of that tag, if it is exactly two octets long.
    std::optional<std::uint16_t> find_u16(tag t) const noexcept;
    /// The first of that tag, if it is exactly four octets long.
    std::optional<std::uint32_t> find_u32(tag t) const noexcept;
    /// The first of that tag as a C-octet string: up to its NUL, if it has one.
    std::optional<std::string_view> find_cstring(tag t) const noexcept;

    /// `parse` checks that `wire` is whole TLVs; false leaves the list empty. `error_at` gets the
    /// offset of the bad one.
    bool parse(std::string_view wire, std::size_t& error_at);
    std::string_view wire() const noexcept { return wire_.view(); }
    bool empty() const noexcept { return wire().empty(); }

    class iterator {
    public:
        using value_type = tlv;
        using reference = tlv;
        using pointer = void;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::input_iterator_tag; ///< what it gives is made anew
        using iterator_concept = std::forward_iterator_tag;

        iterator() = default;
        tlv operator*() const noexcept;
        iterator& operator++() noexcept;
        iterator operator++(int) noexcept {
            const iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const iterator&) const = default;

    private:
        friend class tlv_list;
        explicit iterator(const char* at)
            : at_(at) {}
        const char* at_ = nullptr;
    };
    iterator begin() const noexcept { return iterator{wire().data()}; }
    iterator end() const noexcept { return iterator{wire().data() + wire().size()}; }
    void clear() noexcept { wire_.clear(); }
    bool operator==(const tlv_list& other) const noexcept { return wire() == other.wire(); }

private:
    octet_store<64> wire_;
};

} // namespace smpp

#pragma once
// Typed reading of a node, collecting all faults instead of stopping at the first.
#include "document/node.hpp"
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::document {

/// Reads the entries of one map. Every getter marks its key as known; finish() reports the keys
/// nobody asked for, with the nearest known one suggested. Values out of bounds or of the wrong
/// type add a fault and give the default.
class map_reader {
public:
    /// `what` names the thing in messages: "operation 'balance'". A node that is not a map is a
    /// fault.
    map_reader(const node& map, std::string what, const std::string& file, core::faults& faults);

    const node* optional(std::string_view key);
    /// Adds a fault when the key is missing.
    const node* required(std::string_view key);

    std::string text(std::string_view key, std::string_view otherwise);
    std::string required_text(std::string_view key);
    std::int64_t integer(std::string_view key, std::int64_t otherwise, std::int64_t least,
                         std::int64_t most);
    /// Decimal or 0x hexadecimal.
    std::int64_t required_integer(std::string_view key, std::int64_t least, std::int64_t most);
    bool flag(std::string_view key, bool otherwise);
    /// "250ms", "4s", "2m", "1h".
    std::chrono::milliseconds duration(std::string_view key, std::chrono::milliseconds otherwise,
                                       std::chrono::milliseconds least,
                                       std::chrono::milliseconds most);
    /// A list of scalars, or one scalar as a list of one.
    std::vector<std::string> texts(std::string_view key);
    std::vector<std::int64_t> integers(std::string_view key, std::int64_t least, std::int64_t most);
    /// One of `choices`; the first is the default.
    std::string choice(std::string_view key, const std::vector<std::string>& choices);

    void fault_at(const node& where, std::string message);
    /// Reports unknown keys. Call once, last.
    void finish();
    const node& map() const noexcept { return map_; }

private:
    const node& map_;
    std::string what_;
    const std::string& file_;
    core::faults& faults_;
    std::vector<std::string> known_;
};

/// Decimal or 0x hexadecimal with sign; nothing if it is not wholly a number.
std::optional<std::int64_t> parse_integer(std::string_view text);
/// "250ms", "4s", "2m", "1h".
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

} // namespace yeelen::document

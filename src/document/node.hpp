#pragma once
// A strict YAML tree with positions: what menus, dialects, backends and the configuration are read
// from. Pure.
#include "core/fault.hpp"
#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yeelen::document {

struct entry;

/// One node. Scalars are kept as the text that was written (0123 stays "0123"); quoted tells a
/// string from a bare word. Anchors, aliases, tags and duplicate keys are faults: nothing is hidden
/// and nothing explodes.
struct node {
    enum class type { null, scalar, list, map };
    type kind = type::null;
    std::string text;
    bool quoted = false;
    bool commented = false;     ///< a bare text that a comment ends, on its own line
    std::vector<node> items;    ///< list
    std::vector<entry> entries; ///< map, in the order written
    std::size_t line = 0;       ///< from 1
    std::size_t column = 0;     ///< from 1

    bool is_scalar() const noexcept { return kind == type::scalar; }
    bool is_list() const noexcept { return kind == type::list; }
    bool is_map() const noexcept { return kind == type::map; }
    const node* find(std::string_view key) const noexcept;
};

struct entry {
    node key;
    node value;
};

inline constexpr std::size_t max_nodes = 500'000;
inline constexpr std::size_t max_depth = 64;
inline constexpr std::size_t max_bytes = 16u << 20;

/// Reads one YAML document in UTF-8. All faults of the text at once where the parser can go on,
/// else the first.
std::expected<node, core::faults> read_yaml(std::string_view text, const std::string& file);
/// The same from a file; a file that cannot be read is one fault.
std::expected<node, core::faults> read_yaml_file(const std::string& path);

} // namespace yeelen::document

#pragma once
// What of a backend's answer is worth keeping in a session's state, and how large it may be there.
#include "core/value_type.hpp"
#include <boost/json.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace yeelen::menu {

/// A tree of field names; lists are passed through (the needs are those of each entry).
struct field_needs {
    bool whole = false;
    std::map<std::string, field_needs, std::less<>> fields;

    void add(const std::vector<std::string>& steps, std::size_t first, bool content);
    void merge(const field_needs& other);
    field_needs& at(const std::vector<std::string>& steps, std::size_t first);
};

inline constexpr std::size_t max_kept_entries = 64;  ///< of an object that nobody declared
inline constexpr std::size_t max_kept_name = 64;     ///< octets of a field's name there
inline constexpr std::size_t max_kept_values = 1024; ///< of one answer, all levels together
inline constexpr int max_kept_levels = 6;

/// The needed part of an answer that was declared a record, held to what was declared: texts are
/// cut to their characters, lists to their entries and to `most` (0: no more is said), times to
/// their day, fields that nobody declared are left out; what is missing or null is missing. Nothing
/// where a needed value is of another kind than declared, a number outside its bounds, or an amount
/// with more decimals: then all of it is garbage.
std::optional<boost::json::object> keep(const boost::json::object& answer, const field_needs& needs,
                                        const core::value_type& declared, std::size_t most);
/// One whole value held to its type in the same way.
std::optional<boost::json::value> bounded(const boost::json::value& v,
                                          const core::value_type& declared);

} // namespace yeelen::menu

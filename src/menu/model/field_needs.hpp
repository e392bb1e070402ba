#pragma once
// What of a backend's answer is worth keeping in a session's state.
#include <boost/json.hpp>
#include <map>
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

inline constexpr std::size_t max_kept_text = 240;   ///< octets of one string
inline constexpr std::size_t max_kept_entries = 64; ///< of one object

/// The needed part of `answer`, bounded: lists to `most` entries, strings and objects to the limits
/// above, 6 levels.
boost::json::value keep(const boost::json::value& answer, const field_needs& needs,
                        std::size_t most);
boost::json::object keep(const boost::json::object& answer, const field_needs& needs,
                         std::size_t most);

} // namespace yeelen::menu

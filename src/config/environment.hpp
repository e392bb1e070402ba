#pragma once
#include "config/settings.hpp"
#include "document/node.hpp"
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace yeelen::config {

/// Where a value stands in its file.
using position = std::pair<std::size_t, std::size_t>;

/// How a value came about, for what is secret.
enum class origin : std::uint8_t {
    written,  ///< as it stands in the file, or put together with what stands there
    outside,  ///< wholly ${NAME}
    demo,     ///< wholly ${NAME:-otherwise}, the otherwise plainly for demonstration
    in_clear, ///< wholly ${NAME:-otherwise}, but the otherwise would be a secret in the file
};

/// Replaces ${NAME} and ${NAME:-otherwise} in every value of the tree (not in keys; once, so that a
/// value from outside is never read as a pattern). A variable that is not set and has no otherwise
/// is a fault; a set but empty one counts as not set. Returns the origins of the values that had a
/// variable.
std::map<position, origin> substitute(document::node& root, const std::string& file,
                                      const environment_lookup& environment, core::faults& faults);

} // namespace yeelen::config

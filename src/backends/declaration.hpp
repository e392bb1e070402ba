#pragma once
// What config/backends/*.yaml declares: which HTTP call an operation is, and how its answer is
// mapped.
#include "core/fault.hpp"
#include "core/value_type.hpp"
#include "document/variables.hpp"
#include <chrono>
#include <cstddef>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace yeelen::backends {

/// Taken, not done yet (RFC 9110 15.3.3): how mobile money answers while the wallet waits for its
/// PIN. Of an operation marked `once` it is a timeout, to be asked again with the same key.
inline constexpr unsigned accepted_status = 202;

struct answer_field {
    std::string name;
    std::vector<std::string> path; ///< steps into the JSON answer; none is the whole of it
    bool optional = false;
    core::value_type type; ///< what a menu may rely on; any where the field is a path alone
    bool operator==(const answer_field&) const = default;
};

struct operation {
    std::string name;
    std::string method;
    std::string path;                                       ///< with {argument} places
    std::vector<std::pair<std::string, std::string>> query; ///< name, argument
    std::vector<std::pair<std::string, std::string>> body;  ///< JSON name, argument
    /// Types of arguments, where they are declared.
    std::map<std::string, core::value_type, std::less<>> arguments;
    std::vector<answer_field> answer;
    bool once = false;
    std::chrono::milliseconds deadline{4000};
    bool operator==(const operation&) const = default;
};

struct backend {
    std::string name;
    std::string host, port;
    std::string base_path;
    std::vector<std::pair<std::string, std::string>> headers;
    std::size_t connections = 32;
    std::size_t queue = 1000;
    std::size_t max_answer = 256 * 1024;
    std::map<std::string, operation> operations;
    bool operator==(const backend&) const = default;
};

/// The names of all arguments of a call: those in its path, query and body.
std::set<std::string, std::less<>> argument_names(const operation& o);

/// All backends. Operation names are unique over all of them.
struct catalogue {
    std::vector<backend> backends;
    bool operator==(const catalogue&) const = default;
};

/// Looks a variable of the environment up; empty when it is not set.
using environment_lookup = document::environment_lookup;

/// Reads all given files; all faults together. ${NAME} and ${NAME:-otherwise} are taken from the
/// environment in base_url and headers; a variable that is not set and has no otherwise is a fault.
std::expected<std::shared_ptr<const catalogue>, core::faults>
load(const std::vector<std::string>& files, const environment_lookup& environment);

} // namespace yeelen::backends

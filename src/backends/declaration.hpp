#pragma once
// What config/backends/*.yaml declares: which HTTP call an operation is, and how its answer is
// mapped.
#include "core/fault.hpp"
#include "document/variables.hpp"
#include <chrono>
#include <cstddef>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace yeelen::backends {

struct answer_field {
    std::string name;
    std::vector<std::string> path; ///< steps into the JSON answer; none is the whole of it
    bool optional = false;
};

struct operation {
    std::string name;
    std::string method;
    std::string path;                                       ///< with {argument} places
    std::vector<std::pair<std::string, std::string>> query; ///< name, argument
    std::vector<std::pair<std::string, std::string>> body;  ///< JSON name, argument
    std::vector<answer_field> answer;
    bool once = false;
    std::chrono::milliseconds deadline{4000};
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
};

/// All backends. Operation names are unique over all of them.
struct catalogue {
    std::vector<backend> backends;
};

/// Looks a variable of the environment up; empty when it is not set.
using environment_lookup = document::environment_lookup;

/// Reads all given files; all faults together. ${NAME} and ${NAME:-otherwise} are taken from the
/// environment in base_url and headers; a variable that is not set and has no otherwise is a fault.
std::expected<std::shared_ptr<const catalogue>, core::faults>
load(const std::vector<std::string>& files, const environment_lookup& environment);

} // namespace yeelen::backends

#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace yeelen::core {

/// One thing wrong in a file a person wrote: shown as "file:line:col: message". Lines and columns
/// count from 1; 0 is "the file as a whole".
struct fault {
    std::string file;
    std::size_t line = 0;
    std::size_t column = 0;
    std::string message;
    std::string text() const;
};
/// All faults of one reading, in the order of the file.
using faults = std::vector<fault>;

/// The candidate nearest to what was written, if it is near enough to be meant (edit distance up to
/// a third of its length): " (did you mean 'x'?)", else empty.
std::string suggestion(const std::string& written, const std::vector<std::string>& candidates);

} // namespace yeelen::core

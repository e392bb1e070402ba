#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace yeelen::app {

/// Lines from a descriptor, with a time limit: so that a phone at rest can look for new messages.
class line_reader {
public:
    explicit line_reader(int descriptor)
        : descriptor_(descriptor) {}
    enum class result : std::uint8_t { line, nothing_yet, end };
    /// Without its line end. A last line without one is given before `end`.
    result read(std::string& line, std::chrono::milliseconds wait);

private:
    bool take(std::string& line);
    int descriptor_;
    std::string buffer_;
    bool end_ = false;
};

} // namespace yeelen::app

#pragma once
// Whether the disk has room for new work. Asked by the writer's thread before each commit that
// takes some on.
#include "core/time.hpp"
#include <cstdint>
#include <string>

namespace yeelen::storage {

class disk_space {
public:
    /// `path`: any file on the disk that is meant.
    disk_space(std::string path, std::uint64_t min_free_bytes);
    /// Asks the system at most once a second. True where the system does not say.
    bool enough(core::steady_time now) noexcept;

private:
    std::string path_;
    std::uint64_t least_;
    core::steady_time next_{};
    bool enough_ = true;
};

} // namespace yeelen::storage

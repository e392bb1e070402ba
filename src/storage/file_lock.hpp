#pragma once
// One gateway a database: two would each send what is queued. The lock goes with the process,
// however it ends.
#include <expected>
#include <string>

namespace yeelen::storage {

class file_lock {
public:
    /// Locks `path`, which is made when it is not there and stays. The error is for a person.
    static std::expected<file_lock, std::string> take(const std::string& path);
    ~file_lock();
    file_lock(file_lock&& other) noexcept;
    file_lock& operator=(file_lock&&) = delete;

private:
    explicit file_lock(int fd) noexcept
        : fd_(fd) {}
    int fd_;
};

} // namespace yeelen::storage

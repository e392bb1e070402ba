#pragma once
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace yeelen::test {

/// A folder of its own for one test case, gone afterwards.
class temporary_files {
public:
    temporary_files() {
        static int number = 0;
        folder_ = std::filesystem::temp_directory_path() /
                  ("yeelen-backends-" + std::to_string(getpid()) + "-" + std::to_string(++number));
        std::filesystem::create_directories(folder_);
    }
    ~temporary_files() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    temporary_files(const temporary_files&) = delete;
    temporary_files& operator=(const temporary_files&) = delete;

    std::string write(std::string_view text) {
        const auto path = folder_ / (std::to_string(++files_) + ".yaml");
        std::ofstream{path} << text;
        return path.string();
    }

private:
    std::filesystem::path folder_;
    int files_ = 0;
};

} // namespace yeelen::test

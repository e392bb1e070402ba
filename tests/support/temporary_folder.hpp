#pragma once
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace yeelen::test {

/// A folder of its own for one test case, gone afterwards.
class temporary_folder {
public:
    temporary_folder() {
        std::string form = (std::filesystem::temp_directory_path() / "yeelen-test-XXXXXX").string();
        if (!mkdtemp(form.data())) {
            throw std::runtime_error{"no temporary folder at " + form};
        }
        path_ = form;
    }
    ~temporary_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;

    const std::filesystem::path& path() const noexcept { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
    std::filesystem::path write(std::string_view name, std::string_view text) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream{path_ / name} << text;
        return path_ / name;
    }

private:
    std::filesystem::path path_;
};

} // namespace yeelen::test

// Any menu with any texts: refused with its faults, each with its place; or good, and then every
// promise of the engine holds for it. The input is menu.yaml, fr.yaml and what is typed, with a NUL
// between them.
#include "fuzz/menus.hpp"
#include <filesystem>
#include <fstream>
#include <unistd.h>

using fuzz::must;

namespace {

/// A folder of this process in the system's temporary one.
class folder {
public:
    folder()
        : path_(std::filesystem::temp_directory_path() /
                ("yeelen-fuzz-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(path_ / "locales");
    }
    ~folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;

    void write(const char* name, std::string_view text) const {
        std::ofstream{path_ / name, std::ios::binary} << text;
    }
    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const folder files;
    std::string_view left = fuzz::text_of(data, size);
    const auto part = [&] {
        const auto text = left.substr(0, left.find('\0'));
        left.remove_prefix(std::min(left.size(), text.size() + 1));
        return text;
    };
    files.write("menu.yaml", part());
    files.write("locales/fr.yaml", part());
    const auto menu = yeelen::menu::load(files.path(), fuzz::utility_operations());
    if (!menu) {
        must(!menu.error().empty(), "a refusal has a reason");
        for (const auto& f : menu.error()) {
            must(f.file.starts_with(files.path()) && !f.message.empty(), "a fault has its place");
        }
        return 0;
    }
    fuzz::input keys{reinterpret_cast<const std::uint8_t*>(left.data()), left.size()};
    fuzz::conversation{*menu, keys}.talk();
    return 0;
}

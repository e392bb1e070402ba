// The files of a menu from its folder: the only place in this library that touches the disk.
#include "menu/definition.hpp"

#include "document/node.hpp"
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

namespace yeelen::menu {

namespace {

constexpr std::size_t most_locales = 64;

void read_into(sources& files, const std::string& folder, const std::string& name,
               core::faults& faults) {
    const auto path = fmt::format("{}/{}", folder, name);
    std::ifstream stream{path, std::ios::binary};
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) {
        faults.push_back({path, 0, 0, "cannot be read"});
    } else if (text.view().size() > document::max_bytes) {
        faults.push_back({path, 0, 0, "larger than 16 MiB"});
    } else {
        files.emplace(name, std::move(text).str());
    }
}

} // namespace

std::expected<sources, core::faults> read_sources(const std::string& folder) {
    sources files;
    core::faults faults;
    read_into(files, folder, "menu.yaml", faults);
    std::error_code error;
    std::filesystem::directory_iterator entries{folder + "/locales", error};
    for (; !error && entries != std::filesystem::directory_iterator{}; entries.increment(error)) {
        if (entries->path().extension() != ".yaml") {
            continue;
        }
        if (files.size() > most_locales) {
            faults.push_back(
                {folder + "/locales", 0, 0, fmt::format("more than {} languages", most_locales)});
            break;
        }
        read_into(files, folder, "locales/" + entries->path().filename().string(), faults);
    }
    // A locale that is missing is told by load(), which knows which there must be.
    return faults.empty() ? std::expected<sources, core::faults>{std::move(files)}
                          : std::unexpected(std::move(faults));
}

} // namespace yeelen::menu

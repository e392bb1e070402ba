// The language itself: for editors, for readers, and from one version to the next.
#include "app/menu_commands.hpp"
#include "app/print_faults.hpp"
#include "menu/load/language.hpp"
#include "menu/load/migrate.hpp"
#include "workbench/conversation_language.hpp"
#include <filesystem>
#include <fmt/format.h>
#include <fstream>

namespace yeelen::app {

int menu_schema(const std::string& of) {
    fmt::print("{}", of == "locale"         ? menu::locale_schema()
                     : of == "conversation" ? workbench::conversation_schema()
                                            : menu::json_schema());
    return 0;
}

int menu_reference() {
    fmt::print("{}", menu::reference());
    return 0;
}

int menu_migrate(const std::string& from, const std::string& to) {
    auto files = menu::read_sources(from);
    auto moved = files ? menu::migrated(std::move(*files), from) : std::move(files);
    if (!moved) {
        print_faults(moved.error());
        return 1;
    }
    std::error_code error;
    if (std::filesystem::exists(to, error)) {
        fmt::print(stderr, "yeelen menu migrate: {} is there already; name a new folder\n", to);
        return 1;
    }
    for (const auto& [name, text] : *moved) {
        const auto file = std::filesystem::path{to} / name;
        std::filesystem::create_directories(file.parent_path(), error);
        std::ofstream out{file, std::ios::binary};
        out << text;
        if (!out.flush()) {
            fmt::print(stderr, "yeelen menu migrate: {} cannot be written\n", file.string());
            return 1;
        }
        fmt::print("{}\n", file.string());
    }
    return 0;
}

} // namespace yeelen::app

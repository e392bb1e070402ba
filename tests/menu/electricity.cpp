#include "menu/electricity.hpp"

#include "support/menus.hpp"
#include <doctest/doctest.h>

namespace menu_test {

using namespace yeelen;

std::string source_path(const std::string& below_root) {
    return std::string{YEELEN_SOURCE_DIR} + "/" + below_root;
}

std::string all_texts(const core::faults& faults) {
    std::string all;
    for (const auto& f : faults) {
        all += f.text() + "\n";
    }
    return all;
}

const menu::operations& utility_operations() {
    return support::utility_operations();
}

std::shared_ptr<const menu::definition> electricity() {
    static const auto read = menu::load(support::menu_folder("electricity"), utility_operations());
    REQUIRE_MESSAGE(read.has_value(), all_texts(read.error()));
    return *read;
}

std::shared_ptr<const menu::definition> kinds() {
    static const auto read = menu::load(support::menu_folder("kinds"), support::kinds_operations());
    REQUIRE_MESSAGE(read.has_value(), all_texts(read.error()));
    return *read;
}

std::shared_ptr<const menu::definition> loaded(menu::sources files, const menu::operations& known) {
    auto read = menu::load(std::move(files), "menu", known);
    REQUIRE_MESSAGE(read.has_value(), all_texts(read.error()));
    return *read;
}

} // namespace menu_test

// The electricity menu, or the menu of all kinds, under any keys and any answers of the backend.
#include "fuzz/menus.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto electricity =
        yeelen::menu::load(support::menu_folder("electricity"), support::utility_operations());
    static const auto kinds =
        yeelen::menu::load(support::menu_folder("kinds"), support::kinds_operations());
    fuzz::must(electricity.has_value() && kinds.has_value(), "the menus load");
    fuzz::input in{data, size};
    if (in.flag()) {
        fuzz::conversation{*electricity, support::utility_operations(), in}.talk();
    } else {
        fuzz::conversation{*kinds, support::kinds_operations(), in}.talk();
    }
    return 0;
}

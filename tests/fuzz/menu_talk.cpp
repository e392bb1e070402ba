// The electricity menu under any keys and any answers of the backend.
#include "fuzz/menus.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto menu =
        yeelen::menu::load(YEELEN_SOURCE_DIR "/menus/electricity", fuzz::utility_operations());
    fuzz::must(menu.has_value(), "the electricity menu loads");
    fuzz::input in{data, size};
    fuzz::conversation{*menu, in}.talk();
    return 0;
}

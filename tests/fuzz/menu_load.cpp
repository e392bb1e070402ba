// Any menu with any texts: refused with its faults, each with its place; or good, and then every
// promise of the engine holds for it. The input is menu.yaml, fr.yaml and what is typed, with a NUL
// between them.
#include "fuzz/menus.hpp"

using fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view left = fuzz::text_of(data, size);
    const auto part = [&] {
        const auto text = left.substr(0, left.find('\0'));
        left.remove_prefix(std::min(left.size(), text.size() + 1));
        return std::string{text};
    };
    yeelen::menu::sources files;
    files["menu.yaml"] = part();
    files["locales/fr.yaml"] = part();
    const auto menu = yeelen::menu::load(files, "fuzzed", support::utility_operations());
    if (!menu) {
        must(!menu.error().empty(), "a refusal has a reason");
        for (const auto& f : menu.error()) {
            must(f.file.starts_with("fuzzed") && !f.message.empty(), "a fault has its place");
        }
        return 0;
    }
    fuzz::input keys{reinterpret_cast<const std::uint8_t*>(left.data()), left.size()};
    fuzz::conversation{*menu, support::utility_operations(), keys}.talk();
    return 0;
}

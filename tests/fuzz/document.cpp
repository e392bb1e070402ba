// Any text as a strict YAML document, and its values as numbers and times.
#include "document/reader.hpp"
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"

using fuzz::must;
using namespace yeelen::document;

namespace {

std::size_t walk(const node& n, std::size_t depth) {
    must(depth <= max_depth, "depth is bounded");
    // An empty document is the file as a whole.
    must((n.line > 0 && n.column > 0) || (depth == 0 && n.kind == node::type::null),
         "every node has its place");
    must(n.is_list() || n.items.empty(), "only lists have items");
    must(n.is_map() || n.entries.empty(), "only maps have entries");
    std::size_t nodes = 1;
    for (const auto& item : n.items) {
        nodes += walk(item, depth + 1);
    }
    for (const auto& e : n.entries) {
        must(n.find(e.key.text) == &e.value, "no key comes twice");
        nodes += walk(e.key, depth + 1) + walk(e.value, depth + 1);
    }
    if (n.is_scalar()) {
        static_cast<void>(parse_integer(n.text));
        static_cast<void>(parse_duration(n.text));
    }
    return nodes;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto root = read_yaml(fuzz::text_of(data, size), "file.yaml");
    if (!root) {
        must(!root.error().empty(), "a refusal has a reason");
        for (const auto& f : root.error()) {
            must(f.file == "file.yaml" && !f.message.empty(), "a fault says what and where");
        }
        return 0;
    }
    must(walk(*root, 0) <= max_nodes + 1, "nodes are bounded");
    yeelen::core::faults faults;
    const std::string file = "file.yaml"; // the reader refers to it
    map_reader top{*root, "the file", file, faults};
    static_cast<void>(top.texts("a"));
    static_cast<void>(top.integers("b", -5, 5));
    static_cast<void>(top.flag("c", false));
    static_cast<void>(top.choice("d", {"x", "y"}));
    top.finish();
    must(root->is_map() || !faults.empty(), "what is no map is a fault");
    return 0;
}

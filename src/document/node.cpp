#include "document/node.hpp"

#include <fstream>
#include <sstream>
#include <unordered_set>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace yeelen::document {

namespace {

/// Builds the tree from the parser's events: no recursion, every node counted, nothing expanded.
class builder : public YAML::EventHandler {
public:
    builder(const std::string& file, core::faults& faults)
        : file_(file)
        , faults_(faults) {}

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        refuse_anchor(mark, anchor);
        place(make(node::type::null, mark));
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        add(mark, "aliases (*name) are not allowed: write the value out");
        place(make(node::type::null, mark));
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        refuse_anchor(mark, anchor);
        // yaml-cpp gives "!" to a quoted scalar and "?" to a plain one.
        if (!tag.empty() && tag != "!" && tag != "?") {
            add(mark, "tags (" + tag + ") are not allowed");
        }
        node n = make(node::type::scalar, mark);
        n.quoted = tag == "!";
        n.text = value;
        if (!n.quoted && (value == "~" || value == "null")) {
            n.kind = node::type::null;
        }
        place(std::move(n));
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        refuse_anchor(mark, anchor);
        open(make(node::type::list, mark));
    }
    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        refuse_anchor(mark, anchor);
        open(make(node::type::map, mark));
    }
    void OnMapEnd() override { close(); }

    node take() { return std::move(root_); }

private:
    struct level {
        node n;
        std::optional<node> key; ///< of a map: read, its value awaited
        std::unordered_set<std::string> seen;
    };

    void add(const YAML::Mark& mark, std::string message) {
        faults_.push_back({file_, static_cast<std::size_t>(mark.line + 1),
                           static_cast<std::size_t>(mark.column + 1), std::move(message)});
    }

    void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (anchor != 0) {
            add(mark, "anchors (&name) are not allowed");
        }
    }

    node make(node::type kind, const YAML::Mark& mark) {
        if (++count_ > max_nodes) {
            throw YAML::ParserException(mark, "more than " + std::to_string(max_nodes) + " values");
        }
        node n;
        n.kind = kind;
        n.line = static_cast<std::size_t>(mark.line + 1);
        n.column = static_cast<std::size_t>(mark.column + 1);
        return n;
    }

    void open(node n) {
        if (levels_.size() >= max_depth) {
            YAML::Mark mark;
            mark.line = static_cast<int>(n.line) - 1;
            mark.column = static_cast<int>(n.column) - 1;
            throw YAML::ParserException(mark,
                                        "nested more than " + std::to_string(max_depth) + " deep");
        }
        levels_.push_back({std::move(n), std::nullopt, {}});
    }

    void close() {
        node n = std::move(levels_.back().n);
        levels_.pop_back();
        place(std::move(n));
    }

    void place(node n) {
        if (levels_.empty()) {
            root_ = std::move(n);
            return;
        }
        level& top = levels_.back();
        if (top.n.kind == node::type::list) {
            top.n.items.push_back(std::move(n));
        } else if (!top.key) {
            check_key(top, n);
            top.key = std::move(n);
        } else {
            top.n.entries.push_back({std::move(*top.key), std::move(n)});
            top.key.reset();
        }
    }

    void check_key(level& map, node& key) {
        YAML::Mark mark;
        mark.line = static_cast<int>(key.line) - 1;
        mark.column = static_cast<int>(key.column) - 1;
        if (key.kind == node::type::list || key.kind == node::type::map) {
            add(mark, "a key must be a plain word");
        } else if (!map.seen.insert(key.text).second) {
            std::string first;
            for (const auto& [earlier, value] : map.n.entries) {
                if (earlier.text == key.text) {
                    first = std::to_string(earlier.line);
                }
            }
            add(mark, "the key '" + key.text + "' stands here a second time (first on line " +
                          first + ")");
        }
    }

    const std::string& file_;
    core::faults& faults_;
    std::vector<level> levels_;
    node root_;
    std::size_t count_ = 0;
};

} // namespace

const node* node::find(std::string_view key) const noexcept {
    for (const auto& [name, value] : entries) {
        if (name.text == key) {
            return &value;
        }
    }
    return nullptr;
}

std::expected<node, core::faults> read_yaml(std::string_view text, const std::string& file) {
    core::faults faults;
    if (text.size() > max_bytes) {
        return std::unexpected(core::faults{{file, 0, 0, "larger than 16 MiB"}});
    }
    builder tree{file, faults};
    try {
        // yaml-cpp 0.7 takes a quoted text that is not closed for whole when the file ends with a
        // line break.
        std::istringstream stream{std::string{text} + "\n#"};
        YAML::Parser parser{stream};
        parser.HandleNextDocument(tree);
        if (parser.HandleNextDocument(tree)) {
            faults.push_back({file, 0, 0, "more than one YAML document (---) in the file"});
        }
    } catch (const YAML::Exception& e) {
        faults.push_back({file, static_cast<std::size_t>(e.mark.line + 1),
                          static_cast<std::size_t>(e.mark.column + 1), e.msg});
    }
    if (!faults.empty()) {
        return std::unexpected(std::move(faults));
    }
    return tree.take();
}

std::expected<node, core::faults> read_yaml_file(const std::string& path) {
    std::ifstream stream{path, std::ios::binary};
    if (!stream) {
        return std::unexpected(core::faults{{path, 0, 0, "cannot be read"}});
    }
    std::ostringstream text;
    text << stream.rdbuf();
    return read_yaml(text.str(), path);
}

} // namespace yeelen::document

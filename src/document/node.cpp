#include "document/node.hpp"

#include "document/encoding.hpp"
#include "document/parser_words.hpp"
#include "document/yaml_slips.hpp"
#include <algorithm>
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
    builder(std::string_view text, const std::string& file, core::faults& faults)
        : text_(text)
        , file_(file)
        , faults_(faults) {
        for (std::size_t at = 0; at != std::string_view::npos; at = text.find('\n', at)) {
            at += lines_.empty() ? 0 : 1;
            lines_.push_back(at);
        }
    }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        refuse_anchor(mark, anchor);
        place(make(node::type::null, mark));
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        add(mark, "aliases (*name) are not allowed: put quotes around a text that begins with *");
        place(make(node::type::null, mark));
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        refuse_anchor(mark, anchor);
        // yaml-cpp gives "!" to a quoted scalar and "?" to a plain one.
        if (!tag.empty() && tag != "!" && tag != "?") {
            add(mark,
                "tags (" + tag + ") are not allowed: put quotes around a text that begins with !");
        }
        node n = make(node::type::scalar, mark);
        n.quoted = tag == "!";
        n.text = value;
        n.commented = !n.quoted && comment_behind(n);
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
            add(mark,
                "anchors (&name) are not allowed: put quotes around a text that begins with &");
        }
    }

    /// A bare text is written as it reads, but for its blanks and line ends.
    bool comment_behind(const node& n) const {
        const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
        if (n.line > lines_.size()) {
            return false;
        }
        auto at = std::min(lines_[n.line - 1] + n.column - 1, text_.size());
        for (const char c : n.text) {
            if (c == ' ' || c == '\n') {
                while (at < text_.size() && (is_blank(text_[at]) || text_[at] == '\n')) {
                    ++at;
                }
            } else if (at < text_.size() && text_[at] == c) {
                ++at;
            } else {
                return false; // a block text
            }
        }
        const auto end = at;
        while (at < text_.size() && is_blank(text_[at])) {
            ++at;
        }
        return at > end && at < text_.size() && text_[at] == '#';
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

    std::string_view text_;
    std::vector<std::size_t> lines_; ///< where each begins
    const std::string& file_;
    core::faults& faults_;
    std::vector<level> levels_;
    node root_;
    std::size_t count_ = 0;
};

/// Of what the parser found wrong, what the author's slips do not explain; and these.
core::faults explained(core::faults faults, const std::optional<core::fault>& stopped,
                       core::faults slips) {
    const auto any = [](const core::faults& all, auto holds) {
        return std::any_of(all.begin(), all.end(), holds);
    };
    std::erase_if(slips, [&](const auto& slip) { // an anchor, a tag: named by what it is
        return any(faults,
                   [&](const auto& f) { return f.line == slip.line && f.column == slip.column; });
    });
    std::erase_if(faults, [&](const auto& f) {
        return any(slips, [&](const auto& slip) { return slip.line == f.line; });
    });
    // The parser stops at a slip, or where it cannot make sense of it any more.
    const bool known = stopped && !slips.empty() && slips.front().line <= stopped->line;
    if (stopped && !known) {
        faults.push_back(*stopped);
    }
    faults.insert(faults.end(), slips.begin(), slips.end());
    std::sort(faults.begin(), faults.end(), [](const auto& a, const auto& b) {
        return std::pair{a.line, a.column} < std::pair{b.line, b.column};
    });
    return faults;
}

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
    if (auto wrong = encoding_fault(text, file)) {
        return std::unexpected(core::faults{std::move(*wrong)});
    }
    if (text.starts_with(utf8_mark)) {
        text.remove_prefix(utf8_mark.size());
    }
    std::optional<core::fault> stopped;
    builder tree{text, file, faults};
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
        stopped = core::fault{file, static_cast<std::size_t>(e.mark.line + 1),
                              static_cast<std::size_t>(e.mark.column + 1), plain_words(e.msg)};
    }
    if (stopped || !faults.empty()) {
        return std::unexpected(explained(std::move(faults), stopped, yaml_slips(text, file)));
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

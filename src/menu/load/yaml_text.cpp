#include "menu/load/yaml_text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

namespace {

using document::node;

constexpr std::size_t longest_line = 110;

std::string in_quotes(std::string_view text) {
    std::string out{'"'};
    for (const char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\t': out += "\\t"; break;
        default:
            out += static_cast<unsigned char>(c) < 0x20
                       ? fmt::format("\\x{:02X}", static_cast<unsigned>(c))
                       : std::string{c};
        }
    }
    return out + '"';
}

/// Whether it can stand without quotes everywhere, between [ ] and { } too.
bool bare(std::string_view text) {
    if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == ':') {
        return false;
    }
    if (std::string_view{"!&*-?:|>@%`\"'#,[]{}"}.find(text.front()) != std::string_view::npos &&
        !(text.size() > 1 && text.front() == '-' && text[1] >= '0' && text[1] <= '9')) {
        return false;
    }
    return text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos &&
           std::none_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 ||
                      std::string_view{",[]{}?"}.find(c) != std::string_view::npos;
           });
}

std::string scalar(const node& n) {
    if (n.kind == node::type::null) {
        return "";
    }
    return n.quoted || !bare(n.text) ? in_quotes(n.text) : n.text;
}

bool leaf(const node& n) {
    return !n.is_list() && !n.is_map();
}

/// On one line; stops where it gets longer than any line.
void write_line(std::string& out, const node& n) {
    if (out.size() > longest_line) {
        return;
    }
    if (leaf(n)) {
        out += scalar(n);
        return;
    }
    if (n.items.empty() && n.entries.empty()) {
        out += n.is_list() ? "[]" : "{}";
        return;
    }
    const char* before = n.is_list() ? "[" : "{ ";
    for (const auto& item : n.items) {
        out += before;
        before = ", ";
        write_line(out, item);
    }
    for (const auto& [key, value] : n.entries) {
        out += before + scalar(key) + ":";
        before = ", ";
        if (value.kind != node::type::null) {
            out += ' ';
            write_line(out, value);
        }
    }
    out += n.is_list() ? "]" : " }";
}

std::size_t depth_of(const node& n) {
    std::size_t depth = 0;
    for (const auto& item : n.items) {
        depth = std::max(depth, depth_of(item) + 1);
    }
    for (const auto& [key, value] : n.entries) {
        depth = std::max(depth, depth_of(value) + 1);
    }
    return depth;
}

bool fits_line(const node& n, std::size_t indent, std::string& line) {
    line.clear();
    if (depth_of(n) > 3) {
        return false;
    }
    write_line(line, n);
    return line.size() + indent <= longest_line;
}

/// `level` 0 is the document: its parts stand below one another.
void write_block(std::string& out, const node& n, std::size_t level) {
    const std::string indent(2 * level, ' ');
    std::string line;
    for (const auto& item : n.items) {
        if (leaf(item) || fits_line(item, indent.size() + 2, line)) {
            out += indent + "- " + (leaf(item) ? scalar(item) : line) + "\n";
            continue;
        }
        std::string inner;
        write_block(inner, item, level + 1);
        inner[indent.size()] = '-'; // "  key: " becomes "- key: "
        out += inner;
    }
    for (const auto& [key, value] : n.entries) {
        const auto name = indent + scalar(key) + ":";
        const bool screens = key.text == "screens" || key.text == "flows";
        if (leaf(value)) {
            out += name + (value.kind == node::type::null ? "" : " " + scalar(value)) + "\n";
        } else if (!screens && fits_line(value, name.size() + 1, line)) {
            out += name + " " + line + "\n";
        } else {
            out += name + "\n";
            write_block(out, value, level + 1);
        }
    }
}

} // namespace

std::string yaml_text(const node& root) {
    if (leaf(root)) {
        return scalar(root) + "\n";
    }
    std::string out;
    write_block(out, root, 0);
    return out;
}

} // namespace yeelen::menu

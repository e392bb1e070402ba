#include "workbench/rewrite.hpp"

#include <algorithm>
#include <map>
#include <sstream>

namespace yeelen::workbench {

namespace {

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

bool blank(std::string_view line) {
    return line.find_first_not_of(" \t") == std::string_view::npos;
}

/// The column where the key of a value begins: that of `expect`.
std::size_t key_column(std::string_view line) {
    const auto at = line.find("expect:");
    return at == std::string_view::npos ? 0 : at;
}

} // namespace

std::string with_expectations(std::string_view file_text,
                              const std::vector<std::pair<spot, std::string>>& shown) {
    const auto lines = lines_of(file_text);
    // A block scalar's mark is where its '|' stands, or its first line: the key is found upwards.
    std::map<std::size_t, const std::string*> by_line;
    for (const auto& [where, text] : shown) {
        auto line = std::min(where.line, lines.size());
        while (line > 1 && lines[line - 1].find("expect:") == std::string::npos) {
            --line;
        }
        by_line[line] = &text;
    }
    std::ostringstream out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto found = by_line.find(i + 1);
        if (found == by_line.end()) {
            out << lines[i] << '\n';
            continue;
        }
        const auto column = key_column(lines[i]);
        out << std::string_view{lines[i]}.substr(0, column) << "expect:";
        if (found->second->empty()) {
            out << " \"\"\n";
        } else {
            out << " |\n";
            for (const auto& line : lines_of(*found->second)) {
                out << (line.empty() ? "" : std::string(column + 2, ' ')) << line << '\n';
            }
        }
        // What belonged to the old value: deeper than its key.
        while (i + 1 < lines.size() &&
               (blank(lines[i + 1]) ? i + 2 < lines.size() && !blank(lines[i + 2]) &&
                                          lines[i + 2].find_first_not_of(' ') > column
                                    : lines[i + 1].find_first_not_of(' ') > column)) {
            ++i;
        }
    }
    return out.str();
}

} // namespace yeelen::workbench

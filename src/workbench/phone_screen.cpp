#include "workbench/phone_screen.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace yeelen::workbench {

namespace {

/// Characters that take a column; combining ones are rare in these texts and are not told apart.
std::size_t columns_of(std::string_view utf8) {
    return static_cast<std::size_t>(std::ranges::count_if(
        utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// The octets of the first `n` characters.
std::size_t octets_of_columns(std::string_view utf8, std::size_t n) {
    std::size_t at = 0;
    for (; at < utf8.size(); ++at) {
        if ((static_cast<unsigned char>(utf8[at]) & 0xC0) != 0x80 && n-- == 0) {
            break;
        }
    }
    return at;
}

std::string rule(std::string_view left, std::string_view right) {
    std::string s{left};
    for (std::size_t i = 0; i < phone_columns + 2; ++i) {
        s += "─";
    }
    return s.append(right) + '\n';
}

std::string row(std::string_view text) {
    const auto used = std::min(columns_of(text), phone_columns);
    return fmt::format("│ {}{} │\n", text, std::string(phone_columns - used, ' '));
}

/// Left and right, as far apart as the box allows.
std::string row(std::string_view left, std::string_view right) {
    const auto used = columns_of(left) + columns_of(right);
    const auto gap = used < phone_columns ? phone_columns - used : 1;
    return row(fmt::format("{}{}{}", left, std::string(gap, ' '), right));
}

/// "2026-07-14T12:00:00Z" -> "2026-07-14 12:00 UTC"; anything else as it is.
std::string moment(const std::string& at) {
    constexpr std::string_view form = "2026-07-14T12:00:00Z";
    return at.size() == form.size() ? fmt::format("{} {} UTC", at.substr(0, 10), at.substr(11, 5))
                                    : at;
}

std::string box(std::string_view left, std::string_view right,
                const std::vector<std::string>& lines, const std::string& foot) {
    std::string s = rule("╭", "╮") + row(left, right) + rule("├", "┤");
    for (const auto& line : lines) {
        s += row(line);
    }
    return s + rule("├", "┤") + foot + rule("╰", "╯");
}

} // namespace

std::vector<std::string> wrap_text(std::string_view utf8, std::size_t columns) {
    std::vector<std::string> lines;
    for (;;) {
        const auto end = utf8.find('\n');
        auto rest = utf8.substr(0, end);
        do {
            auto take = octets_of_columns(rest, columns);
            std::size_t skip = 0;
            if (take < rest.size()) {
                // The space that a line breaks at may stand just behind its last column.
                const auto space = rest.substr(0, take + 1).rfind(' ');
                if (space != std::string_view::npos && space > 0) {
                    take = space;
                    skip = 1;
                }
            }
            lines.emplace_back(rest.substr(0, take));
            rest.remove_prefix(take + skip);
        } while (!rest.empty());
        if (end == std::string_view::npos) {
            break;
        }
        utf8.remove_prefix(end + 1);
    }
    for (auto& line : lines) {
        std::ranges::replace_if(
            line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '.');
    }
    return lines;
}

std::string draw_screen(const phone_screen& s, std::string_view code, std::string_view msisdn) {
    auto lines = s.answered ? wrap_text(s.text, phone_columns) : std::vector<std::string>{};
    if (!s.note.empty()) {
        for (auto& line : wrap_text(fmt::format("[{}]", s.note), phone_columns)) {
            lines.push_back(std::move(line));
        }
    }
    const auto size = s.answered
                          ? fmt::format("{}/{} {}", s.used, s.limit, s.ucs2 ? "UCS-2" : "GSM-7")
                          : std::string{"no answer"};
    return box(code, msisdn, lines, row(size, s.open ? "reply" : "end"));
}

std::string draw_sms(const phone_sms& sms) {
    const auto parts = sms.parts > 1 ? fmt::format("{} parts", sms.parts) : std::string{};
    return box(fmt::format("SMS from {}", sms.from), parts, wrap_text(sms.text, phone_columns),
               row(moment(sms.at)));
}

} // namespace yeelen::workbench

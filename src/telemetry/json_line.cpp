#include "telemetry/json_line.hpp"

#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace yeelen::telemetry {

namespace {

struct code_point {
    char32_t value;
    std::size_t octets; ///< 0: not valid UTF-8
};

/// RFC 3629: no overlong forms, no surrogates, nothing over U+10FFFF.
code_point read_utf8(std::string_view text) {
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = octet(0);
    if (first < 0x80) {
        return {first, 1};
    }
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) {
        return {0, 0};
    }
    char32_t value = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((octet(i) & 0xC0U) != 0x80U) {
            return {0, 0};
        }
        value = (value << 6U) | (octet(i) & 0x3FU);
    }
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
        return {0, 0};
    }
    return {value, length};
}

void append(fmt::memory_buffer& out, std::string_view text) {
    out.append(text.data(), text.data() + text.size());
}

void append_code_point(fmt::memory_buffer& out, char32_t value, std::string_view octets) {
    switch (value) {
    case U'"': append(out, "\\\""); return;
    case U'\\': append(out, "\\\\"); return;
    case U'\n': append(out, "\\n"); return;
    case U'\r': append(out, "\\r"); return;
    case U'\t': append(out, "\\t"); return;
    default: break;
    }
    const bool control = value < 0x20 || (value >= 0x7F && value < 0xA0);
    if (control || value == 0x2028 || value == 0x2029) {
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<std::uint32_t>(value));
    } else {
        append(out, octets);
    }
}

bool plain_ascii(char c) {
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

struct append_value {
    fmt::memory_buffer& out;

    void operator()(std::string_view text) const {
        out.push_back('"');
        append_escaped(out, text);
        out.push_back('"');
    }
    void operator()(double number) const {
        if (std::isfinite(number)) {
            fmt::format_to(std::back_inserter(out), "{}", number);
        } else {
            append(out, "null");
        }
    }
    void operator()(bool truth) const { append(out, truth ? "true" : "false"); }
    void operator()(std::int64_t number) const {
        fmt::format_to(std::back_inserter(out), "{}", number);
    }
    void operator()(std::uint64_t number) const {
        fmt::format_to(std::back_inserter(out), "{}", number);
    }
};

bool traced(const line& l) {
    return l.trace != nullptr && *l.trace != core::correlation_id{};
}

std::string_view name_of(level l) {
    switch (l) {
    case level::debug: return "debug";
    case level::info: return "info";
    case level::warn: return "warn";
    case level::error: return "error";
    }
    return "error";
}

} // namespace

void append_escaped(fmt::memory_buffer& out, std::string_view text) {
    while (!text.empty()) {
        std::size_t plain = 0;
        while (plain < text.size() && plain_ascii(text[plain])) {
            ++plain;
        }
        append(out, text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty()) {
            return;
        }
        const auto [value, octets] = read_utf8(text);
        if (octets == 0) {
            append(out, "\xEF\xBF\xBD");
            text.remove_prefix(1);
        } else {
            append_code_point(out, value, text.substr(0, octets));
            text.remove_prefix(octets);
        }
    }
}

void append_timestamp(fmt::memory_buffer& out, core::utc_time at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{at - day};
    fmt::format_to(std::back_inserter(out), "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
                   static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                   static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(),
                   time.seconds().count(), time.subseconds().count());
}

void append_json(fmt::memory_buffer& out, const line& l) {
    append(out, R"({"ts":")");
    append_timestamp(out, l.at);
    append(out, R"(","level":")");
    append(out, name_of(l.level));
    append(out, R"(","event":")");
    append_escaped(out, l.event);
    out.push_back('"');
    if (traced(l)) {
        append(out, R"(,"trace":")");
        append(out, l.trace->hex());
        out.push_back('"');
    }
    for (const auto& [name, value] : l.fields) {
        append(out, ",\"");
        append_escaped(out, name);
        append(out, "\":");
        std::visit(append_value{out}, value);
    }
    out.push_back('}');
}

void append_plain(fmt::memory_buffer& out, const line& l) {
    append_timestamp(out, l.at);
    fmt::format_to(std::back_inserter(out), " {:<5} ", name_of(l.level));
    append_escaped(out, l.event);
    for (const auto& [name, value] : l.fields) {
        out.push_back(' ');
        append_escaped(out, name);
        out.push_back('=');
        std::visit(append_value{out}, value);
    }
    if (traced(l)) {
        append(out, " trace=");
        append(out, l.trace->hex());
    }
}

} // namespace yeelen::telemetry

#include "document/encoding.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::document {

namespace {

bool in(char c, unsigned least, unsigned most) {
    const auto octet = static_cast<unsigned char>(c);
    return octet >= least && octet <= most;
}

/// Octets of the character at the begin of `text`; 0: it is none (RFC 3629 4).
std::size_t character(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    if (lead < 0x80) {
        return 1;
    }
    const std::size_t size = in(text.front(), 0xC2, 0xDF)   ? 2
                             : in(text.front(), 0xE0, 0xEF) ? 3
                             : in(text.front(), 0xF0, 0xF4) ? 4
                                                            : 0;
    if (size == 0 || text.size() < size) {
        return 0;
    }
    // Neither longer than needed, nor half of a pair of UTF-16, nor beyond U+10FFFF.
    const unsigned least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    const auto rest = text.substr(2, size - 2);
    const bool whole =
        in(text[1], least, most) &&
        std::all_of(rest.begin(), rest.end(), [](char c) { return in(c, 0x80, 0xBF); });
    return whole ? size : 0;
}

/// By its mark, or by the empty half of its first letter.
bool wide(std::string_view text) {
    return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
           (text.size() >= 2 && (text[0] == '\0') != (text[1] == '\0'));
}

} // namespace

std::optional<core::fault> encoding_fault(std::string_view text, const std::string& file) {
    if (wide(text)) {
        return core::fault{file, 1, 1,
                           "this file is saved as UTF-16: save it with the encoding UTF-8"};
    }
    if (text.starts_with(utf8_mark)) {
        text.remove_prefix(utf8_mark.size());
    }
    std::size_t line = 1;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto size = character(text.substr(at));
        if (size == 0) {
            return core::fault{
                file, line, at - begin + 1,
                fmt::format("this file is not saved as UTF-8: the octet {:02X} here is no letter. "
                            "Save it with the encoding UTF-8",
                            static_cast<unsigned char>(text[at]))};
        }
        at += size;
        if (text[at - 1] == '\n') {
            ++line;
            begin = at;
        }
    }
    return std::nullopt;
}

} // namespace yeelen::document

#pragma once
// Annotated hex files: octets in hex, "text" for ASCII octets, # comments to the end of the line. A
// line "= recoded" begins the octets that encoding makes of it, where these differ from what was
// read.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace support {

struct hex_golden {
    std::filesystem::path path;
    std::string octets;
    std::string recoded;
};

inline std::string read_text_file(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

inline std::string octets_of_hex(std::string_view text) {
    std::string out;
    int high = -1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '#') {
            i = std::min(text.find('\n', i), text.size());
        } else if (c == '"') {
            const std::size_t end = text.find('"', i + 1);
            if (end == std::string_view::npos) {
                throw std::runtime_error{"unfinished text in hex"};
            }
            out.append(text.substr(i + 1, end - i - 1));
            i = end;
        } else if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
            const std::size_t digit = std::string_view{"0123456789abcdef"}.find(
                static_cast<char>(c >= 'A' && c <= 'F' ? c + 32 : c));
            if (digit == std::string_view::npos) {
                throw std::runtime_error{std::string{"not hex: "} + c};
            }
            if (high < 0) {
                high = static_cast<int>(digit);
            } else {
                out += static_cast<char>(high * 16 + static_cast<int>(digit));
                high = -1;
            }
        }
    }
    if (high >= 0) {
        throw std::runtime_error{"half an octet in hex"};
    }
    return out;
}

inline hex_golden read_hex_golden(const std::filesystem::path& path) {
    const std::string text = read_text_file(path);
    constexpr std::string_view mark = "\n= recoded";
    const std::size_t at = text.find(mark);
    hex_golden g{path, octets_of_hex(std::string_view{text}.substr(0, at)), {}};
    g.recoded = at == std::string::npos
                    ? g.octets
                    : octets_of_hex(std::string_view{text}.substr(at + mark.size()));
    return g;
}

inline std::vector<std::filesystem::path> files_with(const std::filesystem::path& folder,
                                                     std::string_view extension) {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.path().extension() == extension) {
            found.push_back(entry.path());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// YEELEN_UPDATE_GOLDENS=1: the expected texts are written anew; look at the difference before you
/// keep it.
inline bool update_goldens() {
    return std::getenv("YEELEN_UPDATE_GOLDENS") != nullptr;
}

} // namespace support

#pragma once
// A file of the repository, or a part of one, that is written by the code itself.
// YEELEN_UPDATE_GOLDENS=1 writes it anew.
#include "support/hex_golden.hpp"
#include <doctest/doctest.h>
#include <fstream>
#include <string>

namespace support {

inline void check_generated(const std::string& file, const std::string& wanted) {
    const auto path = std::string{YEELEN_SOURCE_DIR} + "/" + file;
    if (update_goldens()) {
        std::ofstream{path, std::ios::binary} << wanted;
    }
    CHECK_MESSAGE(
        read_text_file(path) == wanted,
        file << " is not what the code writes: run this test with YEELEN_UPDATE_GOLDENS=1 "
                "and look at the difference");
}

/// The part between the lines `<!-- begin: NAME -->` and `<!-- end: NAME -->`.
inline void check_generated_part(const std::string& file, const std::string& name,
                                 const std::string& wanted) {
    auto text = read_text_file(std::string{YEELEN_SOURCE_DIR} + "/" + file);
    const auto begin = "<!-- begin: " + name + " -->\n";
    const auto from = text.find(begin);
    const auto to = text.find("<!-- end: " + name + " -->\n");
    REQUIRE(from != std::string::npos);
    REQUIRE(to != std::string::npos);
    const auto start = from + begin.size();
    REQUIRE(start <= to);
    check_generated(file, text.replace(start, to - start, wanted));
}

} // namespace support

#pragma once
// Lists of lines in doctest's reports.
#include <doctest/doctest.h>
#include <string>
#include <vector>

namespace doctest {
template<>
struct StringMaker<std::vector<std::string>> {
    static String convert(const std::vector<std::string>& lines) {
        std::string all;
        for (const auto& line : lines) {
            all += "\n    " + line;
        }
        return all.c_str();
    }
};
} // namespace doctest

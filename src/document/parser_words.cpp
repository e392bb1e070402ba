#include "document/parser_words.hpp"

#include <array>
#include <string_view>

namespace yeelen::document {

std::string plain_words(const std::string& message) {
    struct row {
        std::string_view said, meant;
    };
    static constexpr std::string_view indentation =
        "this line fits nothing above it: check the spaces at its beginning";
    static constexpr std::array rows{
        row{"end of map not found", indentation},
        row{"end of sequence not found", indentation},
        row{"illegal map value", "no ':' is expected here: check the spaces at the beginning of "
                                 "this line and of the one above it"},
        row{"illegal map key", "no key is expected here: check the spaces at the beginning of "
                               "this line and of the one above it"},
        row{"illegal block entry", "no '-' is expected here: check the spaces at the beginning of "
                                   "this line and of the one above it"},
        row{"end of map flow not found", "a ',' or the closing } is missing before this"},
        row{"end of sequence flow not found", "a ',' or the closing ] is missing before this"},
        row{"illegal flow end", "this bracket closes nothing"},
        row{"illegal tab when looking for indentation",
            "a tab stands at the beginning of this line: put spaces there"},
        row{"unknown token", "no text can begin with this: put quotes around it"},
        row{"unknown escape character",
            "this means nothing behind a backslash: in double quotes a backslash is written \\\\"},
    };
    for (const auto& r : rows) {
        if (message.starts_with(r.said)) {
            return std::string{r.meant};
        }
    }
    return message;
}

} // namespace yeelen::document

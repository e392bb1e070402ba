#include "document/variables.hpp"

#include <doctest/doctest.h>
#include <map>

using namespace yeelen::document;

namespace {

environment_lookup environment(std::map<std::string, std::string> values) {
    return [values = std::move(values)](const std::string& name) -> std::optional<std::string> {
        const auto found = values.find(name);
        return found == values.end() ? std::nullopt : std::optional{found->second};
    };
}

} // namespace

TEST_CASE("variables take their values from the environment") {
    const auto lookup = environment({{"A", "one"}, {"EMPTY", ""}, {"NESTED", "${A}"}});
    for (const auto& [text, expected] : std::map<std::string, std::string>{
             {"", ""},
             {"plain $ text {}", "plain $ text {}"},
             {"${A}", "one"},
             {"x${A}y${A}z", "xoneyonez"},
             {"${NONE:-else}", "else"},
             {"${NONE:-}", ""},
             {"${EMPTY:-else}", "else"},
             {"${A:-else}", "one"},
             {"${NESTED}", "${A}"}, // a value is never read as a pattern
         }) {
        CAPTURE(text);
        const auto result = substitute(text, lookup);
        REQUIRE(result);
        CHECK(*result == expected);
    }
}

TEST_CASE("what is no variable, or has no value, is refused") {
    const auto lookup = environment({{"EMPTY", ""}});
    for (const char* text :
         {"${", "${A", "${}", "${1A}", "${A B}", "${NONE}", "${EMPTY}", "a${A-}b"}) {
        CAPTURE(text);
        CHECK_FALSE(substitute(text, lookup));
    }
}

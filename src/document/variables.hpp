#pragma once
// ${NAME} and ${NAME:-otherwise} in configuration texts: secrets and addresses come from the
// environment.
#include <cstddef>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace yeelen::document {

/// Looks a variable up; nothing when it is not set. One that is set but empty counts as not set.
using environment_lookup = std::function<std::optional<std::string>(const std::string&)>;

struct variable {
    std::string name;
    std::optional<std::string> otherwise;
    std::size_t length; ///< of the whole ${...}
};

/// The variable that `text` begins with ("${..."). The error is for a person.
std::expected<variable, std::string> read_variable(std::string_view text);

/// Puts the values in. The error says what is wrong and never holds a value: it may be a secret.
std::expected<std::string, std::string> substitute(std::string_view text,
                                                   const environment_lookup& environment);

} // namespace yeelen::document

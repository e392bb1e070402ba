#pragma once
#include <string>

namespace yeelen::document {

/// What the YAML parser says, for somebody who does not know YAML.
std::string plain_words(const std::string& parser_message);

} // namespace yeelen::document

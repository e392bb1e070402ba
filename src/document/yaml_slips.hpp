#pragma once
#include "core/fault.hpp"
#include <string>
#include <string_view>

namespace yeelen::document {

/// Why a file that the YAML parser refuses is probably refused, in the words of who wrote it: tabs,
/// missing quotes, a missing blank behind a colon, quotes and brackets that are not closed. In the
/// order of the file; empty where none of these is seen. Of a file that is read it finds nothing
/// but what a reader of YAML would do without: tags, anchors, aliases.
core::faults yaml_slips(std::string_view text, const std::string& file);

} // namespace yeelen::document

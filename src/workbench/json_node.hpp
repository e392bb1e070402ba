#pragma once
#include "document/node.hpp"
#include <boost/json.hpp>

namespace yeelen::workbench {

/// What a backend would have sent: bare words that read as numbers, true, false or null are such;
/// all else, and what is quoted, is text.
boost::json::value to_json(const document::node& n);

} // namespace yeelen::workbench

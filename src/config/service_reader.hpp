#pragma once
#include "config/section_reader.hpp"

namespace yeelen::config {

/// `services`: each code with its menu's folder, or with a map of menu, config and flags. What
/// cannot be read is told and left out.
std::vector<service_settings> read_services(const document::node& written,
                                            const file_context& context);

} // namespace yeelen::config

#pragma once
#include <string>
#include <string_view>

namespace yeelen::ussd {

/// The service a dialled string begins with: "*123*2#", "*123#" and "123" are all "*123#"; empty
/// when it is no code.
std::string service_code(std::string_view dialled);

} // namespace yeelen::ussd

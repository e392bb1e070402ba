#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::ussd {

/// The service a dialled string begins with: "*123*2#", "*123#" and "123" are all "*123#"; empty
/// when it is no code.
std::string service_code(std::string_view dialled);

/// All codes that a dialled string may begin with, the longest first: of "*123*2*1#" these are
/// "*123*2*1#", "*123*2#" and "*123#".
std::vector<std::string> service_codes(std::string_view dialled);

} // namespace yeelen::ussd

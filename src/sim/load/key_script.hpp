#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::sim {

/// "7,0,8" -> {"7", "0", "8"}; an empty text has no keys.
std::vector<std::string> split_keys(std::string_view text);

/// {phone} becomes the phone's index, {session} how many sessions it had before: six digits each,
/// so that "2{phone}{session}" is a contract of its own for each session.
void expand_key(std::string_view key, std::uint32_t phone, std::uint32_t session, std::string& out);

} // namespace yeelen::sim

#pragma once
// How a phone's screen looks in the terminal. Pure.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::workbench {

/// What the network gave for a key press.
struct phone_screen {
    std::string text;
    bool ucs2 = false;
    std::size_t used = 0;
    std::size_t limit = 0;
    bool open = false;     ///< an answer may be typed
    bool answered = false; ///< the service spoke; else only `note` does
    std::string note;      ///< what the network says
};

struct phone_sms {
    std::uint64_t id = 0;
    std::string from;
    std::string text;
    std::string at;
    std::size_t parts = 1;
};

inline constexpr std::size_t phone_columns = 30;

/// Lines of at most `columns` code points, broken at spaces where there are some; line ends are
/// kept. Control characters show as '.'.
std::vector<std::string> wrap_text(std::string_view utf8, std::size_t columns);

std::string draw_screen(const phone_screen& s, std::string_view code, std::string_view msisdn);
std::string draw_sms(const phone_sms& sms);

} // namespace yeelen::workbench

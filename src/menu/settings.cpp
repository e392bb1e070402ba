#include "menu/settings.hpp"

namespace yeelen::menu {

namespace {

/// FNV-1a, 64 bits, with MurmurHash3's last mixing: without it the lowest digits of numbers that
/// follow one another would be spread unevenly. Part of what is promised: the same customers stay
/// in a share of 10 percent when that grows to 20, on every machine and in every version.
std::uint64_t share_hash(std::string_view flag, std::string_view msisdn) noexcept {
    std::uint64_t h = 0xCBF2'9CE4'8422'2325;
    const auto feed = [&h](char c) {
        h = (h ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3;
    };
    for (const char c : flag) {
        feed(c);
    }
    feed('\0');
    for (const char c : msisdn) {
        feed(c);
    }
    h = (h ^ h >> 33) * 0xFF51'AFD7'ED55'8CCD;
    h = (h ^ h >> 33) * 0xC4CE'B9FE'1A85'EC53;
    return h ^ h >> 33;
}

} // namespace

bool flag_on(const settings& s, std::string_view flag, std::string_view msisdn) noexcept {
    const auto rule = s.flags.find(flag);
    if (rule == s.flags.end()) {
        return false;
    }
    return rule->second.allowed.contains(msisdn) ||
           share_hash(flag, msisdn) % 100 < rule->second.percent;
}

} // namespace yeelen::menu

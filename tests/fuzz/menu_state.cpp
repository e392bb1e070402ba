// Octets of the store as a session's state: refused, or a state that survives being written.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "menu/state.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto s = yeelen::menu::decode_state(fuzz::text_of(data, size));
    if (s) {
        const auto octets = yeelen::menu::encode(*s);
        const auto again = yeelen::menu::decode_state(octets);
        fuzz::must(again.has_value(), "what was written can be read");
        // NaN is no equal of itself: the octets are compared.
        fuzz::must(yeelen::menu::encode(*again) == octets, "decode(encode(x)) = x");
    }
    return 0;
}

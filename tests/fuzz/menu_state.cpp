// Octets of the store as a session's state: refused, or a state that survives being written, and
// from which the engine goes on, or ends, whatever it holds.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "menu/engine.hpp"
#include "smpp/text.hpp"
#include "support/menus.hpp"

using fuzz::must;
using namespace yeelen;

namespace {

void shown(const menu::turn& t) {
    const auto* s = std::get_if<menu::screen>(&t.next);
    const auto* last = std::get_if<menu::farewell>(&t.next);
    if (s || last) {
        const auto& text = s ? s->text : last->text;
        must(!text.empty() && smpp::measure_screen(text).fits(), "a screen fits");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const menu::engine engine{
        *menu::load(support::menu_folder("kinds"), support::kinds_operations())};
    static const boost::json::object profile;
    const menu::environment env{.msisdn = "2250701020304",
                                .dialled = "*123#",
                                .profile = profile,
                                .now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 6}};
    const auto read = menu::decode_state(fuzz::text_of(data, size));
    if (!read) {
        return 0;
    }
    const auto octets = menu::encode(*read);
    const auto back = menu::decode_state(octets);
    must(back.has_value(), "what was written can be read");
    // NaN is no equal of itself: the octets are compared.
    must(menu::encode(*back) == octets, "decode(encode(x)) = x");
    for (const char* key : {"1", "0", "00", "98", "0412345"}) {
        auto at = *read;
        shown(engine.reply(at, env, key));
        must(menu::decode_state(menu::encode(at)).has_value(), "what comes of it can be read");
    }
    auto at = *read;
    shown(engine.again(at, env));
    at = *read;
    shown(engine.answered(at, env, boost::json::object{{"amount", 1}, {"holder", "Awa"}}));
    engine.answered_late(*read, env, boost::json::object{{"token", "1"}});
    return 0;
}

// The first step: by what was dialled.
#include "menu/text/offered.hpp"
#include "menu/walk/dialled.hpp"
#include "menu/walk/walk.hpp"

namespace yeelen::menu {

/// Presses keys until one does not fit, or a backend is asked. A secret is not taken from what was
/// dialled, which is kept; and consent is not given before its text was there to read.
walk::view walk::press_all(const std::vector<std::string_view>& keys) {
    auto shown = go(menu_.flows.front().start);
    for (const auto key : keys) {
        if (!std::holds_alternative<screen>(shown) || at_.notice != no_text) {
            break;
        }
        const auto* asks = std::get_if<ask_screen>(&here()->body);
        if ((asks && asks->secret()) || std::holds_alternative<confirm_screen>(here()->body)) {
            break;
        }
        shown = press(key);
    }
    return shown;
}

/// Whether the first of the parts is a key of the first screen; else it is no way at all.
bool walk::starts_with_key(std::string_view part) {
    const auto* c = std::get_if<choose_screen>(&menu_.screens[menu_.flows.front().start].body);
    return !c || offers{*c, menu_.keys, scope()}.at(part) != nullptr;
}

turn walk::begin() {
    at_.frames.resize(1);
    const auto* chosen = env_.profile.if_contains("language");
    const auto* language = chosen ? chosen->if_string() : nullptr;
    at_.language =
        menu_.locale_of(language ? std::string_view{*language} : std::string_view{}).language;

    const auto start = menu_.flows.front().start;
    const auto parts = parts_behind(env_.service, env_.dialled);
    if (parts.empty()) {
        return done(go(start));
    }
    if (auto place = find_alias(menu_, parts, scope().today())) {
        values() = std::move(place->values);
        return done(go(place->which->to));
    }
    if (menu_.dialled_keys && parts.size() <= max_dialled_parts && starts_with_key(parts.front())) {
        return done(press_all(parts));
    }
    auto shown = go(start);
    if (std::holds_alternative<screen>(shown)) {
        at_.notice = id_of(builtin::notice_place);
        shown = show();
    }
    return done(std::move(shown));
}

} // namespace yeelen::menu

#pragma once
// Values and a language, for tests of texts alone.
#include "menu/text/compose.hpp"
#include "menu/text/render.hpp"
#include <doctest/doctest.h>

namespace world {

namespace menu = yeelen::menu;
namespace json = boost::json;

/// Each test's own; scopes refer to it.
struct text_world {
    explicit text_world(json::object values) { at.frames.push_back({.values = std::move(values)}); }

    menu::environment env() const {
        return {.msisdn = "2250701020304", .dialled = "*123#", .profile = profile, .now = {}};
    }
    std::string render(const menu::locale& in, const menu::text_template& text) const {
        const auto e = env();
        return menu::render(in, text, menu::scope{at, e, configured, data});
    }

    menu::menu_data data;
    menu::settings configured;
    menu::state at{};
    json::object profile;
};

inline menu::locale language(std::string_view language, std::string_view region, bool gsm7 = true) {
    menu::locale in{.language = std::string{language}, .region = std::string{region}};
    in.gsm7 = gsm7;
    in.formats = menu::formatters::of(language, region, gsm7);
    REQUIRE(in.formats);
    return in;
}

inline menu::text_template parsed(std::string_view text) {
    auto t = menu::text_template::parse(text);
    REQUIRE_MESSAGE(t.has_value(), t.error().message);
    return std::move(*t);
}

/// As a phone shows it: firm spaces are plain ones.
inline std::string written(std::string_view text, json::object values, const menu::locale& in) {
    return menu::plain(text_world{std::move(values)}.render(in, parsed(text)));
}

} // namespace world

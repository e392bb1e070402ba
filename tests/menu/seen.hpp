#pragma once
// What an expression sees in the tests: one session of 6 July 2026, and what else there is to know.
#include "menu/expression/expression.hpp"
#include "menu/expression/scope.hpp"
#include "menu/model/model.hpp"
#include <doctest/doctest.h>

namespace test {

struct seen {
    yeelen::menu::state at;
    boost::json::object profile;
    yeelen::menu::settings settings;
    yeelen::menu::menu_data menu;
    std::vector<yeelen::menu::effect> effects;
    boost::json::object secrets;
    yeelen::core::utc_time now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 6} +
                                 std::chrono::hours{10} + std::chrono::minutes{20};
    std::string msisdn = "2250701020304";

    explicit seen(std::string_view values) {
        at.language = "fr";
        at.frames.resize(1);
        at.frames[0].values = boost::json::parse(values).as_object();
    }
    yeelen::menu::environment env() const {
        return {.msisdn = msisdn, .dialled = "*123#", .profile = profile, .now = now};
    }
    template<typename Use>
    auto with_scope(Use use) const {
        const auto e = env();
        const yeelen::menu::scope s{at, e, settings, menu, effects, &secrets};
        return use(s);
    }
    boost::json::value value(std::string_view text) const {
        const auto e = yeelen::menu::expression::parse(text);
        REQUIRE_MESSAGE(e.has_value(), std::string{text} << ": " << (e ? "" : e.error().message));
        return with_scope([&](const auto& s) { return e->evaluate(s); });
    }
    bool holds(std::string_view text) const {
        const auto e = yeelen::menu::expression::parse(text);
        REQUIRE_MESSAGE(e.has_value(), std::string{text} << ": " << (e ? "" : e.error().message));
        return with_scope([&](const auto& s) { return e->holds(s); });
    }
};

} // namespace test

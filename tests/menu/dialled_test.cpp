#include "menu/walk/dialled.hpp"
#include <doctest/doctest.h>

using namespace yeelen::menu;

TEST_CASE("what stands behind the service code, star by star") {
    using parts = std::vector<std::string_view>;
    const struct {
        const char* code;
        const char* dialled;
        parts expected;
    } rows[]{
        {"*123#", "*123#", {}},
        {"*123#", "*123*2#", {"2"}},
        {"*123#", "*123*pay*0412#", {"pay", "0412"}},
        {"*123*4#", "*123*4#", {}},
        {"*123*4#", "*123*4*2#", {"2"}},
        {"*123#", "*123*2", {"2"}},
        {"*123#", "*123**2#", {"", "2"}},
        {"*123#", "*123*#", {""}},
        {"*123#", "*1234#", {}},
        {"", "*123*2*3#", {"2", "3"}},
        {"", "#123*2#", {"2"}},
        {"", "123", {}},
        {"", "", {}},
        {"*9#", "*123*2#", {"2"}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.dialled);
        CHECK(parts_behind(row.code, row.dialled) == row.expected);
    }
    const std::string many = "*1" + std::string(5000, '*');
    CHECK(parts_behind("*1#", many).size() == max_dialled_parts + 1);
}

TEST_CASE("an alias is met by letters of either case and by the phone's keys") {
    menu_data menu;
    alias_part meter{.word = {}, .name = "meter", .as = {}};
    meter.as.type = answer_type::meter;
    meter.as.least = 7;
    meter.as.most = 13;
    menu.aliases = {{.parts = {{.word = "2"}}, .to = 1},
                    {.parts = {{.word = "pay"}, {.word = "all"}}, .to = 2},
                    {.parts = {{.word = "pay"}, meter}, .to = 3},
                    {.parts = {{.word = "deferral"}}, .to = 4}};
    const struct {
        std::vector<std::string_view> parts;
        screen_id to;
    } rows[]{
        {{"2"}, 1},         {{"pay", "all"}, 2}, {{"PAY", "255"}, 2},  {{"729", "0412345"}, 3},
        {{"deferral"}, 4},  {{"Deferral"}, 4},   {{"33337725"}, 4},    {{"3333772"}, no_screen},
        {{"3"}, no_screen}, {{}, no_screen},     {{"pay"}, no_screen}, {{"pay", "x"}, no_screen},
    };
    for (const auto& row : rows) {
        const auto found = find_alias(menu, row.parts, {});
        CHECK((found ? found->which->to : no_screen) == row.to);
    }
    const auto found = find_alias(menu, {"pay", "0412-345"}, {});
    REQUIRE(found.has_value());
    CHECK(found->values == boost::json::object{{"meter", "0412345"}});
}

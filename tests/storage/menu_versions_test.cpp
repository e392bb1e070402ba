#include "fixture.hpp"

using namespace yeelen;
using namespace yeelen::storage;
using namespace yeelen::storage::test;

namespace {

menu_version version(std::string name, std::string text = "menu: x\n") {
    return {"electricity",
            std::move(name),
            {{"menu.yaml", std::move(text)}, {"locales/fr.yaml", "textes: \"à\\n\"\n"}},
            at(1'700'000'000'000)};
}

} // namespace

TEST_CASE("versions of menus come back with their files; dropped ones not") {
    const folder where;
    {
        opened s(where);
        CHECK(s.put(put_menu_version{version("1a")}, put_menu_version{version("2b", "")}));
        CHECK(s.put(put_menu_version{version("3c")}));
        CHECK(s.put(drop_menu_version{"electricity", "3c"}, drop_menu_version{"none", "1a"}));
    }
    opened s(where);
    const auto found = s.it->recover();
    REQUIRE(found);
    REQUIRE(found->menus.size() == 2);
    CHECK(found->menus[0].menu == "electricity");
    CHECK(found->menus[0].version == "1a");
    CHECK(found->menus[0].files == version("1a").files);
    CHECK(found->menus[0].since == at(1'700'000'000'000));
    CHECK(found->menus[1].files.at("menu.yaml").empty());
    CHECK(found->corrupt == 0);
}

TEST_CASE("a version that is there stays as it is") {
    const folder where;
    {
        opened s(where);
        CHECK(s.put(put_menu_version{version("1a")}));
        CHECK(s.put(put_menu_version{version("1a", "another")}, put_session{session(1)}));
    }
    opened s(where);
    const auto found = s.it->recover();
    REQUIRE(found->menus.size() == 1);
    CHECK(found->menus[0].files.at("menu.yaml") == "menu: x\n");
    CHECK(found->sessions.size() == 1);
}

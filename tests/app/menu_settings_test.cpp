// Values of gateway.yaml as the types that a menu declares.
#include "app/menu_settings.hpp"
#include "menu/model/model.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace yeelen;

namespace {

core::value_type type(core::value_kind kind, std::int64_t least, std::int64_t most) {
    auto t = core::plain(kind);
    t.least = least;
    t.most = most;
    return t;
}

/// A menu that declares one value of each kind.
menu::definition declared() {
    using core::value_kind;
    auto data = std::make_unique<menu::menu_data>();
    data->name = "m";
    data->version = "v";
    data->config["text"] = type(value_kind::text, 2, 4);
    data->config["number"] = type(value_kind::number, -5, 10);
    data->config["amount"] = type(value_kind::amount, 0, 1000);
    data->config["date"] = core::plain(value_kind::date);
    data->config["month"] = core::plain(value_kind::month);
    data->config["flag"] = core::plain(value_kind::flag);
    auto list = type(value_kind::list, 0, 2);
    auto record = core::plain(value_kind::record);
    record.fields["n"] = type(value_kind::number, 0, 9);
    list.entry = {record};
    data->config["list"] = list;
    for (auto& [name, each] : data->config) {
        each.optional = true;
    }
    return {std::move(data), {}};
}

std::string read(const std::string& yaml) {
    auto config = document::read_yaml(yaml, "g.yaml");
    REQUIRE(config);
    config::service_settings service;
    service.code = "*1#";
    service.file = "g.yaml";
    service.config = std::move(*config);
    core::faults faults;
    const auto settings = app::menu_settings(service, declared(), faults);
    return faults.empty()
               ? boost::json::serialize(settings->config)
               : std::to_string(faults.front().line) + ":" + std::to_string(faults.front().column);
}

} // namespace

TEST_CASE("values are read by their type, within its bounds") {
    struct row {
        const char* yaml;
        const char* expected;
    };
    const row rows[] = {
        {"{ text: \"179\" }", R"({"text":"179"})"},
        {"{ text: 0179 }", R"({"text":"0179"})"},
        {"{ text: éèàç }", "{\"text\":\"éèàç\"}"},
        {"{ text: \"1\" }", "1:9"},
        {"{ text: \"12345\" }", "1:9"},
        {"{ text: [a] }", "1:9"},
        {"{ number: -5 }", R"({"number":-5})"},
        {"{ number: 2.50 }", R"({"number":"2.5"})"},
        {"{ number: 10.01 }", "1:11"},
        {"{ number: ten }", "1:11"},
        {"{ amount: 1000 }", R"({"amount":1000})"},
        {"{ amount: -1 }", "1:11"},
        {"{ amount: 500.5 }", "1:11"},
        {"{ date: 2026-02-28 }", R"({"date":"2026-02-28"})"},
        {"{ date: 2026-02-29 }", "1:9"},
        {"{ month: 2026-12 }", R"({"month":"2026-12"})"},
        {"{ month: 2026-13 }", "1:10"},
        {"{ flag: true }", R"({"flag":true})"},
        {"{ flag: yes }", "1:9"},
        {"{ list: [ { n: 1 }, { n: 9 } ] }", R"({"list":[{"n":1},{"n":9}]})"},
        {"{ list: [ { n: 1 }, { n: 2 }, { n: 3 } ] }", "1:9"},
        {"{ list: [ { n: 10 } ] }", "1:9"},
        {"{ list: [ { m: 1 } ] }", "1:9"},
        {"{ list: 1 }", "1:9"},
        {"{ txt: \"179\" }", "1:3"},
    };
    for (const auto& r : rows) {
        CAPTURE(std::string{r.yaml});
        CHECK(read(r.yaml) == r.expected);
    }
}

TEST_CASE("a value without a default must be given") {
    auto data = std::make_unique<menu::menu_data>();
    data->name = "m";
    data->config["helpline"] = core::plain(core::value_kind::text);
    const menu::definition menu{std::move(data), {}};
    core::faults faults;
    config::service_settings service;
    service.file = "g.yaml";
    service.line = 7;
    service.column = 3;
    app::menu_settings(service, menu, faults);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].line == 7);
    CHECK(faults[0].message.find("helpline") != std::string::npos);
}

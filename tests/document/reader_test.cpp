#include "document/reader.hpp"

#include <doctest/doctest.h>
#include <limits>
#include <string>

using namespace yeelen;
using namespace yeelen::document;
using namespace std::chrono_literals;

namespace {

/// A map to read from, with the faults of reading it.
struct fixture {
    explicit fixture(const std::string& text)
        : tree(*read_yaml(text, file)) {}
    map_reader reader() { return {tree, "operation 'x'", file, faults}; }
    std::string file = "f.yaml";
    node tree;
    core::faults faults;
};

} // namespace

TEST_CASE("integers") {
    struct row {
        std::string written;
        std::optional<std::int64_t> value;
    };
    const row rows[] = {
        {"0", 0},
        {"42", 42},
        {"-7", -7},
        {"0123", 123},
        {"0x1F", 31},
        {"-0x10", -16},
        {"", std::nullopt},
        {"-", std::nullopt},
        {"--5", std::nullopt},
        {"+5", std::nullopt},
        {"1.5", std::nullopt},
        {"5 ", std::nullopt},
        {" 5", std::nullopt},
        {"0x", std::nullopt},
        {"0x-5", std::nullopt},
        {"five", std::nullopt},
        {"9223372036854775807", std::numeric_limits<std::int64_t>::max()},
        {"9223372036854775808", std::nullopt},
        {"99999999999999999999", std::nullopt},
    };
    for (const auto& r : rows) {
        CAPTURE(r.written);
        CHECK(parse_integer(r.written) == r.value);
    }
}

TEST_CASE("durations") {
    struct row {
        std::string written;
        std::optional<std::chrono::milliseconds> value;
    };
    const row rows[] = {
        {"250ms", 250ms},
        {"4s", 4s},
        {"2m", 2min},
        {"1h", 1h},
        {"0s", 0ms},
        {"", std::nullopt},
        {"5", std::nullopt},
        {"s", std::nullopt},
        {"-1s", std::nullopt},
        {"1.5s", std::nullopt},
        {"1d", std::nullopt},
        {"1 s", std::nullopt},
        {"1sms", std::nullopt},
        {"1000000001ms", std::nullopt},
        {"99999999999999999999h", std::nullopt},
    };
    for (const auto& r : rows) {
        CAPTURE(r.written);
        CHECK(parse_duration(r.written) == r.value);
    }
}

TEST_CASE("a right map is read without a fault") {
    fixture f("name: balance\nport: 0x1F\nretry: on\nwait: 250ms\ncodes: [1, 2]\nwords: one\nkind: "
              "get\nnode: {a: 1}\n");
    auto r = f.reader();
    CHECK(r.required_text("name") == "balance");
    CHECK(r.required_integer("port", 1, 65'535) == 31);
    CHECK(r.flag("retry", false));
    CHECK(r.duration("wait", 1s, 1ms, 10s) == 250ms);
    CHECK(r.integers("codes", 1, 9) == std::vector<std::int64_t>{1, 2});
    CHECK(r.texts("words") == std::vector<std::string>{"one"});
    CHECK(r.choice("kind", {"post", "get"}) == "get");
    CHECK(r.required("node")->is_map());
    r.finish();
    CHECK(f.faults.empty());
}

TEST_CASE("what is left out has its default, without a fault") {
    fixture f("other: 1\n");
    auto r = f.reader();
    CHECK(r.text("name", "x") == "x");
    CHECK(r.integer("port", 80, 1, 100) == 80);
    CHECK(r.flag("retry", true));
    CHECK(r.duration("wait", 3s, 1s, 10s) == 3s);
    CHECK(r.texts("words").empty());
    CHECK(r.integers("codes", 1, 9).empty());
    CHECK(r.choice("kind", {"post", "get"}) == "post");
    CHECK(r.optional("node") == nullptr);
    CHECK(f.faults.empty());
}

TEST_CASE("a wrong value is a fault where it stands, and the default is taken") {
    fixture f("name: [a]\n"
              "port: 70000\n"
              "retry: maybe\n"
              "wait: 5\n"
              "codes: [1, x, 99]\n"
              "words: [a, [b]]\n"
              "kind: gett\n"
              "count: {}\n");
    auto r = f.reader();
    CHECK(r.text("name", "x") == "x");
    CHECK(r.integer("port", 80, 1, 65'535) == 80);
    CHECK(r.flag("retry", true));
    CHECK(r.duration("wait", 3s, 1s, 10s) == 3s);
    CHECK(r.integers("codes", 1, 9) == std::vector<std::int64_t>{1});
    CHECK(r.texts("words") == std::vector<std::string>{"a"});
    CHECK(r.choice("kind", {"post", "get"}) == "post");
    CHECK(r.integer("count", 5, 1, 9) == 5);
    r.finish();
    std::vector<std::pair<std::size_t, std::size_t>> at;
    for (const auto& fault : f.faults) {
        CHECK(fault.file == "f.yaml");
        CHECK(fault.message.find("operation 'x'") != std::string::npos);
        at.emplace_back(fault.line, fault.column);
    }
    const std::vector<std::pair<std::size_t, std::size_t>> expected{
        {1, 7}, {2, 7}, {3, 8}, {4, 7}, {5, 12}, {5, 15}, {6, 12}, {7, 7}, {8, 8}};
    CHECK(at == expected);
}

TEST_CASE("missing keys are faults at the map") {
    fixture f("a: 1\n");
    auto r = f.reader();
    CHECK(r.required_text("name") == "");
    CHECK(r.required_integer("port", 5, 9) == 5);
    CHECK(r.required("node") == nullptr);
    REQUIRE(f.faults.size() == 3);
    for (const auto& fault : f.faults) {
        CHECK(fault.line == 1);
    }
}

TEST_CASE("keys that nobody asked for are faults, with the nearest known one") {
    fixture f("adress: a\naddress: b\nwholly: different\n");
    auto r = f.reader();
    r.text("address", "");
    r.finish();
    REQUIRE(f.faults.size() == 2);
    CHECK(f.faults[0].line == 1);
    CHECK(f.faults[0].column == 1);
    CHECK(f.faults[0].message.find("did you mean 'address'?") != std::string::npos);
    CHECK(f.faults[1].line == 3);
    CHECK(f.faults[1].message.find("did you mean") == std::string::npos);
}

TEST_CASE("a node that is no map is one fault, however much is asked of it") {
    fixture f("- a\n- b\n");
    auto r = f.reader();
    CHECK(r.required_text("name") == "");
    CHECK(r.integer("port", 80, 1, 100) == 80);
    r.finish();
    REQUIRE(f.faults.size() == 1);
    CHECK(f.faults[0].line == 1);
}

TEST_CASE("a required text that is null is a fault") {
    fixture f("name:\nother: ~\n");
    auto r = f.reader();
    CHECK(r.required_text("name") == "");
    CHECK(r.text("other", "x") == "x");
    CHECK(f.faults.size() == 2);
}

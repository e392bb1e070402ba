#include "backends/declaration.hpp"
#include "temporary_files.hpp"

#include <doctest/doctest.h>
#include <map>
#include <set>

using namespace yeelen;
using namespace std::chrono_literals;

namespace {

std::optional<std::string> environment(const std::string& name) {
    const std::map<std::string, std::string> set = {{"URL", "http://example.test:81/api/"},
                                                    {"TOKEN", "s3cret"},
                                                    {"EMPTY", ""},
                                                    {"LINES", "a\r\nEvil: 1"}};
    const auto found = set.find(name);
    return found == set.end() ? std::nullopt : std::optional{found->second};
}

std::string places(const core::faults& faults) {
    std::string all;
    for (const auto& f : faults) {
        all += (all.empty() ? "" : " ") + std::to_string(f.line) + ":" + std::to_string(f.column);
    }
    return all;
}

std::string texts(const core::faults& faults) {
    std::string all;
    for (const auto& f : faults) {
        all += f.text() + "\n";
    }
    return all;
}

const std::string head = "backend: b\nbase_url: http://h\noperations:\n";

} // namespace

TEST_CASE("the utility's own declaration loads") {
    const auto loaded = backends::load({YEELEN_SOURCE_DIR "/config/backends/utility.yaml"},
                                       [](const auto&) { return std::nullopt; });
    if (!loaded) {
        FAIL(texts(loaded.error()));
    }
    REQUIRE((*loaded)->backends.size() == 1);
    const auto& utility = (*loaded)->backends[0];
    CHECK(utility.name == "utility");
    CHECK(utility.host == "127.0.0.1");
    CHECK(utility.port == "8700");
    CHECK(utility.base_path == "");
    CHECK(utility.max_answer == 256 * 1024);
    REQUIRE(utility.headers.size() == 1);
    CHECK(utility.headers[0] ==
          std::pair<std::string, std::string>{"Authorization", "Bearer demo"});
    CHECK(utility.operations.contains("request_deferral"));
    const auto& balance = utility.operations.at("balance");
    CHECK(balance.method == "GET");
    CHECK(balance.deadline == 4s);
    CHECK_FALSE(balance.once);
    REQUIRE(balance.answer.size() >= 4);
    CHECK(balance.answer[2].name == "due_date");
    CHECK(balance.answer[2].optional);
    CHECK_FALSE(balance.answer[3].optional);
    CHECK(utility.operations.at("request_deferral").once);
    CHECK(utility.operations.at("request_deferral").body.size() == 2);
}

TEST_CASE("everything that can be written is read") {
    test::temporary_files files;
    const auto file = files.write(R"(backend: billing
base_url: ${URL}
deadline: 2s
connections: 4
queue: 7
max_answer: 1MiB
headers:
  Authorization: Bearer ${TOKEN}
  X-Site: ${EMPTY:-main}/${NOT_SET:-}/${TOKEN:-x}
operations:
  one:
    method: POST
    path: /a/{x}/{y}-{z}
    query: { q: x, "r s": y }
    body: { n: z }
    answer: { whole: ., deep: a.b.0.c, "maybe?": m }
    once: true
    deadline: 250ms
  two: { method: DELETE, path: / }
)");
    const auto loaded = backends::load({file}, environment);
    if (!loaded) {
        FAIL(texts(loaded.error()));
    }
    const auto& b = (*loaded)->backends.at(0);
    CHECK(b.host == "example.test");
    CHECK(b.port == "81");
    CHECK(b.base_path == "/api");
    CHECK(b.connections == 4);
    CHECK(b.queue == 7);
    CHECK(b.max_answer == 1024 * 1024);
    CHECK(b.headers[0].second == "Bearer s3cret");
    CHECK(b.headers[1].second == "main//s3cret");
    const auto& one = b.operations.at("one");
    CHECK(one.query == std::vector<std::pair<std::string, std::string>>{{"q", "x"}, {"r s", "y"}});
    CHECK(one.body == std::vector<std::pair<std::string, std::string>>{{"n", "z"}});
    CHECK(one.answer.at(0).path.empty());
    CHECK(one.answer.at(1).path == std::vector<std::string>{"a", "b", "0", "c"});
    CHECK(one.answer.at(2).optional);
    CHECK(one.deadline == 250ms);
    CHECK(b.operations.at("two").deadline == 2s);
}

TEST_CASE("answers and arguments have types where they are declared") {
    test::temporary_files files;
    const auto loaded = backends::load({files.write(head + R"(  invoices:
    method: POST
    path: /v1/{contract}
    query: { page: page }
    body: { limit: limit }
    arguments: { contract: { type: text, max: 13 }, limit: amount }
    answer:
      amount: { at: sum.total, type: amount, decimals: 2, max: 9999999 }
      "due?": { at: due, type: date }
      note: { at: note, type: text, max: 20, optional: true }
      list: { at: ., type: list, most: 3, of: { number: text, kwh: number } }
      name: name
)")},
                                       environment);
    if (!loaded) {
        FAIL(texts(loaded.error()));
    }
    using core::value_kind;
    const auto& o = (*loaded)->backends.at(0).operations.at("invoices");
    CHECK(backends::argument_names(o) ==
          std::set<std::string, std::less<>>{"contract", "limit", "page"});
    CHECK(o.arguments.at("contract").most == 13);
    CHECK(o.arguments.at("limit").kind == value_kind::amount);
    CHECK_FALSE(o.arguments.contains("page"));
    REQUIRE(o.answer.size() == 5);
    CHECK(o.answer[0].path == std::vector<std::string>{"sum", "total"});
    CHECK(o.answer[0].type.kind == value_kind::amount);
    CHECK(o.answer[0].type.most == 9999999);
    CHECK(o.answer[0].type.decimals == 2);
    CHECK_FALSE(o.answer[0].optional);
    CHECK(o.answer[1].optional);
    CHECK(o.answer[1].type.optional);
    CHECK(o.answer[1].type.kind == value_kind::date);
    CHECK(o.answer[2].optional);
    CHECK(o.answer[3].path.empty());
    REQUIRE(o.answer[3].type.entry.size() == 1);
    CHECK(o.answer[3].type.entry[0].fields.at("kwh").kind == value_kind::number);
    CHECK(o.answer[4].type.kind == value_kind::any);
}

TEST_CASE("each fault at its place") {
    struct {
        std::string name;
        std::string text;
        std::string places;   ///< line:column of every fault
        std::string mentions; ///< in the first one
    } const cases[] = {
        {"nothing", "", "0:0", ""},
        {"a list", "- a\n", "1:1", "must be a map"},
        {"all is missing", "x: 1\n", "1:1 1:1 1:1 1:1", ""},
        {"unknown key, suggested", "backend: b\nbase_url: http://h\ndeadlin: 1s\noperations: {}\n",
         "3:1", "'deadline'"},
        {"unknown key of an operation", head + "  a: { method: GET, path: /, anser: {} }\n", "4:30",
         "'answer'"},
        {"bad name", "backend: a b\nbase_url: http://h\noperations: {}\n", "1:10", ""},
        {"https", "backend: b\nbase_url: https://h\noperations: {}\n", "2:11",
         "https:// is not supported yet"},
        {"another scheme", "backend: b\nbase_url: ftp://h\noperations: {}\n", "2:11", "http://"},
        {"no url", "backend: b\nbase_url: h:80\noperations: {}\n", "2:11", ""},
        {"no host", "backend: b\nbase_url: http:///x\noperations: {}\n", "2:11", "host"},
        {"port 0", "backend: b\nbase_url: http://h:0\noperations: {}\n", "2:11", "port"},
        {"port 70000", "backend: b\nbase_url: http://h:70000\noperations: {}\n", "2:11", "port"},
        {"user in the url", "backend: b\nbase_url: http://u:p@h\noperations: {}\n", "2:11",
         "Authorization"},
        {"query in the url", "backend: b\nbase_url: http://h/?a\noperations: {}\n", "2:11", "'?'"},
        {"variable not set", "backend: b\nbase_url: ${NOPE}\noperations: {}\n", "2:11",
         "NOPE is not set"},
        {"variable without end", "backend: b\nbase_url: http://${URL\noperations: {}\n", "2:11",
         "without '}'"},
        {"variable without name", "backend: b\nbase_url: \"http://${}\"\noperations: {}\n", "2:11",
         "${NAME}"},
        {"times and sizes",
         "backend: b\nbase_url: http://h\ndeadline: 4\nconnections: 0\nqueue: -1\nmax_answer: "
         "9TiB\noperations: {}\n",
         "3:11 4:14 5:8 6:13", "250ms"},
        {"size too large", "backend: b\nbase_url: http://h\nmax_answer: 17MiB\noperations: {}\n",
         "3:13", "16MiB"},
        {"size that wraps",
         "backend: b\nbase_url: http://h\nmax_answer: 18014398509481985KiB\noperations: {}\n",
         "3:13", ""},
        {"header that is ours",
         "backend: b\nbase_url: http://h\nheaders: { HOST: x }\noperations: {}\n", "3:12",
         "itself"},
        {"header that is no name",
         "backend: b\nbase_url: http://h\nheaders: { \"a b\": x }\noperations: {}\n", "3:12", ""},
        {"header from the environment with line ends",
         "backend: b\nbase_url: http://h\nheaders: { A: \"${LINES}\" }\noperations: {}\n", "3:15",
         "control"},
        {"header that is a list",
         "backend: b\nbase_url: http://h\nheaders: { A: [x] }\noperations: {}\n", "3:15", ""},
        {"operations that are a list", "backend: b\nbase_url: http://h\noperations: [a]\n", "3:13",
         ""},
        {"operation that is a text", head + "  a: GET /\n", "4:6", ""},
        {"operation without anything", head + "  a: {}\n", "4:6 4:6", ""},
        {"method", head + "  a: { method: POSTT, path: / }\n", "4:16", "'POST'"},
        {"path without slash", head + "  a: { method: GET, path: x }\n", "4:27", "begins with '/'"},
        {"path with a query", head + "  a: { method: GET, path: \"/x?y=1\" }\n", "4:27", "'query'"},
        {"path with a space", head + "  a: { method: GET, path: /a b }\n", "4:27", "' '"},
        {"place without end", head + "  a: { method: GET, path: \"/{x\" }\n", "4:27",
         "without '}'"},
        {"end without place", head + "  a: { method: GET, path: \"/x}\" }\n", "4:27",
         "without '{'"},
        {"place without name", head + "  a: { method: GET, path: \"/{}\" }\n", "4:27", "argument"},
        {"place in a place", head + "  a: { method: GET, path: \"/{a{b}}\" }\n", "4:27", ""},
        {"GET with a body", head + "  a: { method: GET, path: /, body: { x: y } }\n", "4:36",
         "no body"},
        {"GET once", head + "  a: { method: GET, path: /, once: true }\n", "4:36", "once"},
        {"once that is no flag", head + "  a: { method: POST, path: /, once: maybe }\n", "4:37",
         "true or false"},
        {"answer with an empty step",
         head + "  a: { method: GET, path: /, answer: { x: a..b, y: a., z: .a } }\n",
         "4:43 4:52 4:59", "path"},
        {"answer with a bad name", head + "  a: { method: GET, path: /, answer: { 1x: a } }\n",
         "4:40", ""},
        {"answer twice", head + "  a: { method: GET, path: /, answer: { x: a, \"x?\": b } }\n",
         "4:46", "twice"},
        {"answer that is a list", head + "  a: { method: GET, path: /, answer: [x] }\n", "4:38",
         ""},
        {"typed answer without its path",
         head + "  a: { method: GET, path: /, answer: { x: { type: date } } }\n", "4:43", "'at'"},
        {"typed answer with a bad path",
         head + "  a: { method: GET, path: /, answer: { x: { at: a..b } } }\n", "4:49", "path"},
        {"typed answer of no type",
         head + "  a: { method: GET, path: /, answer: { x: { at: a, type: tekst } } }\n", "4:58",
         "text"},
        {"typed answer with bounds that do not go with it",
         head + "  a: { method: GET, path: /, answer: { x: { at: a, type: date, max: 3 } } }\n",
         "4:69", "max"},
        {"answer field that is a list",
         head + "  a: { method: GET, path: /, answer: { x: [a] } }\n", "4:43", "path"},
        {"typed argument that nothing takes",
         head + "  a: { method: GET, path: \"/{contract}\", arguments: { contrakt: text } }\n",
         "4:55", "did you mean 'contract'"},
        {"typed argument of no type",
         head + "  a: { method: GET, path: \"/{x}\", arguments: { x: tekst } }\n", "4:51", "text"},
        {"argument types that are a list",
         head + "  a: { method: GET, path: \"/{x}\", arguments: [x] }\n", "4:46", "map"},
        {"argument that is a map", head + "  a: { method: POST, path: /, body: { x: { y: z } } }\n",
         "4:42", ""},
        {"argument that is no name", head + "  a: { method: POST, path: /, query: { x: a-b } }\n",
         "4:43", "a-b"},
        {"all together",
         "backend: 1\nbase_url: https://h\nqueue: x\noperations:\n  a: { method: X, path: x }\n  "
         "b: {}\nmore: 1\n",
         "1:10 2:11 3:8 5:16 5:25 6:6 6:6 7:1", ""},
    };
    for (const auto& c : cases) {
        CAPTURE(c.name);
        test::temporary_files files;
        const auto loaded = backends::load({files.write(c.text)}, environment);
        if (loaded) {
            FAIL_CHECK("was accepted");
            continue;
        }
        CAPTURE(texts(loaded.error()));
        CHECK(places(loaded.error()) == c.places);
        CHECK(loaded.error().front().message.find(c.mentions) != std::string::npos);
        CHECK(texts(loaded.error()).find("s3cret") == std::string::npos);
    }
}

TEST_CASE("faults of several files come together; names are unique over them") {
    test::temporary_files files;
    const auto one =
        files.write("backend: b\nbase_url: http://h\noperations:\n  a: { method: GET, path: / }\n");
    const auto two = files.write("backend: c\nbase_url: http://h\nqueue: x\noperations:\n  x: { "
                                 "method: GET, path: / }\n  a: { "
                                 "method: GET, path: / }\n");
    const auto three = files.write("backend: b\nbase_url: http://h\noperations: {}\n");
    const auto loaded =
        backends::load({one, two, three, files.write("") + ".missing"}, environment);
    REQUIRE_FALSE(loaded);
    CAPTURE(texts(loaded.error()));
    CHECK(places(loaded.error()) == "3:8 6:3 1:10 0:0");
    CHECK(loaded.error()[0].file == two);
    CHECK(loaded.error()[1].message.find(one + ":4:3") != std::string::npos);
    CHECK(loaded.error()[2].message.find(one + ":1:10") != std::string::npos);
}

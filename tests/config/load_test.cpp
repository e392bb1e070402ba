#include "config/settings.hpp"

#include <doctest/doctest.h>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <string>
#include <vector>

using namespace yeelen;
namespace fs = std::filesystem;

namespace {

using variables = std::map<std::string, std::string>;

config::environment_lookup environment(variables set) {
    return [set = std::move(set)](const std::string& name) -> std::optional<std::string> {
        const auto found = set.find(name);
        return found == set.end() ? std::nullopt : std::optional{found->second};
    };
}

/// A folder with gateway.yaml, op.yaml and dialects/standard.yaml, each as given or good.
class files {
public:
    files() {
        std::string pattern = (fs::temp_directory_path() / "yeelen-config-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        folder = pattern;
        fs::create_directory(folder / "dialects");
        write("dialects/standard.yaml", "");
        write("op.yaml", good_operator);
    }
    ~files() { fs::remove_all(folder); }
    files(const files&) = delete;
    files& operator=(const files&) = delete;

    void write(const std::string& name, std::string_view text) const {
        std::ofstream{folder / name} << text;
    }
    std::string path(const std::string& name) const { return (folder / name).string(); }
    auto load(std::string_view gateway, variables set = {}) const {
        write("gateway.yaml", gateway);
        return config::load(path("gateway.yaml"), environment(std::move(set)));
    }

    static constexpr std::string_view good_operator = "id: demo\n"
                                                      "host: 127.0.0.1\n"
                                                      "system_id: yeelen\n"
                                                      "password: ${DEMO_PASSWORD:-secret}\n"
                                                      "dialect: standard\n";
    fs::path folder;
};

constexpr std::string_view least = "storage: { database: yeelen.db }\n"
                                   "api: { keys: [\"${KEY:-demo-key-0123456789}\"] }\n"
                                   "services: { \"*123#\": menu }\n"
                                   "operators: [op.yaml]\n";

/// "file:line:col" of each fault, the folder left out.
std::vector<std::string> places(const core::faults& faults) {
    std::vector<std::string> all;
    for (const auto& f : faults) {
        all.push_back(
            fmt::format("{}:{}:{}", fs::path{f.file}.filename().string(), f.line, f.column));
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

} // namespace

TEST_CASE("what is left out has the defaults that the members have") {
    const files f;
    const auto read = f.load(least);
    if (!read) {
        FAIL(texts(read.error()));
    }
    const config::settings otherwise;
    CHECK(read->linger == otherwise.linger);
    CHECK(read->idle_timeout == otherwise.idle_timeout);
    CHECK(read->session_timeout == otherwise.session_timeout);
    CHECK(read->max_sessions == otherwise.max_sessions);
    CHECK(read->resend_after_restart == otherwise.resend_after_restart);
    CHECK(read->log_json == otherwise.log_json);
    CHECK(read->drain == otherwise.drain);
    CHECK(read->api_host == "127.0.0.1");
    CHECK(read->api_port == 8080);
    CHECK(read->ops_port == 9090);
    CHECK(read->log_level == "info");
    CHECK(read->log_file.empty());
    CHECK(read->backend_files.empty());

    const config::operator_settings other;
    REQUIRE(read->operators.size() == 1);
    const auto& o = read->operators[0];
    CHECK(o.port == "2775");
    CHECK(o.bind == other.bind);
    CHECK(o.window == other.window);
    CHECK(o.enquire_link == other.enquire_link);
    CHECK(o.response_timeout == other.response_timeout);
    CHECK(o.reconnect_max == other.reconnect_max);
    CHECK(o.source_ton == other.source_ton);
    CHECK(o.source_npi == other.source_npi);
    CHECK(o.dest_ton == other.dest_ton);
    CHECK(o.dest_npi == other.dest_npi);
    CHECK(o.resend_unanswered == other.resend_unanswered);
    CHECK(o.sms_attempts == other.sms_attempts);
    CHECK(o.receipt_ids == other.receipt_ids);
}

TEST_CASE("paths are relative to the file that they stand in") {
    const files f;
    const auto read = f.load(least);
    REQUIRE(read.has_value());
    CHECK(read->database == f.path("yeelen.db"));
    REQUIRE(read->services.size() == 1);
    CHECK(read->services[0].code == "*123#");
    CHECK(read->services[0].menu == f.path("menu"));
    CHECK(read->operator_files == std::vector{f.path("op.yaml")});
    CHECK(read->dialect_folder == f.path("dialects"));
}

TEST_CASE("every setting can be written") {
    const files f;
    f.write(
        "op.yaml",
        "id: moov-1\nhost: smsc.example\nport: 3000\nsystem_id: us\npassword: ${P}\nsystem_type: "
        "USSD\n"
        "bind: transceiver\ndialect: standard\nwindow: 7\nenquire_link: 0s\nresponse_timeout: 5s\n"
        "reconnect_max: 1m\nsource_ton: 3\nsource_npi: 0\ndest_ton: 2\ndest_npi: 9\nsender: CIE\n"
        "prefixes: [22501, \"22505\"]\nresend_unanswered: false\nsms_attempts: 3\n"
        "receipt_ids: hex_to_decimal\n");
    const auto read =
        f.load("storage: { database: /data/y.db, linger: 500us }\n"
               "sessions: { idle_timeout: 30s, session_timeout: 5m, max_sessions: 10, "
               "resend_after_restart: 0s }\n"
               "api: { host: 0.0.0.0, port: 0, keys: [\"${A}\", \"${B}\"] }\n"
               "operation: { host: \"::1\", port: 1, log_level: debug, log_file: y.log, log_json: "
               "false, drain: 1s }\n"
               "services: { \"*123#\": a, \"*123*4#\": b }\n"
               "operators: op.yaml\nbackends: [b1.yaml, b2.yaml]\ndialects: dialects\n",
               {{"P", "pw"}, {"A", "aaaaaaaaaaaaaaaa"}, {"B", "bbbbbbbbbbbbbbbb"}});
    if (!read) {
        FAIL(texts(read.error()));
    }
    CHECK(read->database == "/data/y.db");
    CHECK(read->linger == std::chrono::microseconds{500});
    CHECK(read->max_sessions == 10);
    CHECK(read->api_keys == std::vector<std::string>{"aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"});
    CHECK(read->log_file == f.path("y.log"));
    CHECK_FALSE(read->log_json);
    CHECK(read->services.size() == 2);
    CHECK(read->backend_files == std::vector{f.path("b1.yaml"), f.path("b2.yaml")});
    const auto& o = read->operators.at(0);
    CHECK(o.id == "moov-1");
    CHECK(o.port == "3000");
    CHECK(o.password == "pw");
    CHECK(o.window == 7);
    CHECK(o.enquire_link == std::chrono::milliseconds{0});
    CHECK(o.dest_npi == 9);
    CHECK(o.prefixes == std::vector<std::string>{"22501", "22505"});
    CHECK_FALSE(o.resend_unanswered);
    CHECK(o.receipt_ids == "hex_to_decimal");
}

TEST_CASE("a service in its long form") {
    const files f;
    const auto read =
        f.load("storage: { database: y.db }\napi: { keys: [\"${K}\"] }\n"
               "services:\n"
               "  \"*123#\": menus/a\n"
               "  \"*124#\":\n"
               "    menu: menus/b\n"
               "    config: { helpline: \"179\", site: \"${SITE:-main}\" }\n"
               "    flags: { wallet: { percent: 20, allow: [\"+225 07 01 02 03\"] }, chat: {} }\n"
               "operators: [op.yaml]\n",
               {{"K", "aaaaaaaaaaaaaaaa"}});
    if (!read) {
        FAIL(texts(read.error()));
    }
    REQUIRE(read->services.size() == 2);
    CHECK(read->services[0].menu == f.path("menus/a"));
    CHECK_FALSE(read->services[0].config.is_map());
    const auto& b = read->services[1];
    CHECK(b.code == "*124#");
    CHECK(b.menu == f.path("menus/b"));
    CHECK(b.line == 5);
    CHECK(b.column == 3);
    REQUIRE(b.config.find("helpline") != nullptr);
    CHECK(b.config.find("helpline")->text == "179");
    CHECK(b.config.find("site")->text == "main");
    CHECK(b.flags.at("wallet").percent == 20);
    CHECK(b.flags.at("wallet").allow == std::vector<std::string>{"22507010203"});
    CHECK(b.flags.at("chat").percent == 0);
    CHECK(b.flags.at("chat").column == 68);
}

TEST_CASE("what differs and waits for a restart is named") {
    const files f;
    const std::string text = "storage: { database: y.db }\napi: { keys: [\"${K}\"], port: 1 }\n"
                             "services: { \"*1#\": m }\noperators: [op.yaml]\n";
    const std::map<std::string, std::string> keys{{"K", "aaaaaaaaaaaaaaaa"}};
    const auto before = f.load(text, keys);
    REQUIRE(before);
    CHECK(config::differences(*before, *before).empty());
    const auto after = f.load("storage: { database: z.db }\napi: { keys: [\"${K}\"], port: 2 }\n"
                              "services: { \"*2#\": n }\nbackends: [b.yaml]\noperators: [op.yaml]\n"
                              "sessions: { idle_timeout: 1m }\n",
                              keys);
    REQUIRE(after);
    CHECK(config::differences(*before, *after) ==
          std::vector<std::string>{"storage.database", "sessions.idle_timeout", "api.port"});
    auto other = *before;
    other.operators.at(0).window = 8;
    other.operators.push_back(other.operators.at(0));
    other.operators.back().id = "two";
    const std::string id = before->operators.at(0).id;
    CHECK(config::differences(*before, other) ==
          std::vector<std::string>{"operator " + id + ": window", "operator two: new"});
    CHECK(config::differences(other, *before) ==
          std::vector<std::string>{"operator " + id + ": window", "operator two: gone"});
}

TEST_CASE("faults of gateway.yaml, each with its place") {
    struct row {
        const char* name;
        std::string gateway;
        std::vector<std::string> expected;
    };
    const std::string rest =
        "services: { \"*123#\": menu }\noperators: [op.yaml]\n"; // after two lines
    const std::string key = "api: { keys: [\"${KEY:-demo-key-0123456789}\"] }\n";
    const std::string store = "storage: { database: y.db }\n";
    const row rows[] = {
        {"no map", "- a\n", {"gateway.yaml:1:1"}},
        {"nothing",
         "x: 1\n",
         {"gateway.yaml:1:1", "gateway.yaml:1:1", "gateway.yaml:1:1", "gateway.yaml:1:1",
          "gateway.yaml:1:1"}},
        {"unknown section", store + key + rest + "storages: {}\n", {"gateway.yaml:5:1"}},
        {"unknown setting",
         "storage: { database: y.db, linge: 1ms }\n" + key + rest,
         {"gateway.yaml:1:28"}},
        {"time of a wrong unit",
         "storage: { database: y.db, linger: 3 }\n" + key + rest,
         {"gateway.yaml:1:36"}},
        {"time out of bounds",
         store + key + rest + "sessions: { idle_timeout: 2h }\n",
         {"gateway.yaml:5:27"}},
        {"number out of bounds",
         store + key + rest + "sessions: { max_sessions: 0 }\n",
         {"gateway.yaml:5:27"}},
        {"no number",
         store + key + rest + "sessions: { max_sessions: many }\n",
         {"gateway.yaml:5:27"}},
        {"idle longer than all",
         store + key + rest + "sessions: { idle_timeout: 20m }\n",
         {"gateway.yaml:5:11"}},
        {"port", store + key + rest + "operation: { port: 65536 }\n", {"gateway.yaml:5:20"}},
        {"level", store + key + rest + "operation: { log_level: loud }\n", {"gateway.yaml:5:25"}},
        {"flag", store + key + rest + "operation: { log_json: maybe }\n", {"gateway.yaml:5:24"}},
        {"key written out",
         store + "api: { keys: [0123456789abcdef] }\n" + rest,
         {"gateway.yaml:2:15"}},
        {"key in an otherwise",
         store + "api: { keys: [\"${K:-0123456789abcdef}\"] }\n" + rest,
         {"gateway.yaml:2:15"}},
        {"key put together",
         store + "api: { keys: [\"x${K:-demo}0123456789\"] }\n" + rest,
         {"gateway.yaml:2:15"}},
        {"key too short",
         store + "api: { keys: [\"${K:-demo}\"] }\n" + rest,
         {"gateway.yaml:2:15"}},
        {"no key", store + "api: { keys: [] }\n" + rest, {"gateway.yaml:2:14"}},
        {"variable not set",
         "storage: { database: \"${NOWHERE}/y.db\" }\n" + key + rest,
         {"gateway.yaml:1:22"}},
        {"variable not closed",
         "storage: { database: \"${NOWHERE\" }\n" + key + rest,
         {"gateway.yaml:1:22"}},
        {"variable no name",
         "storage: { database: \"${1-2}\" }\n" + key + rest,
         {"gateway.yaml:1:22"}},
        {"service code",
         store + key + "services: { \"123\": menu }\noperators: [op.yaml]\n",
         {"gateway.yaml:3:13"}},
        {"service code **",
         store + key + "services: { \"*1**2#\": menu }\noperators: [op.yaml]\n",
         {"gateway.yaml:3:13"}},
        {"service without a menu",
         store + key + "services: { \"*1#\": [] }\noperators: [op.yaml]\n",
         {"gateway.yaml:3:20"}},
        {"long form without a menu",
         store + key + "services: { \"*1#\": { config: { a: b } } }\noperators: [op.yaml]\n",
         {"gateway.yaml:3:20"}},
        {"long form with what it does not have",
         store + key + "services: { \"*1#\": { menu: m, flag: {} } }\noperators: [op.yaml]\n",
         {"gateway.yaml:3:31"}},
        {"config and flags that are no maps",
         store + key +
             "services: { \"*1#\": { menu: m, config: x, flags: y } }\noperators: "
             "[op.yaml]\n",
         {"gateway.yaml:3:39", "gateway.yaml:3:49"}},
        {"flags out of bounds",
         store + key +
             "services: { \"*1#\": { menu: m, flags: { a: { percent: 101, allow: "
             "[\"225070102\", x] }, b: 3, c: { percnt: 1 } } } }\noperators: [op.yaml]\n",
         {"gateway.yaml:3:54", "gateway.yaml:3:80", "gateway.yaml:3:89", "gateway.yaml:3:97"}},
        {"no services",
         store + key + "services: {}\noperators: [op.yaml]\n",
         {"gateway.yaml:3:11"}},
        {"no operators",
         store + key + "services: { \"*1#\": m }\noperators: []\n",
         {"gateway.yaml:4:12"}},
        {"operator's file missing",
         store + key + "services: { \"*1#\": m }\noperators: [op.yaml, none.yaml]\n",
         {"gateway.yaml:4:22"}},
        {"same setting twice", store + key + rest + "services: {}\n", {"gateway.yaml:5:1"}},
        {"several at once",
         "storage: { linger: 1h }\napi: { port: x, keys: [short] }\n" + rest,
         {"gateway.yaml:1:10", "gateway.yaml:1:20", "gateway.yaml:2:14", "gateway.yaml:2:24"}},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        const files f;
        const auto read = f.load(r.gateway);
        REQUIRE_FALSE(read.has_value());
        INFO(texts(read.error()));
        CHECK(places(read.error()) == r.expected);
    }
}

TEST_CASE("faults of an operator's file, each with its place") {
    struct row {
        const char* name;
        std::string from, to; ///< put into the good file
        std::vector<std::string> expected;
    };
    const row rows[] = {
        {"password written out", "${DEMO_PASSWORD:-secret}", "secret", {"op.yaml:4:11"}},
        {"password not for demonstration", "DEMO_PASSWORD", "PASSWORD", {"op.yaml:4:11"}},
        {"a fallback without a port", "host:", "fallback_hosts: [b]\nhost:", {"op.yaml:2:17"}},
        {"a fallback of IPv6 without brackets",
         "host:",
         "fallback_hosts: ['::1:2775']\nhost:",
         {"op.yaml:2:17"}},
        {"a status that is no number", "host:", "retry_statuses: [busy]\nhost:", {"op.yaml:2:17"}},
        {"a certificate without its key",
         "host:",
         "tls: true\ntls_certificate: op.yaml\nhost:",
         {"op.yaml:3:18"}},
        {"TLS described, not switched on", "host:", "tls_server_name: x\nhost:", {"op.yaml:2:18"}},
        {"too many binds", "host:", "binds: 65\nhost:", {"op.yaml:2:8"}},
        {"password of nine", "-secret", "-secret123", {"op.yaml:4:11"}},
        {"id with a space", "id: demo", "id: de mo", {"op.yaml:1:5"}},
        {"id too long", "id: demo", "id: abcdefghijklmnop", {"op.yaml:1:5"}},
        {"no host", "host: 127.0.0.1\n", "", {"op.yaml:1:1"}},
        {"unknown dialect", "dialect: standard", "dialect: standart", {"op.yaml:5:10"}},
        {"port 0", "host:", "port: 0\nhost:", {"op.yaml:2:7"}},
        {"receiver", "host:", "bind: receiver\nhost:", {"op.yaml:2:7"}},
        {"prefix with +", "host:", "prefixes: [\"+225\"]\nhost:", {"op.yaml:2:11"}},
        {"ton", "host:", "dest_ton: 256\nhost:", {"op.yaml:2:11"}},
        {"unknown setting", "host:", "hosts: x\nhost:", {"op.yaml:2:1"}},
        {"not YAML", "host: 127.0.0.1", "host: a: b", {"op.yaml:2:7"}},
    };
    for (const auto& r : rows) {
        CAPTURE(r.name);
        const files f;
        std::string text{files::good_operator};
        text.replace(text.find(r.from), r.from.size(), r.to);
        f.write("op.yaml", text);
        const auto read = f.load(least);
        REQUIRE_FALSE(read.has_value());
        INFO(texts(read.error()));
        CHECK(places(read.error()) == r.expected);
    }
}

TEST_CASE("an id may stand in one file only") {
    const files f;
    f.write("op2.yaml", files::good_operator);
    std::string gateway{least};
    gateway.replace(gateway.find("[op.yaml]"), 9, "[op.yaml, op2.yaml]");
    const auto read = f.load(gateway);
    REQUIRE_FALSE(read.has_value());
    CHECK(places(read.error()) == std::vector<std::string>{"op2.yaml:1:5"});
}

TEST_CASE("faults of all files come together, gateway.yaml first") {
    const files f;
    f.write("op.yaml", "id: demo\n");
    const auto read = f.load(std::string{least} + "backend: x\n");
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().front().file == f.path("gateway.yaml"));
    CHECK(read.error().back().file == f.path("op.yaml"));
}

TEST_CASE("a file that is not there is a fault of the file as a whole") {
    const auto read = config::load("/nowhere/gateway.yaml", environment({}));
    REQUIRE_FALSE(read.has_value());
    REQUIRE(read.error().size() == 1);
    CHECK(read.error()[0].line == 0);
}

TEST_CASE("no message repeats a secret") {
    const files f;
    f.write("op.yaml",
            "id: demo\nhost: h\nsystem_id: s\npassword: hunter2-and-more\ndialect: standard\n");
    const auto read = f.load("storage: { database: y.db }\napi: { keys: [hunter2, \"${K}\"] }\n"
                             "services: { \"*1#\": m }\noperators: [op.yaml]\n",
                             {{"K", "hunter2"}});
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().size() == 4); // written out twice, a key too short, a password too long
    CHECK(texts(read.error()).find("hunter2") == std::string::npos);
}

TEST_CASE(
    "the environment goes before the otherwise, is put in once, and empty counts as not set") {
    const files f;
    std::string gateway{least};
    gateway.replace(gateway.find("yeelen.db"), 9, "\"${DIR:-a}/${NAME:-b}.db\"");
    CHECK(f.load(gateway)->database == f.path("a/b.db"));
    CHECK(f.load(gateway, {{"DIR", "x"}, {"NAME", ""}})->database == f.path("x/b.db"));
    CHECK(f.load(gateway, {{"DIR", "${NAME}"}, {"NAME", "n"}})->database == f.path("${NAME}/n.db"));
}

TEST_CASE("the demonstration's own files load, and its ports move by the environment") {
    const std::string file = YEELEN_SOURCE_DIR "/config/gateway.yaml";
    const auto read = config::load(file, environment({}));
    if (!read) {
        FAIL(texts(read.error()));
    }
    CHECK(read->api_port == 8080);
    CHECK(read->ops_port == 9090);
    CHECK(read->operators.at(0).port == "2775");
    CHECK(read->operators.at(0).password == "yeelen");
    CHECK(read->database == YEELEN_SOURCE_DIR "/var/yeelen.db");
    CHECK(read->services.at(0).menu == YEELEN_SOURCE_DIR "/menus/electricity");
    const auto moved = config::load(file, environment({{"YEELEN_DB", "/tmp/y.db"},
                                                       {"YEELEN_API_PORT", "0"},
                                                       {"YEELEN_OPS_PORT", "1234"},
                                                       {"DEMO_SMPP_PORT", "4000"},
                                                       {"DEMO_SMPP_PASSWORD", "other"}}));
    REQUIRE(moved.has_value());
    CHECK(moved->database == "/tmp/y.db");
    CHECK(moved->api_port == 0);
    CHECK(moved->ops_port == 1234);
    CHECK(moved->operators.at(0).port == "4000");
    CHECK(moved->operators.at(0).password == "other");
}

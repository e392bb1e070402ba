// The simulator against config/backends/utility.yaml and survey.yaml: each declared operation,
// called as the declaration says, is answered with what it promises, within its bounds.
#include "document/variables.hpp"
#include "menu/model/field_needs.hpp"
#include "sim/utility/operations.hpp"
#include "sim/utility/simulator.hpp"
#include "support/http_calls.hpp"
#include "support/menus.hpp"
#include "support/temporary_folder.hpp"
#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace yeelen;
namespace json = boost::json;

namespace {

const std::string backends = YEELEN_SOURCE_DIR "/config/backends/";

/// What a call gives for an argument: "operation.argument" goes before "argument".
const std::map<std::string, json::value, std::less<>> arguments{
    {"contract", "100001"},
    {"meter", "04123456784"},
    {"msisdn", "2250701020304"},
    {"accounts_of_phone.msisdn", "2250505060708"},
    {"accounts_of_contract.contract", "100002"},
    {"pin", "2468"},
    {"check_pin.contract", "100004"},
    {"amount", 5000},
    {"number", "P500001"},
    {"index", "12250"},
    {"active", true},
    {"complain.kind", "high"},
    {"report_incident.kind", "outage"},
    {"request_connection.kind", "home"},
    {"instalments", 3},
    {"ticket", "400001"},
    {"badge", "AB1234"},
    {"name", "Traoré Awa"},
    {"place", "Abobo, rue 4"},
    {"phone", "0701020304"},
    {"visit", "2026-07-20"},
    {"code", "4711"},
    {"language", "fr"},
    {"restored", "yes"},
    {"duration", "hours"},
    {"mark", 2},
    {"reason", "other"},
    {"remark", "Personne n'est venu"},
    {"call_phone", "0701020304"},
    {"call_day", "2026-07-20"},
    {"survey_results.code", "246810"},
    {"since", "2000-01-01"},
};

json::value given(const std::string& operation, const std::string& argument) {
    auto found = arguments.find(operation + "." + argument);
    if (found == arguments.end()) {
        found = arguments.find(argument);
    }
    REQUIRE_MESSAGE(found != arguments.end(), operation << " takes " << argument);
    return found->second;
}

std::string written(const json::value& v) {
    return v.is_string() ? std::string{v.get_string()} : json::serialize(v);
}

struct request {
    std::string method, target, body;
};

/// The request that the declaration makes of it.
request request_of(const std::string& operation, const document::node& declared,
                   const std::string& payment) {
    request r{.method = declared.find("method")->text, .target = {}, .body = {}};
    const std::string& path = declared.find("path")->text;
    for (std::size_t at = 0; at < path.size(); ++at) {
        if (path[at] == '{') {
            const auto end = path.find('}', at);
            const auto argument = path.substr(at + 1, end - at - 1);
            r.target += argument == "payment" ? payment : written(given(operation, argument));
            at = end;
        } else {
            r.target += path[at];
        }
    }
    char before = '?';
    if (const auto* query = declared.find("query")) {
        for (const auto& [name, argument] : query->entries) {
            r.target += before + name.text + "=" + written(given(operation, argument.text));
            before = '&';
        }
    }
    if (const auto* body = declared.find("body")) {
        json::object all;
        for (const auto& [name, argument] : body->entries) {
            all[name.text] = given(operation, argument.text);
        }
        r.body = json::serialize(all);
    }
    return r;
}

/// What the gateway sends with every call where nothing is set in the environment.
runtime::http_headers headers_of(const document::node& root) {
    const auto nothing = [](const std::string&) { return std::optional<std::string>{}; };
    runtime::http_headers all;
    const auto* declared = root.find("headers");
    for (std::size_t i = 0; declared && i < declared->entries.size(); ++i) {
        const auto& [name, value] = declared->entries[i];
        all.emplace_back(name.text, document::substitute(value.text, nothing).value());
    }
    return all;
}

/// The texts that the bounds cut off.
void find_cut(const std::string& where, const json::value& answered, const json::value& kept,
              std::string& all) {
    if (const auto* o = kept.if_object()) {
        for (const auto& [name, value] : *o) {
            find_cut(where + "." + std::string{name}, answered.as_object().at(name), value, all);
        }
    } else if (const auto* list = kept.if_array()) {
        for (std::size_t i = 0; i < list->size(); ++i) {
            find_cut(where, answered.as_array().at(i), list->at(i), all);
        }
    } else if (kept.is_string() && kept != answered) {
        all += where + ": " + json::serialize(answered) + "\n";
    }
}

/// Every operation of a file, in the order written: what is made comes before what asks for it.
std::size_t call_all(const std::string& file, sim::test::http_calls& http) {
    const auto root = document::read_yaml_file(file);
    REQUIRE(root);
    const auto shapes = support::declared_operations(file);
    const auto& declared = root->find("operations")->entries;
    std::string payment; // the customer's newest
    for (const auto& [name, body] : declared) {
        CAPTURE(name.text);
        const auto r = request_of(name.text, body, payment);
        CAPTURE(r.target);
        const auto route = sim::route_of(r.method, r.target.substr(0, r.target.find('?')));
        REQUIRE(route);
        CHECK(route->what == sim::operation_named(name.text));

        auto headers = headers_of(*root);
        const auto& shape = shapes.at(name.text);
        if (shape.once) {
            headers.emplace_back("Idempotency-Key", "key-" + name.text);
        }
        const auto got = http.call(r.method, r.target, r.body, headers);
        REQUIRE(got);
        CAPTURE(got->body);
        REQUIRE(got->status / 100 == 2);
        REQUIRE(got->status != 202);

        const auto answer = json::parse(got->body);
        payment = name.text == "last_payment" ? written(answer.at("number")) : payment;
        for (const auto& [field, type] : shape.answer) {
            const auto* value = answer.as_object().if_contains(field);
            CHECK_MESSAGE((type.optional || (value && !value->is_null())), field);
        }
        const auto kept =
            menu::bounded(answer, {.kind = core::value_kind::record, .fields = shape.answer});
        REQUIRE(kept);
        std::string cut;
        find_cut(name.text, answer, *kept, cut);
        CHECK_MESSAGE(cut.empty(), cut);
    }
    return declared.size();
}

} // namespace

TEST_CASE("every declared operation is answered within the bounds that it promises") {
    const test::temporary_folder folder;
    runtime::asio::io_context io{1};
    const auto utility =
        sim::utility_simulator::open(io, {.port = 0,
                                          .db = (folder.path() / "utility.db").string(),
                                          .wallet = std::chrono::milliseconds{0}})
            .value();
    sim::test::http_calls http{io, utility->port()};
    std::size_t called = 0;
    for (const auto* file : {"utility.yaml", "survey.yaml"}) {
        CAPTURE(std::string{file});
        called += call_all(backends + file, http);
    }
    CHECK(called == sim::operation_count);
}

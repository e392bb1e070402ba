// Surveys over HTTP, as the gateway sends them, and what the utility takes of them.
#include "sim/utility/simulator.hpp"
#include "sim/utility/survey.hpp"
#include "support/http_calls.hpp"
#include "support/temporary_folder.hpp"
#include <cmath>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <map>
#include <set>

using namespace yeelen;
using namespace yeelen::sim;
namespace json = boost::json;

namespace {

const date first_day{std::chrono::year{2000} / 1 / 1};

json::object answers() {
    return {{"phone", "2250700000001"}, {"code", "4711"}, {"language", "fr"}, {"restored", "yes"},
            {"duration", "hours"},      {"mark", 2},      {"reason", "slow"}, {"remark", ""},
            {"call_phone", ""},         {"call_day", ""}};
}

struct utility {
    yeelen::test::temporary_folder folder;
    runtime::asio::io_context io{1};
    std::unique_ptr<utility_simulator> sim = open();
    std::optional<sim::test::http_calls> http{std::in_place, io, sim->port()};

    std::unique_ptr<utility_simulator> open() {
        return utility_simulator::open(io, {.port = 0, .db = (folder.path() / "u.db").string()})
            .value();
    }
    void restart() {
        http.reset();
        sim.reset();
        sim = open();
        http.emplace(io, sim->port());
    }
    runtime::http_response post(const std::string& target, const json::object& body,
                                const std::string& key = {}) {
        runtime::http_headers headers{{"Authorization", "Bearer demo"}};
        if (!key.empty()) {
            headers.emplace_back("Idempotency-Key", key);
        }
        return http->call("POST", target, json::serialize(body), headers).value();
    }
    /// District to "answers average".
    std::map<std::string, std::string> results(date since) {
        const auto got =
            post("/v1/surveys/results", {{"code", "246810"}, {"since", date_text(since)}});
        REQUIRE(got.status == 200);
        std::map<std::string, std::string> all;
        for (const auto& d : json::parse(got.body).at("districts").as_array()) {
            all.emplace(d.at("district").as_string(),
                        fmt::format("{} {}", d.at("answers").as_int64(),
                                    std::string{d.at("average").as_string()}));
        }
        return all;
    }
    json::array surveys(const std::string& phone) {
        return http->json("GET", "/v1/surveys?phone=" + phone).at("surveys").as_array();
    }
    json::object stats() { return http->json("GET", "/v1/stats"); }
};

/// The same, computed from the demonstration's answers and those that came since.
std::map<std::string, std::string> expected(const std::vector<survey>& all, date since) {
    std::map<std::string, std::pair<int, double>> sums;
    for (const auto& s : all) {
        if (day_of(s.at) >= since) {
            auto& [answers, marks] = sums[s.district];
            ++answers;
            marks += static_cast<double>(s.mark);
        }
    }
    std::map<std::string, std::string> texts;
    for (const auto& [district, sum] : sums) {
        const auto tenths = std::floor(sum.second * 10 / sum.first + 0.5);
        texts[district] = fmt::format("{} {:.1f}", sum.first, tenths / 10);
    }
    return texts;
}

/// What was given to the book at its first start: the simulator's day, not the test's.
std::vector<survey> seeded(utility& u) {
    const auto listed = u.surveys("");
    REQUIRE_FALSE(listed.empty());
    const auto oldest = day_of(listed.front().at("at").as_int64());
    return demo_surveys(oldest + std::chrono::days{30});
}

} // namespace

TEST_CASE("a survey is taken once for its key, also after a restart") {
    utility u;
    const auto first = u.post("/v1/surveys", answers(), "s-1");
    CHECK(first.status == 201);
    CHECK(first.body == R"({"reference":"S600121"})");
    CHECK(u.post("/v1/surveys", answers(), "s-1").body == first.body);
    CHECK(u.stats().at("surveys") == 1);
    CHECK(u.stats().at("duplicates") == 1);
    auto other = answers();
    other["mark"] = 1;
    CHECK(u.post("/v1/surveys", other, "s-1").status == 409);

    u.restart();
    CHECK(u.post("/v1/surveys", answers(), "s-1").body == first.body);
    const auto kept = u.surveys("2250700000001");
    REQUIRE(kept.size() == 1);
    for (const auto& [name, value] : answers()) {
        CAPTURE(std::string{name});
        CHECK(kept[0].at(name) == value);
    }
    CHECK(kept[0].at("district") == "Koumassi");
    CHECK(kept[0].at("key") == "s-1");
}

TEST_CASE("a survey whose answer was lost is taken once") {
    utility u;
    u.http->call("POST", "/v1/faults", R"({"operation":"submit_survey","kind":"lost","count":1})");
    const runtime::http_headers headers{{"Authorization", "Bearer demo"}, {"Idempotency-Key", "k"}};
    CHECK_FALSE(u.http->call("POST", "/v1/surveys", json::serialize(answers()), headers,
                             std::chrono::milliseconds{100}));
    CHECK(u.post("/v1/surveys", answers(), "k").status == 201);
    CHECK(u.surveys("2250700000001").size() == 1);
}

TEST_CASE("the district is the repair's or, without a code, that of the phone's contract") {
    utility u;
    struct row {
        const char* phone;
        const char* code;
        unsigned status;
        const char* district;
    };
    for (const auto& r : {
             row{"2250701020304", "3000", 201, "Cocody"},
             row{"2250505060708", nullptr, 201, "Plateau"},
             row{"2250700000002", nullptr, 201, "Autres"},
             row{"2250700000003", "", 201, "Autres"},
             row{"2250700000004", "9000", 404, ""},
             row{"2250700000005", "0471", 404, ""},
             row{"2250700000006", "471", 404, ""},
             row{"2250700000007", "4x11", 404, ""},
         }) {
        CAPTURE(std::string{r.phone});
        auto body = answers();
        body["phone"] = r.phone;
        body["code"] = r.code == nullptr ? json::value(nullptr) : json::value(r.code);
        CHECK(u.post("/v1/surveys", body, std::string{"d-"} + r.phone).status == r.status);
        const auto kept = u.surveys(r.phone);
        REQUIRE(kept.size() == (r.status == 201 ? 1u : 0u));
        CHECK((kept.empty() || kept[0].at("district") == r.district));
    }
}

TEST_CASE("what is no answer to a question is refused, and not kept") {
    utility u;
    const std::size_t before = u.surveys("").size();
    struct row {
        const char* field;
        json::value value;
        const char* named;
    };
    for (const auto& r : {
             row{"phone", "", "phone"}, row{"phone", "0123456789012345", "phone"},
             row{"language", "de", "language"}, row{"restored", true, "restored"},
             row{"duration", "week", "duration"}, row{"mark", 0, "mark"}, row{"mark", 6, "mark"},
             row{"mark", nullptr, "mark"}, row{"reason", "bad", "reason"},
             row{"remark", json::string(1025, 'x'), "remark"},
             row{"call_phone", "0701020304", "call"}, // on no day
             row{"call_day", "2026-07-20", "call"},   // nobody
         }) {
        CAPTURE(std::string{r.field});
        auto body = answers();
        body[r.field] = r.value;
        const auto got = u.post("/v1/surveys", body);
        CHECK(got.status == 422);
        CHECK(json::parse(got.body).at("error").at("code") == r.named);
    }
    auto call = answers();
    call["call_phone"] = "0701020304";
    call["call_day"] = "2026-02-30";
    CHECK(u.post("/v1/surveys", call).status == 422);
    CHECK(u.surveys("").size() == before);
    call["call_day"] = "2026-02-28";
    call["mark"] = "5"; // as it was typed
    CHECK(u.post("/v1/surveys", call).status == 201);
}

TEST_CASE("results are those of the day and later: the demonstration's and what was submitted") {
    utility u;
    auto all = seeded(u);
    CHECK(all.size() == 120);
    const auto oldest = day_of(all.front().at);
    const auto last = day_of(all.back().at);
    for (const auto since : {first_day, oldest, oldest + std::chrono::days{1}, last}) {
        CAPTURE(date_text(since));
        CHECK(u.results(since) == expected(all, since));
    }
    CHECK(u.results(first_day).size() == 8);
    const auto far = date{std::chrono::year{9999} / 1 / 1};
    CHECK(u.results(far).empty());

    for (const auto mark : {5, 4, 4}) {
        auto body = answers();
        body["mark"] = mark;
        body["reason"] = "none";
        REQUIRE(u.post("/v1/surveys", body, fmt::format("m-{}", all.size())).status == 201);
        const auto at = u.surveys("2250700000001").back().at("at").as_int64();
        all.push_back({.phone = {}, .code = {}, .district = "Koumassi", .mark = mark, .at = at});
    }
    const auto submitted = last + std::chrono::days{1};
    CHECK(u.results(submitted) == std::map<std::string, std::string>{{"Koumassi", "3 4.3"}});
    CHECK(u.results(first_day) == expected(all, first_day));
    u.restart(); // the demonstration's answers are not given again
    CHECK(u.results(first_day) == expected(all, first_day));
}

TEST_CASE("results are for the staff, and of a day") {
    utility u;
    const auto ask = [&](const json::value& code, const json::value& since) {
        return u.post("/v1/surveys/results", {{"code", code}, {"since", since}}).status;
    };
    CHECK(ask("246810", "2026-01-01") == 200);
    for (const auto* wrong : {"", "111111", "2468101", "24681"}) {
        CAPTURE(std::string{wrong});
        CHECK(ask(wrong, "2026-01-01") == 403);
    }
    CHECK(ask(246810, "2026-01-01") == 403);
    for (const auto* bad :
         {"", "2026-02-30", "2026-1-1", "01/01/2026", "2026-01-0x", "+026-01-01"}) {
        CAPTURE(std::string{bad});
        CHECK(ask("246810", bad) == 422);
    }
}

TEST_CASE("the demonstration's answers are good ones, and always the same") {
    const date today{std::chrono::year{2026} / 7 / 6};
    const auto all = demo_surveys(today);
    std::set<std::int64_t> marks;
    for (const auto& s : all) {
        CAPTURE(s.key);
        CHECK(fault_of(s).empty());
        CHECK(district_of_repair(s.code) == s.district);
        CHECK(day_of(s.at) < today);
        CHECK(day_of(s.at) >= today - std::chrono::days{30});
        CHECK((s.mark <= 2) == (s.reason != "none"));
        marks.insert(s.mark);
    }
    CHECK(marks.size() == 5);
    CHECK(demo_surveys(today).back().phone == all.back().phone);
}

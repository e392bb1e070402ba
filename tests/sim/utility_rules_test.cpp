#include "sim/utility/answers.hpp"
#include "sim/utility/catalogue.hpp"
#include "sim/utility/deferral_rules.hpp"
#include "sim/utility/faults.hpp"
#include "sim/utility/operations.hpp"
#include "sim/utility/tokens.hpp"
#include <doctest/doctest.h>
#include <numeric>
#include <set>

using namespace yeelen::sim;

namespace {

const date today{std::chrono::year{2026} / 7 / 14};

bool passes_luhn(const std::string& digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int d = (digits[digits.size() - 1 - i] - '0') * (i % 2 == 1 ? 2 : 1);
        sum += d > 9 ? d - 9 : d;
    }
    return sum % 10 == 0;
}

} // namespace

TEST_CASE("contract numbers") {
    CHECK(contract_key("0012345678") == "12345678");
    CHECK(contract_key("100001") == "100001");
    CHECK(contract_key("").empty());
    CHECK(contract_key("12a").empty());
    CHECK(contract_key("12345678901234").empty());
}

TEST_CASE("demonstration contracts are what the README says, on any day of the year") {
    for (auto day = today; day < today + std::chrono::days{370}; day += std::chrono::days{1}) {
        const auto all = demo_customers(day);
        REQUIRE(all.size() == 7);
        REQUIRE(deferral_eligibility(all[0], false, day).eligible);
        REQUIRE(std::ranges::count_if(all[0].invoices, [](const invoice& i) { return !i.paid; }) ==
                1);
        REQUIRE(deferral_eligibility(all[1], false, day).eligible);
        REQUIRE(all[1].invoices.size() >= 15);
        REQUIRE(all[2].due() == 0);
        REQUIRE(deferral_eligibility(all[2], false, day).reason == "nothing_due");
        REQUIRE(deferral_eligibility(all[3], false, day).reason == "overdue");
        REQUIRE(all[4].prepaid);
        REQUIRE(all[4].due() == 0);
        REQUIRE(all[4].meter == "04123456784");
    }
}

TEST_CASE("made-up customers: always the same, and well formed") {
    std::set<std::string> meters;
    for (int i = 0; i < 500; ++i) {
        const auto number = fmt::format("2{:06}", i);
        const auto c = generated_customer(number, today, 1);
        REQUIRE(c);
        CHECK(contract_answer(*c, false) ==
              contract_answer(*generated_customer(number, today, 1), false));
        CHECK(c->meter.size() == 11);
        CHECK(passes_luhn(c->meter));
        CHECK(contract_of_meter(c->meter) == number);
        CHECK(c->due() > 0);
        CHECK(c->invoices.front().month == "2026-06");
        CHECK(deferral_eligibility(*c, false, today).eligible);
        meters.insert(c->meter);
    }
    CHECK(meters.size() == 500);
    for (const auto* none : {"20000", "300000", "", "29999999999999"}) {
        CAPTURE(none);
        CHECK_FALSE(generated_customer(none, today, 1));
    }
}

TEST_CASE("a plan's deposit and instalments make its total") {
    const auto c = *generated_customer("2123456", today, 1);
    const auto e = deferral_eligibility(c, false, today);
    for (const auto n : e.instalments) {
        CAPTURE(n);
        const auto p = plan_deferral(e, n, today).value();
        CHECK(p.schedule.size() == static_cast<std::size_t>(n));
        const auto sum =
            std::accumulate(p.schedule.begin(), p.schedule.end(), p.deposit,
                            [](std::int64_t s, const instalment& i) { return s + i.amount; });
        CHECK(sum == p.total);
        CHECK(p.total == e.amount + p.fee);
        CHECK(p.schedule.front().date == "2026-08-14");
    }
    CHECK_FALSE(plan_deferral(e, 5, today));
    CHECK_FALSE(plan_deferral(deferral_eligibility(c, true, today), 3, today));
    CHECK(date_text(months_after(date{std::chrono::year{2026} / 10 / 31}, 4)) == "2027-02-28");
}

TEST_CASE("kinds of faults") {
    CHECK(parse_fault("503")->status == 503);
    CHECK(parse_fault("slow:250ms")->delay == std::chrono::milliseconds{250});
    CHECK(parse_fault("slow:2s")->delay == std::chrono::milliseconds{2000});
    CHECK(parse_fault("lost")->kind == fault_kind::lost);
    for (const auto* bad : {"", "200", "600", "slow", "slow:2", "slow:xs", "explode"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_fault(bad));
    }
}

TEST_CASE("faults are used up, in order; a contract's own never are") {
    fault_list list;
    list.add("balance", *parse_fault("500"), 2);
    list.add("*", *parse_fault("garbage"), 1);
    CHECK(list.take("balance", "100001")->status == 500);
    CHECK(list.take("invoices", "100001")->kind == fault_kind::garbage);
    CHECK_FALSE(list.take("invoices", "100001"));
    CHECK(list.take("balance", "100001"));
    CHECK_FALSE(list.take("balance", "100001"));
    list.add("balance", *parse_fault("hang"), 0);
    for (int i = 0; i < 5; ++i) {
        CHECK(list.take("balance", "100001"));
    }
    list.clear();
    CHECK(list.take("balance", "9990404")->status == 404);
    CHECK(list.take("find_contract", "9990001")->kind == fault_kind::hang);
    CHECK_FALSE(list.take("find_contract", "9991001"));
    CHECK_FALSE(list.take("find_meter", "9991001"));
    CHECK(list.take("balance", "9991004")->kind == fault_kind::close);
    CHECK_FALSE(list.take("balance", "9990299"));
}

TEST_CASE("a ticket grows old") {
    const ticket t{.number = 400001,
                   .topic = "incident",
                   .contract = {},
                   .kind = {},
                   .place = {},
                   .msisdn = {},
                   .at = 1'000'000};
    for (const auto& [age_s, status] : std::map<int, std::string>{
             {0, "received"}, {61, "assigned"}, {301, "in_progress"}, {4000, "resolved"}}) {
        CHECK(ticket_answer(t, t.at + age_s * 1000).find(status) != std::string::npos);
    }
}

TEST_CASE("a path and its operation") {
    struct row {
        const char* method;
        const char* path;
        std::optional<operation> what;
        const char* subject;
    };
    for (const auto& r : {
             row{"GET", "/v1/contracts/17", operation::find_contract, "17"},
             row{"GET", "/v1/contracts/17/invoices", operation::invoices, "17"},
             row{"GET", "/v1/contracts/17/invoices/last", operation::last_invoice, "17"},
             row{"GET", "/v1/contracts/17/deferral", operation::deferral_eligibility, "17"},
             row{"POST", "/v1/contracts/17/pin/check", operation::check_pin, "17"},
             row{"PUT", "/v1/contracts/17/pin", operation::set_pin, "17"},
             row{"DELETE", "/v1/contracts/17/pin", operation::remove_pin, "17"},
             row{"GET", "/v1/meters/04/purchases", operation::last_tokens, "04"},
             row{"POST", "/v1/meters/04/purchases", operation::buy_tokens, "04"},
             row{"GET", "/v1/payments/last", operation::last_payment, ""},
             row{"POST", "/v1/payments/P500001/claims", operation::claim_payment, "P500001"},
             row{"GET", "/v1/payments", {}, ""},
             row{"POST", "/v1/contracts/17", {}, ""},
             row{"GET", "/v1/contracts/", {}, ""},
             row{"GET", "/v1/contracts/17/18", {}, ""},
         }) {
        CAPTURE(r.path);
        const auto found = route_of(r.method, r.path);
        REQUIRE(found.has_value() == r.what.has_value());
        if (found) {
            CHECK(found->what == *r.what);
            CHECK(found->subject == r.subject);
        }
    }
    for (std::size_t i = 0; i < operation_count; ++i) {
        const auto o = static_cast<operation>(i);
        CHECK(operation_named(name_of(o)) == o);
    }
}

TEST_CASE("tokens: 20 digits, always the same for one purchase, as many as are asked for") {
    const auto three = make_tokens("P500001", 3);
    REQUIRE(three.size() == 3);
    for (const auto& t : three) {
        CHECK(t.size() == 20);
        CHECK(t.find_first_not_of("0123456789") == std::string::npos);
    }
    CHECK(make_tokens("P500001", 1).front() == three.front());
    CHECK(make_tokens("P500002", 1).front() != three.front());
    CHECK_FALSE(quote_tokens(499));
    CHECK(quote_tokens(5'000)->fee == 100);
    CHECK(quote_tokens(5'000)->kwh == 62);
}

TEST_CASE("meters tell their contract, and nothing else is one") {
    for (const auto* contract : {"2123456", "9991404", "2400001", "210123456789"}) {
        CAPTURE(contract);
        CHECK(contract_of_meter(meter_of_contract(contract)) == contract);
        CHECK(passes_luhn(meter_of_contract(contract)));
    }
    for (const auto* none : {"", "00021234560", "123", "abcdefghijk", "123456789012345"}) {
        CAPTURE(none);
        CHECK(contract_of_meter(none).empty());
    }
}

TEST_CASE("payments are counted to the oldest invoices; the rest is kept") {
    auto c = demo_customers(today).at(1);
    const auto due = c.due();
    const auto oldest = c.oldest_due()->amount;
    c.pay(oldest + 500);
    CHECK(c.due() == due - oldest - 500);
    CHECK(c.credit == 500);
    CHECK(std::ranges::count_if(c.invoices, [](const invoice& i) { return !i.paid; }) == 2);
    c.pay(c.due());
    CHECK(c.due() == 0);
    CHECK(c.oldest_due() == nullptr);
}

#include "sim/utility/answers.hpp"
#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <chrono>
#include <fmt/format.h>

namespace yeelen::sim {

namespace {

namespace json = boost::json;
constexpr std::string_view currency = "XOF";

json::object invoice_value(const invoice& i) {
    return {{"number", i.number},
            {"month", i.month},
            {"amount", i.amount},
            {"currency", currency},
            {"kwh", i.kwh},
            {"due_date", i.due_date},
            {"status", i.paid ? "paid" : "unpaid"}};
}

json::object account_value(const customer& c, bool pin) {
    return {{"contract", c.contract},
            {"name", c.name},
            {"meter", c.meter},
            {"prepaid", c.prepaid},
            {"pin", pin}};
}

json::array token_list(const std::vector<std::string>& tokens) {
    json::array list;
    for (const auto& t : tokens) {
        list.emplace_back(t);
    }
    return list;
}

} // namespace

std::string contract_answer(const customer& c, bool pin) {
    auto o = account_value(c, pin);
    o["address"] = c.address;
    o["tariff"] = c.tariff;
    return json::serialize(o);
}

std::string accounts_answer(const std::vector<account>& list) {
    json::array all;
    for (const auto& a : list) {
        all.push_back(account_value(a.whose, a.pin));
    }
    return json::serialize(json::object{{"accounts", std::move(all)}});
}

std::string balance_answer(const customer& c, date today) {
    json::object o{{"amount", c.due()}, {"currency", currency}, {"as_of", date_text(today)}};
    if (const auto* oldest = c.oldest_due()) {
        o["due_date"] = oldest->due_date;
    }
    return json::serialize(o);
}

std::string last_invoice_answer(const customer& c) {
    return c.invoices.empty() ? std::string{} : json::serialize(invoice_value(c.invoices.front()));
}

std::string invoices_answer(const customer& c) {
    json::array list;
    for (const auto& i : c.invoices) {
        list.push_back(invoice_value(i));
    }
    return json::serialize(json::object{{"invoices", std::move(list)}});
}

std::string consumption_answer(const customer& c) {
    json::array list;
    for (const auto& r : c.readings) {
        list.push_back({{"month", r.month}, {"kwh", r.kwh}});
    }
    return json::serialize(json::object{{"months", std::move(list)}});
}

std::string eligibility_answer(const eligibility& e) {
    json::array options;
    for (const auto n : e.instalments) {
        options.push_back({{"instalments", n}});
    }
    json::object o{{"eligible", e.eligible},
                   {"amount", e.amount},
                   {"currency", currency},
                   {"options", std::move(options)}};
    if (!e.eligible) {
        o["reason"] = e.reason;
    }
    return json::serialize(o);
}

std::string plan_answer(const deferral_plan& p) {
    json::array schedule;
    for (const auto& i : p.schedule) {
        schedule.push_back({{"date", i.date}, {"amount", i.amount}});
    }
    return json::serialize(json::object{{"deposit", p.deposit},
                                        {"fee", p.fee},
                                        {"total", p.total},
                                        {"currency", currency},
                                        {"schedule", std::move(schedule)}});
}

std::string deferral_answer(const deferral& d) {
    return json::serialize(json::object{{"number", fmt::format("E{}", d.number)},
                                        {"deposit", d.deposit},
                                        {"currency", currency},
                                        {"first_date", d.first_date}});
}

std::string agent_answer(const agent& a) {
    return json::serialize(json::object{{"name", a.name}, {"job", a.job}, {"on_duty", a.on_duty}});
}

std::string days_answer(const std::vector<day_use>& days) {
    json::array list;
    for (const auto& d : days) {
        list.push_back({{"date", d.date}, {"kwh", d.kwh}});
    }
    return json::serialize(json::object{{"days", std::move(list)}});
}

std::string quote_answer(const token_quote& q) {
    return json::serialize(json::object{{"kwh", q.kwh}, {"fee", q.fee}, {"currency", currency}});
}

std::string purchase_answer(const purchase& p) {
    return json::serialize(json::object{{"number", p.number},
                                        {"date", p.date},
                                        {"amount", p.amount},
                                        {"fee", p.fee},
                                        {"currency", currency},
                                        {"kwh", p.kwh},
                                        {"tokens", token_list(p.tokens)}});
}

std::string purchases_answer(const std::vector<purchase>& list) {
    json::array all;
    for (const auto& p : list) {
        all.push_back({{"number", p.number},
                       {"date", p.date},
                       {"amount", p.amount},
                       {"currency", currency},
                       {"tokens", token_list(p.tokens)}});
    }
    return json::serialize(json::object{{"purchases", std::move(all)}});
}

std::string payment_status_answer(const payment& p) {
    return json::serialize(json::object{{"number", payment_name(p.number)},
                                        {"kind", p.kind},
                                        {"status", p.status},
                                        {"amount", p.amount},
                                        {"currency", currency},
                                        {"date", date_text(day_of(p.at))}});
}

std::string invoice_paid_answer(const payment& p, std::int64_t rest) {
    return json::serialize(json::object{{"number", payment_name(p.number)},
                                        {"amount", p.amount},
                                        {"currency", currency},
                                        {"rest", rest}});
}

std::string payment_name(std::int64_t number) {
    return fmt::format("P{}", number);
}

std::string ticket_answer(const ticket& t, std::int64_t now_ms) {
    struct stage {
        std::int64_t after_s;
        std::string_view status;
    };
    constexpr std::array<stage, 4> stages{
        {{0, "received"}, {60, "assigned"}, {300, "in_progress"}, {3600, "resolved"}}};
    const auto age = (now_ms - t.at) / 1000;
    const auto* now = &stages.front();
    for (const auto& s : stages) {
        now = age >= s.after_s ? &s : now;
    }
    const std::chrono::sys_time<std::chrono::milliseconds> updated{
        std::chrono::milliseconds{t.at + now->after_s * 1000}};
    return json::serialize(
        json::object{{"ticket", fmt::format("{}", t.number)},
                     {"status", now->status},
                     {"updated", date_text(std::chrono::floor<std::chrono::days>(updated))}});
}

std::string survey_name(std::int64_t number) {
    return fmt::format("S{}", number);
}

std::string survey_results_answer(const std::vector<district_marks>& list) {
    constexpr std::int64_t most_answers = 99'999; // as survey.yaml promises
    json::array all;
    for (const auto& d : list) {
        const auto tenths = (20 * d.marks + d.answers) / (2 * d.answers); // rounded half up
        all.push_back({{"district", d.district},
                       {"answers", std::min(d.answers, most_answers)},
                       {"average", fmt::format("{}.{}", tenths / 10, tenths % 10)}});
    }
    return json::serialize(json::object{{"districts", std::move(all)}});
}

} // namespace yeelen::sim

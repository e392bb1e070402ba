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

constexpr std::array<std::string_view, 10> names{"find_contract",       "balance",
                                                 "last_invoice",        "invoices",
                                                 "consumption",         "deferral_eligibility",
                                                 "deferral_simulation", "request_deferral",
                                                 "report_outage",       "ticket_status"};

json::object invoice_value(const invoice& i) {
    return {{"number", i.number},
            {"month", i.month},
            {"amount", i.amount},
            {"currency", currency},
            {"kwh", i.kwh},
            {"due_date", i.due_date},
            {"status", i.paid ? "paid" : "unpaid"}};
}

} // namespace

std::string_view name_of(operation o) noexcept {
    return names.at(static_cast<std::size_t>(o));
}

std::optional<operation> operation_named(std::string_view name) noexcept {
    const auto* at = std::ranges::find(names, name);
    return at == names.end() ? std::nullopt
                             : std::optional{static_cast<operation>(at - names.begin())};
}

std::string contract_answer(const customer& c) {
    return json::serialize(json::object{{"contract", c.contract},
                                        {"name", c.name},
                                        {"address", c.address},
                                        {"tariff", c.tariff},
                                        {"meter", c.meter}});
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

std::string ticket_answer(const incident& i, std::int64_t now_ms) {
    struct stage {
        std::int64_t after_s;
        std::string_view status;
    };
    constexpr std::array<stage, 4> stages{
        {{0, "received"}, {60, "assigned"}, {300, "in_progress"}, {3600, "resolved"}}};
    const auto age = (now_ms - i.at) / 1000;
    const auto* now = &stages.front();
    for (const auto& s : stages) {
        now = age >= s.after_s ? &s : now;
    }
    const std::chrono::sys_time<std::chrono::milliseconds> updated{
        std::chrono::milliseconds{i.at + now->after_s * 1000}};
    return json::serialize(
        json::object{{"ticket", fmt::format("{}", i.ticket)},
                     {"status", now->status},
                     {"updated", date_text(std::chrono::floor<std::chrono::days>(updated))}});
}

} // namespace yeelen::sim

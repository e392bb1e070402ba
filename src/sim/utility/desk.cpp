#include "sim/utility/desk.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace yeelen::sim {

desk_answer refusal(unsigned status, std::string_view code) {
    return {status, fmt::format(R"({{"error":{{"code":"{}"}}}})", code)};
}

std::string text_of(const boost::json::object& o, std::string_view name) {
    const auto* v = o.if_contains(name);
    return v != nullptr && v->is_string() ? std::string{v->get_string()} : std::string{};
}

std::int64_t number_of(const boost::json::object& o, std::string_view name) {
    const auto* v = o.if_contains(name);
    if (v != nullptr && v->is_int64()) {
        return v->get_int64();
    }
    const auto text = text_of(o, name);
    std::int64_t n = 0;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
}

desk::desk(std::unique_ptr<book> records, std::uint64_t seed, std::chrono::milliseconds wallet)
    : book_(std::move(records))
    , seed_(seed)
    , wallet_(wallet)
    , pins_(book_->pins()) {
    for (auto& c : book_->customers()) {
        meters_.emplace(c.meter, c.contract);
        auto key = c.contract;
        known_.emplace(std::move(key), std::move(c));
    }
    for (auto& d : book_->deferrals("")) {
        running_.insert(std::move(d.contract));
    }
    for (const auto& p : book_->payments("")) {
        if (p.kind == "invoice" && p.status == "done") {
            paid_[p.contract] += p.amount;
        }
    }
}

std::optional<customer> desk::find(std::string_view contract, date today) const {
    const auto key = contract_key(contract);
    const auto at = known_.find(key);
    auto found =
        at != known_.end() ? std::optional{at->second} : generated_customer(key, today, seed_);
    if (const auto paid = paid_.find(key); found && paid != paid_.end()) {
        found->pay(paid->second);
    }
    return found;
}

std::optional<customer> desk::find_by_meter(std::string_view meter, date today) const {
    const auto at = meters_.find(std::string{meter});
    auto found = find(at != meters_.end() ? at->second : contract_of_meter(meter), today);
    return found && found->meter == meter ? found : std::nullopt;
}

std::string desk::contract_of(const desk_request& r) const {
    using enum operation;
    switch (r.what) {
    case find_meter:
    case quote_tokens:
    case buy_tokens:
    case last_tokens: {
        const auto at = meters_.find(r.subject);
        return at != meters_.end() ? at->second : contract_of_meter(r.subject);
    }
    case report_incident:
    case complain: return contract_key(text_of(r.body, "contract"));
    case accounts_of_phone:
    case token_details:
    case last_payment:
    case claim_payment:
    case ticket_status:
    case request_connection:
    case verify_agent:
    case submit_survey:
    case survey_results: return {};
    case find_contract:
    case accounts_of_contract:
    case check_pin:
    case set_pin:
    case remove_pin:
    case balance:
    case last_invoice:
    case invoices:
    case pay_invoice:
    case own_reading:
    case alerts:
    case set_alerts:
    case consumption:
    case consumption_days:
    case deferral_eligibility:
    case deferral_simulation:
    case request_deferral: break;
    }
    return contract_key(r.subject);
}

desk_answer desk::answer(const desk_request& r, date today, std::int64_t now_ms) {
    using enum operation;
    switch (r.what) {
    case find_contract:
    case balance:
    case last_invoice:
    case invoices:
    case consumption:
    case consumption_days:
    case deferral_eligibility: return read(r, today);
    case find_meter: {
        ++counters_.reads;
        const auto c = find_by_meter(r.subject, today);
        return c ? desk_answer{200, contract_answer(*c, pins_.contains(c->contract))}
                 : refusal(404, "unknown_meter");
    }
    case accounts_of_phone:
    case accounts_of_contract: return accounts(r, today);
    case verify_agent: {
        const auto* a = find_agent(r.subject);
        return a ? desk_answer{200, agent_answer(*a)} : refusal(404, "unknown_badge");
    }
    case deferral_simulation: return simulate(r, today);
    case ticket_status: return follow(r, now_ms);
    case check_pin:
    case set_pin:
    case remove_pin: return pin(r, today);
    case alerts:
    case set_alerts: return change_alerts(r, today);
    case request_deferral:
    case report_incident:
    case complain:
    case request_connection:
    case claim_payment:
    case own_reading:
    case submit_survey: return write(r, today, now_ms);
    case quote_tokens: return quote(r, today);
    case buy_tokens:
    case pay_invoice: return pay(r, today, now_ms);
    case last_payment: return payment_of_phone(r, now_ms);
    case last_tokens: return tokens_of_meter(r, today);
    case token_details: return details_of(r, today);
    case survey_results: return results_of_surveys(r);
    }
    return refusal(404, "not_found");
}

/// Of those that read() answers; empty where there is nothing of the kind.
std::string desk::make(operation o, const customer& c, date today) const {
    using enum operation;
    if (o == find_contract) {
        return contract_answer(c, pins_.contains(c.contract));
    }
    if (o == balance) {
        return balance_answer(c, today);
    }
    if (o == last_invoice) {
        return last_invoice_answer(c);
    }
    if (o == invoices) {
        return invoices_answer(c);
    }
    if (o == consumption) {
        return consumption_answer(c);
    }
    return o == consumption_days ? days_answer(daily_use(c, today))
                                 : eligibility_answer(sim::deferral_eligibility(
                                       c, running_.contains(c.contract), today));
}

desk_answer desk::read(const desk_request& r, date today) {
    ++counters_.reads;
    if (today != cached_on_ || cache_.size() >= most_cached) {
        cache_.clear();
        cached_on_ = today;
    }
    const auto contract = contract_key(r.subject);
    std::string key{static_cast<char>('A' + static_cast<int>(r.what))};
    key += contract;
    if (const auto at = cache_.find(key); at != cache_.end()) {
        return {200, at->second};
    }
    const auto c = find(contract, today);
    if (!c) {
        return refusal(404, "unknown_contract");
    }
    auto body = make(r.what, *c, today);
    if (body.empty()) {
        return refusal(404, "nothing_there");
    }
    cache_.emplace(std::move(key), body);
    return {200, std::move(body)};
}

void desk::forget_cached(const std::string& contract) {
    for (std::size_t o = 0; o < operation_count; ++o) {
        cache_.erase(std::string{static_cast<char>('A' + static_cast<int>(o))} + contract);
    }
}

desk_answer desk::accounts(const desk_request& r, date today) const {
    std::vector<customer> list;
    if (r.what == operation::accounts_of_contract) {
        auto c = find(r.subject, today);
        if (!c) {
            return refusal(404, "unknown_contract");
        }
        const auto holder = c->holder;
        if (holder.empty()) {
            list.push_back(std::move(*c));
        }
        for (const auto& [key, other] : known_) {
            if (!holder.empty() && other.holder == holder) {
                list.push_back(other);
            }
        }
    } else {
        for (const auto& [key, c] : known_) {
            if (!r.phone.empty() && c.phone == r.phone) {
                list.push_back(c);
            }
        }
    }
    std::ranges::sort(list, {}, &customer::contract);
    std::vector<account> all;
    for (auto& c : list) {
        const bool pin = pins_.contains(c.contract);
        all.push_back({std::move(c), pin});
    }
    return {200, accounts_answer(all)};
}

desk_answer desk::simulate(const desk_request& r, date today) const {
    const auto c = find(r.subject, today);
    if (!c) {
        return refusal(404, "unknown_contract");
    }
    const auto e = sim::deferral_eligibility(*c, running_.contains(c->contract), today);
    const auto n = std::clamp<std::int64_t>(number_of(r.body, "instalments"), 0, 1'000);
    const auto plan = plan_deferral(e, static_cast<int>(n), today);
    if (!plan) {
        return refusal(422, e.eligible ? "instalments" : e.reason);
    }
    return {200, plan_answer(*plan)};
}

desk_answer desk::follow(const desk_request& r, std::int64_t now_ms) {
    ++counters_.reads;
    std::int64_t n = 0;
    const auto& number = r.subject;
    const auto [at, ec] = std::from_chars(number.data(), number.data() + number.size(), n);
    if (ec == std::errc{} && at == number.data() + number.size()) {
        if (const auto t = book_->find_ticket(n)) {
            return {200, ticket_answer(*t, now_ms)};
        }
    }
    return refusal(404, "unknown_ticket");
}

} // namespace yeelen::sim

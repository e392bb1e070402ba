#include "sim/utility/desk.hpp"
#include <charconv>
#include <utility>

namespace yeelen::sim {

namespace {

desk_answer refusal(unsigned status, std::string_view code) {
    return {status, fmt::format(R"({{"error":{{"code":"{}"}}}})", code)};
}

} // namespace

desk::desk(std::unique_ptr<book> records, std::uint64_t seed)
    : book_(std::move(records))
    , seed_(seed) {
    for (auto& c : book_->customers()) {
        auto key = c.contract;
        known_.emplace(std::move(key), std::move(c));
    }
    for (auto& d : book_->deferrals("")) {
        running_.insert(std::move(d.contract));
    }
}

std::optional<customer> desk::find(std::string_view contract, date today) {
    const auto at = known_.find(std::string{contract});
    return at != known_.end() ? std::optional{at->second}
                              : generated_customer(contract, today, seed_);
}

std::string desk::make(operation o, const customer& c, date today) {
    switch (o) {
    case operation::find_contract: return contract_answer(c);
    case operation::balance: return balance_answer(c, today);
    case operation::last_invoice: return last_invoice_answer(c);
    case operation::invoices: return invoices_answer(c);
    case operation::consumption: return consumption_answer(c);
    case operation::deferral_eligibility:
        return eligibility_answer(deferral_eligibility(c, running_.contains(c.contract), today));
    case operation::deferral_simulation:
    case operation::request_deferral:
    case operation::report_outage:
    case operation::ticket_status: break;
    }
    return {};
}

desk_answer desk::read(operation o, std::string_view contract, date today) {
    ++counters_.reads;
    if (today != cached_on_ || cache_.size() >= most_cached) {
        cache_.clear();
        cached_on_ = today;
    }
    std::string key{static_cast<char>('a' + static_cast<int>(o))};
    key += contract;
    if (const auto at = cache_.find(key); at != cache_.end()) {
        return {200, at->second};
    }
    const auto c = find(contract, today);
    if (!c) {
        return refusal(404, "unknown_contract");
    }
    auto body = make(o, *c, today);
    if (body.empty()) {
        return refusal(404, "nothing_there");
    }
    cache_.emplace(std::move(key), body);
    return {200, std::move(body)};
}

desk_answer desk::simulate(std::string_view contract, int instalments, date today) {
    ++counters_.reads;
    const auto c = find(contract, today);
    if (!c) {
        return refusal(404, "unknown_contract");
    }
    const auto e = deferral_eligibility(*c, running_.contains(c->contract), today);
    const auto plan = plan_deferral(e, instalments, today);
    if (!plan) {
        return refusal(422, e.eligible ? "instalments" : e.reason);
    }
    return {200, plan_answer(*plan)};
}

desk_answer desk::ticket(std::string_view number, std::int64_t now_ms) {
    ++counters_.reads;
    std::int64_t n = 0;
    const auto [at, ec] = std::from_chars(number.data(), number.data() + number.size(), n);
    if (ec == std::errc{} && at == number.data() + number.size()) {
        if (const auto i = book_->find_incident(n)) {
            return {200, ticket_answer(*i, now_ms)};
        }
    }
    return refusal(404, "unknown_ticket");
}

desk_answer desk::write(operation o, const desk_request& r, date today, std::int64_t now_ms) {
    if (!r.key.empty()) {
        if (auto kept = book_->answer(r.key)) {
            if (kept->request != r.text) {
                ++counters_.conflicts;
                return refusal(409, "key_reused");
            }
            ++counters_.duplicates;
            return {kept->status, std::move(kept->body)};
        }
    }
    book_->begin();
    try {
        auto answer =
            o == operation::request_deferral ? grant(r, today, now_ms) : report(r, now_ms);
        if (!r.key.empty()) {
            book_->keep(r.key, {.request = r.text, .status = answer.status, .body = answer.body});
        }
        book_->commit();
        if (answer.status == 201 && o == operation::request_deferral) {
            ++counters_.deferrals;
            running_.insert(r.contract);
            cache_.erase(std::string{static_cast<char>(
                             'a' + static_cast<int>(operation::deferral_eligibility))} +
                         r.contract);
        } else if (answer.status == 201) {
            ++counters_.incidents;
        }
        return answer;
    } catch (...) {
        book_->rollback();
        throw;
    }
}

desk_answer desk::grant(const desk_request& r, date today, std::int64_t now_ms) {
    const auto c = find(r.contract, today);
    if (!c) {
        return refusal(404, "unknown_contract");
    }
    const bool running = running_.contains(c->contract);
    counters_.second_requests += running ? 1 : 0;
    const auto e = deferral_eligibility(*c, running, today);
    const auto plan = plan_deferral(e, r.instalments, today);
    if (!plan) {
        return refusal(422, e.eligible ? "instalments" : e.reason);
    }
    deferral d{.contract = c->contract,
               .msisdn = r.msisdn,
               .instalments = r.instalments,
               .deposit = plan->deposit,
               .first_date = plan->schedule.front().date,
               .key = r.key,
               .at = now_ms};
    d.number = book_->add(d);
    return {201, deferral_answer(d)};
}

desk_answer desk::report(const desk_request& r, std::int64_t now_ms) {
    if (r.kind.empty()) {
        return refusal(422, "kind");
    }
    const auto ticket = book_->add(
        incident{.contract = r.contract, .kind = r.kind, .msisdn = r.msisdn, .at = now_ms});
    return {201, fmt::format(R"({{"ticket":"{}"}})", ticket)};
}

} // namespace yeelen::sim

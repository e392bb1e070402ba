// What customers ask the utility to do, payments apart.
#include "sim/utility/desk.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace yeelen::sim {

namespace {

constexpr std::int64_t most_between_readings = 20'000; ///< kWh

constexpr std::array<std::string_view, 6> incident_kinds{"danger", "outage",  "voltage",
                                                         "meter",  "illegal", "staff"};
constexpr std::array<std::string_view, 4> complaint_kinds{"high", "estimated", "zero", "none"};
constexpr std::array<std::string_view, 3> connection_kinds{"home", "shop", "site"};

template<std::size_t N>
bool among(const std::array<std::string_view, N>& words, const std::string& word) {
    return std::ranges::find(words, word) != words.end();
}

} // namespace

desk_answer desk::write(const desk_request& r, date today, std::int64_t now_ms) {
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
        auto answer = r.what == operation::request_deferral ? grant(r, today, now_ms)
                      : r.what == operation::own_reading    ? take_reading(r, today)
                      : r.what == operation::submit_survey  ? take_survey(r, now_ms)
                                                            : file(r, today, now_ms);
        if (!r.key.empty()) {
            book_->keep(r.key, {.request = r.text, .status = answer.status, .body = answer.body});
        }
        book_->commit();
        if (answer.status == 201 && r.what == operation::request_deferral) {
            ++counters_.deferrals;
            const auto contract = contract_key(r.subject);
            running_.insert(contract);
            forget_cached(contract);
        }
        return answer;
    } catch (...) {
        book_->rollback();
        throw;
    }
}

desk_answer desk::grant(const desk_request& r, date today, std::int64_t now_ms) {
    const auto c = find(r.subject, today);
    if (!c) {
        return refusal(404, "unknown_contract");
    }
    const bool running = running_.contains(c->contract);
    counters_.second_requests += running ? 1 : 0;
    const auto e = sim::deferral_eligibility(*c, running, today);
    const auto n =
        static_cast<int>(std::clamp<std::int64_t>(number_of(r.body, "instalments"), 0, 1'000));
    const auto plan = plan_deferral(e, n, today);
    if (!plan) {
        return refusal(422, e.eligible ? "instalments" : e.reason);
    }
    deferral d{.contract = c->contract,
               .msisdn = text_of(r.body, "msisdn"),
               .instalments = n,
               .deposit = plan->deposit,
               .first_date = plan->schedule.front().date,
               .key = r.key,
               .at = now_ms};
    d.number = book_->add(d);
    return {201, deferral_answer(d)};
}

/// Whatever gets a ticket. An incident may be reported by anyone; a bill has a contract.
desk_answer desk::file(const desk_request& r, date today, std::int64_t now_ms) {
    ticket t{.topic = {},
             .contract = contract_key(text_of(r.body, "contract")),
             .kind = text_of(r.body, "kind"),
             .place = text_of(r.body, "place"),
             .msisdn = text_of(r.body, "msisdn"),
             .at = now_ms};
    bool known_kind = false;
    if (r.what == operation::claim_payment) {
        const auto paid = payment_named(r.subject);
        if (!paid || paid->msisdn != t.msisdn) {
            return refusal(404, "unknown_payment");
        }
        t.topic = "payment";
        t.contract = paid->contract;
        t.kind = payment_name(paid->number);
        known_kind = true;
    } else if (r.what == operation::report_incident) {
        t.topic = "incident";
        known_kind = among(incident_kinds, t.kind);
    } else if (r.what == operation::complain) {
        t.topic = "complaint";
        known_kind = among(complaint_kinds, t.kind);
        if (!find(t.contract, today)) {
            return refusal(404, "unknown_contract");
        }
    } else {
        t.topic = "connection";
        known_kind = among(connection_kinds, t.kind);
        if (text_of(r.body, "name").empty() || t.place.empty()) {
            return refusal(422, "name_and_place");
        }
    }
    if (!known_kind) {
        return refusal(422, "kind");
    }
    ++counters_.tickets;
    return {201, fmt::format(R"({{"ticket":"{}"}})", book_->add(t))};
}

desk_answer desk::take_reading(const desk_request& r, date today) {
    const auto c = find(r.subject, today);
    if (!c) {
        return refusal(404, "unknown_contract");
    }
    const auto last = book_->index(c->contract).value_or(c->index);
    const auto shown = number_of(r.body, "index");
    if (shown <= last || shown > last + most_between_readings) {
        return refusal(422, "index");
    }
    book_->keep_index(c->contract, shown);
    const date since{month_of(today) / std::chrono::day{1}};
    return {201, fmt::format(R"({{"kwh":{},"since":"{}"}})", shown - last, date_text(since))};
}

desk_answer desk::pin(const desk_request& r, date today) {
    const auto c = find(r.subject, today);
    if (!c) {
        return refusal(404, "unknown_contract");
    }
    const auto kept = pins_.find(c->contract);
    const auto code = text_of(r.body, "pin");
    if (r.what == operation::check_pin) {
        const bool correct = kept != pins_.end() && kept->second == code;
        return {200, fmt::format(R"({{"correct":{}}})", correct)};
    }
    const bool set = r.what == operation::set_pin;
    if (set && (code.size() != 4 || kept != pins_.end())) {
        return refusal(422, kept != pins_.end() ? "has_one" : "pin");
    }
    book_->keep_pin(c->contract, set ? code : "");
    if (set) {
        pins_.emplace(c->contract, code);
    } else {
        pins_.erase(c->contract);
    }
    forget_cached(c->contract);
    return {200, "{}"};
}

desk_answer desk::change_alerts(const desk_request& r, date today) {
    const auto c = find(r.subject, today);
    if (!c) {
        return refusal(404, "unknown_contract");
    }
    bool active = false;
    if (r.what == operation::set_alerts) {
        const auto* wanted = r.body.if_contains("active");
        const auto phone = text_of(r.body, "phone");
        if (wanted == nullptr || !wanted->is_bool() || phone.empty()) {
            return refusal(422, "active_and_phone");
        }
        active = wanted->get_bool();
        book_->keep_alert(c->contract, phone, active);
    } else {
        active = book_->alert(c->contract, r.phone);
    }
    return {200, fmt::format(R"({{"active":{}}})", active)};
}

} // namespace yeelen::sim

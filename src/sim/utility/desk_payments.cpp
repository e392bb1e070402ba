// Mobile money: a payment is pending until the wallet has decided (202), then done (201) or refused
// (402). What ends in 13 francs, the wallet refuses.
#include "sim/utility/desk.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace yeelen::sim {

namespace {

constexpr std::int64_t refused_ending = 13;
constexpr int shown_purchases = 3;

purchase bought(const payment& p) {
    return {.number = payment_name(p.number),
            .date = date_text(day_of(p.at)),
            .amount = p.amount,
            .fee = p.fee,
            .kwh = p.kwh,
            .tokens = p.tokens};
}

} // namespace

desk_answer desk::quote(const desk_request& r, date today) const {
    const auto c = find_by_meter(r.subject, today);
    if (!c) {
        return refusal(404, "unknown_meter");
    }
    if (!c->prepaid) {
        return refusal(422, "no_prepaid_meter");
    }
    const auto q = sim::quote_tokens(r.amount);
    return q ? desk_answer{200, quote_answer(*q)} : refusal(422, "amount");
}

void desk::decide(payment& p, std::int64_t now_ms) {
    if (p.status != "pending" || now_ms < p.at + wallet_.count()) {
        return;
    }
    p.status = p.amount % 100 == refused_ending ? "refused" : "done";
    book_->decide(p.number, p.status);
    if (p.status == "done" && p.kind == "invoice") {
        paid_[p.contract] += p.amount;
        forget_cached(p.contract);
    }
}

desk_answer desk::pay_outcome(const payment& p, date today) const {
    if (p.status == "pending") {
        return {202, payment_status_answer(p)};
    }
    if (p.status == "refused") {
        return refusal(402, "wallet_refused");
    }
    if (p.kind == "tokens") {
        return {201, purchase_answer(bought(p))};
    }
    const auto c = find(p.contract, today);
    return {201, invoice_paid_answer(p, std::max<std::int64_t>(c ? c->due() : 0, 0))};
}

desk_answer desk::pay(const desk_request& r, date today, std::int64_t now_ms) {
    if (r.key.empty()) {
        return refusal(400, "key_needed");
    }
    if (auto p = book_->payment_of_key(r.key)) {
        if (p->request != r.text) {
            ++counters_.conflicts;
            return refusal(409, "key_reused");
        }
        ++counters_.duplicates;
        decide(*p, now_ms);
        return pay_outcome(*p, today);
    }
    const bool tokens = r.what == operation::buy_tokens;
    const auto c = tokens ? find_by_meter(r.subject, today) : find(r.subject, today);
    if (!c) {
        return refusal(404, tokens ? "unknown_meter" : "unknown_contract");
    }
    payment p{.kind = tokens ? "tokens" : "invoice",
              .contract = c->contract,
              .meter = tokens ? c->meter : "",
              .msisdn = text_of(r.body, "msisdn"),
              .amount = number_of(r.body, "amount"),
              .tokens = {},
              .status = "pending",
              .key = r.key,
              .request = r.text,
              .at = now_ms};
    if (tokens) {
        const auto q = sim::quote_tokens(p.amount);
        if (!q || !c->prepaid) {
            return refusal(422, q ? "no_prepaid_meter" : "amount");
        }
        p.fee = q->fee;
        p.kwh = q->kwh;
        // The first purchase of a meter brings its new key with it.
        const bool first = book_->purchases(c->meter, 1).empty();
        p.tokens = make_tokens(r.key, first ? 3 : 1);
    } else if (p.amount <= 0 || p.amount > c->due()) {
        return refusal(422, "amount");
    }
    p.number = book_->add(p);
    ++counters_.payments;
    decide(p, now_ms);
    return pay_outcome(p, today);
}

desk_answer desk::payment_of_phone(const desk_request& r, std::int64_t now_ms) {
    ++counters_.reads;
    auto p = book_->last_payment(r.phone);
    if (!p || r.phone.empty()) {
        return refusal(404, "no_payment");
    }
    decide(*p, now_ms);
    return {200, payment_status_answer(*p)};
}

desk_answer desk::tokens_of_meter(const desk_request& r, date today) {
    ++counters_.reads;
    const auto c = find_by_meter(r.subject, today);
    if (!c) {
        return refusal(404, "unknown_meter");
    }
    std::vector<purchase> list;
    for (const auto& p : book_->purchases(c->meter, shown_purchases)) {
        list.push_back(bought(p));
    }
    for (const auto& p : c->purchases) {
        if (list.size() < shown_purchases) {
            list.push_back(p);
        }
    }
    return {200, purchases_answer(list)};
}

std::optional<payment> desk::payment_named(std::string_view number) const {
    std::int64_t n = 0;
    if (number.starts_with('P')) {
        std::from_chars(number.data() + 1, number.data() + number.size(), n);
    }
    return book_->find_payment(n);
}

/// "P500001" is in the book; "00000240001-2" is the second of a made-up customer's.
desk_answer desk::details_of(const desk_request& r, date today) {
    ++counters_.reads;
    const std::string_view number = r.subject;
    if (number.starts_with('P')) {
        const auto p = payment_named(number);
        if (p && p->kind == "tokens" && p->status == "done") {
            return {200, purchase_answer(bought(*p))};
        }
        return refusal(404, "unknown_purchase");
    }
    if (const auto c = find_by_meter(number.substr(0, number.find('-')), today)) {
        const auto at = std::ranges::find(c->purchases, number, &purchase::number);
        if (at != c->purchases.end()) {
            return {200, purchase_answer(*at)};
        }
    }
    return refusal(404, "unknown_purchase");
}

} // namespace yeelen::sim

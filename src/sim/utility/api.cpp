#include "sim/utility/api.hpp"
#include "runtime/url_text.hpp"
#include <boost/asio/use_awaitable.hpp>
#include <boost/json.hpp>
#include <charconv>
#include <chrono>
#include <utility>

namespace yeelen::sim {

namespace {

namespace json = boost::json;
using runtime::http_request;
using runtime::http_response;

date today() {
    return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

std::int64_t now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

http_response response(desk_answer a) {
    return runtime::json_response(a.status, std::move(a.body));
}

bool authorized(const http_request& r) {
    constexpr std::string_view scheme = "Bearer ";
    const auto value = r.header("Authorization");
    return value.starts_with(scheme) && value.size() > scheme.size();
}

std::optional<json::object> body_of(const http_request& r) {
    boost::system::error_code ec;
    auto v = json::parse(r.body, ec);
    return ec || !v.is_object() ? std::nullopt : std::optional{std::move(v.get_object())};
}

} // namespace

runtime::task<void> utility_api::pause(std::chrono::milliseconds time) {
    runtime::steady_timer timer{io_, time};
    co_await timer.async_wait(runtime::asio::use_awaitable_t<runtime::executor>{});
}

runtime::task<http_response> utility_api::handle(http_request r) {
    auto what = route_of(r.method, r.path());
    if (!what) {
        co_return manage(r);
    }
    if (!authorized(r)) {
        ++unauthorized_;
        co_return runtime::json_error(401, "unauthorized", "a bearer token is needed");
    }
    ++calls_.at(static_cast<std::size_t>(what->what));
    if (latency_.count() > 0) {
        co_await pause(latency_);
    }
    desk_request asked{.what = what->what,
                       .subject = std::move(what->subject),
                       .phone = runtime::query_argument(r.target, "phone").value_or(""),
                       .body = {},
                       .key = std::string{r.header("Idempotency-Key")},
                       .text = r.target + '\n' + r.body};
    const auto amount = runtime::query_argument(r.target, "amount").value_or("");
    std::from_chars(amount.data(), amount.data() + amount.size(), asked.amount);
    auto body = r.method == "GET" || r.method == "DELETE" ? json::object{} : body_of(r);
    if (body) {
        asked.body = *std::move(body);
    }
    if (const auto f = faults_.take(name_of(asked.what), desk_.contract_of(asked))) {
        ++faults_given_;
        co_return co_await fail(*f, std::move(asked));
    }
    co_return body ? carry_out(asked)
                   : runtime::json_error(400, "bad_body", "a JSON object is needed");
}

runtime::task<http_response> utility_api::fail(fault f, desk_request r) {
    constexpr std::chrono::seconds hanging{60};
    constexpr std::size_t huge = 2u << 20;
    http_response no_answer;
    no_answer.status = 0;
    switch (f.kind) {
    case fault_kind::status:
        co_return runtime::json_error(f.status, "fault_on_request", "this failure was asked for");
    case fault_kind::slow: co_await pause(f.delay); co_return carry_out(r);
    case fault_kind::garbage: co_return runtime::json_response(200, "<html>It works!</html>");
    case fault_kind::huge:
        co_return runtime::json_response(200, "{\"padding\":\"" + std::string(huge, 'x') + "\"}");
    case fault_kind::close: co_return no_answer;
    case fault_kind::lost: carry_out(r); [[fallthrough]];
    case fault_kind::hang: co_await pause(hanging); co_return no_answer;
    }
    co_return no_answer;
}

http_response utility_api::carry_out(const desk_request& r) {
    return response(desk_.answer(r, today(), now_ms()));
}

http_response utility_api::manage(const http_request& r) {
    const auto path = r.path();
    const auto contract = contract_key(runtime::query_argument(r.target, "contract").value_or(""));
    if (path == "/v1/stats" && r.method == "GET") {
        return stats();
    }
    if (path == "/v1/faults" && r.method == "POST") {
        return add_fault(r);
    }
    if (path == "/v1/faults" && r.method == "DELETE") {
        faults_.clear();
        return runtime::json_response(200, "{}");
    }
    json::array list;
    if (path == "/v1/deferrals" && r.method == "GET") {
        for (const auto& d : desk_.records().deferrals(contract)) {
            list.push_back({{"number", fmt::format("E{}", d.number)},
                            {"contract", d.contract},
                            {"msisdn", d.msisdn},
                            {"instalments", d.instalments},
                            {"key", d.key},
                            {"at", d.at}});
        }
        return runtime::json_response(
            200, json::serialize(json::object{{"deferrals", std::move(list)}}));
    }
    if (path == "/v1/tickets" && r.method == "GET") {
        for (const auto& t : desk_.records().tickets(contract)) {
            list.push_back({{"ticket", fmt::format("{}", t.number)},
                            {"topic", t.topic},
                            {"contract", t.contract},
                            {"kind", t.kind},
                            {"place", t.place},
                            {"msisdn", t.msisdn},
                            {"at", t.at}});
        }
        return runtime::json_response(200,
                                      json::serialize(json::object{{"tickets", std::move(list)}}));
    }
    if (path == "/v1/payments" && r.method == "GET") {
        for (const auto& p : desk_.records().payments(contract)) {
            list.push_back({{"number", payment_name(p.number)},
                            {"kind", p.kind},
                            {"contract", p.contract},
                            {"msisdn", p.msisdn},
                            {"amount", p.amount},
                            {"status", p.status},
                            {"key", p.key},
                            {"at", p.at}});
        }
        return runtime::json_response(200,
                                      json::serialize(json::object{{"payments", std::move(list)}}));
    }
    if (path == "/v1/surveys" && r.method == "GET") {
        const auto phone = runtime::query_argument(r.target, "phone").value_or("");
        for (const auto& s : desk_.records().surveys(phone)) {
            list.push_back({{"reference", survey_name(s.number)},
                            {"phone", s.phone},
                            {"code", s.code},
                            {"district", s.district},
                            {"language", s.language},
                            {"restored", s.restored},
                            {"duration", s.duration},
                            {"mark", s.mark},
                            {"reason", s.reason},
                            {"remark", s.remark},
                            {"call_phone", s.call_phone},
                            {"call_day", s.call_day},
                            {"key", s.key},
                            {"at", s.at}});
        }
        return runtime::json_response(200,
                                      json::serialize(json::object{{"surveys", std::move(list)}}));
    }
    return runtime::json_error(404, "not_found", "no such path");
}

http_response utility_api::add_fault(const http_request& r) {
    const auto body = body_of(r);
    if (!body) {
        return runtime::json_error(400, "bad_body", "a JSON object is needed");
    }
    const auto name = text_of(*body, "operation");
    if (name != "*" && !operation_named(name)) {
        return runtime::json_error(400, "bad_operation", "'" + name + "' is no operation");
    }
    const auto f = parse_fault(text_of(*body, "kind"));
    if (!f) {
        return runtime::json_error(400, "bad_kind", f.error());
    }
    const auto* count = body->if_contains("count");
    const auto n = count != nullptr && count->is_int64() && count->get_int64() >= 0
                       ? static_cast<std::uint64_t>(count->get_int64())
                       : 1;
    faults_.add(name, *f, n);
    return runtime::json_response(200, json::serialize(json::object{{"faults", faults_.size()}}));
}

http_response utility_api::stats() const {
    const auto& c = desk_.counters();
    json::object calls;
    for (std::size_t i = 0; i < calls_.size(); ++i) {
        calls[name_of(static_cast<operation>(i))] = calls_[i];
    }
    return runtime::json_response(
        200, json::serialize(json::object{{"deferrals", c.deferrals},
                                          {"duplicates", c.duplicates},
                                          {"conflicts", c.conflicts},
                                          {"second_requests", c.second_requests},
                                          {"tickets", c.tickets},
                                          {"payments", c.payments},
                                          {"surveys", c.surveys},
                                          {"reads", c.reads},
                                          {"faults", faults_given_},
                                          {"unauthorized", unauthorized_},
                                          {"calls", std::move(calls)}}));
}

} // namespace yeelen::sim

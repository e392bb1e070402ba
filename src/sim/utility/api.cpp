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

std::string text_of(const json::object& o, std::string_view name) {
    const auto* v = o.if_contains(name);
    return v != nullptr && v->is_string() ? std::string{v->get_string()} : std::string{};
}

/// A number, or digits in quotes: menus hand on what was typed.
int number_of(const json::object& o, std::string_view name) {
    const auto* v = o.if_contains(name);
    if (v != nullptr && v->is_int64()) {
        return static_cast<int>(std::clamp<std::int64_t>(v->get_int64(), 0, 1'000));
    }
    const auto text = text_of(o, name);
    int n = 0;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
}

std::optional<json::object> body_of(const http_request& r) {
    boost::system::error_code ec;
    auto v = json::parse(r.body, ec);
    return ec || !v.is_object() ? std::nullopt : std::optional{std::move(v.get_object())};
}

std::optional<operation> contract_operation(std::string_view method, std::string_view rest) {
    if (method == "GET") {
        return rest.empty()              ? std::optional{operation::find_contract}
               : rest == "balance"       ? std::optional{operation::balance}
               : rest == "invoices/last" ? std::optional{operation::last_invoice}
               : rest == "invoices"      ? std::optional{operation::invoices}
               : rest == "consumption"   ? std::optional{operation::consumption}
               : rest == "deferral"      ? std::optional{operation::deferral_eligibility}
                                         : std::nullopt;
    }
    return method != "POST"                 ? std::nullopt
           : rest == "deferral/simulations" ? std::optional{operation::deferral_simulation}
           : rest == "deferrals"            ? std::optional{operation::request_deferral}
                                            : std::nullopt;
}

} // namespace

std::optional<utility_api::call> utility_api::route(const http_request& r) {
    constexpr std::string_view contracts = "/v1/contracts/";
    constexpr std::string_view incidents = "/v1/incidents";
    const auto path = r.path();
    if (path.starts_with(contracts)) {
        const auto tail = path.substr(contracts.size());
        const auto slash = tail.find('/');
        const auto rest =
            slash == std::string_view::npos ? std::string_view{} : tail.substr(slash + 1);
        if (const auto o = contract_operation(r.method, rest)) {
            return call{*o, contract_key(tail.substr(0, slash))};
        }
    } else if (path == incidents && r.method == "POST") {
        return call{operation::report_outage, {}};
    } else if (path.starts_with(incidents) && path.size() > incidents.size() + 1 &&
               r.method == "GET") {
        return call{operation::ticket_status, std::string{path.substr(incidents.size() + 1)}};
    }
    return std::nullopt;
}

runtime::task<void> utility_api::pause(std::chrono::milliseconds time) {
    runtime::steady_timer timer{io_, time};
    co_await timer.async_wait(runtime::asio::use_awaitable_t<runtime::executor>{});
}

runtime::task<http_response> utility_api::handle(http_request r) {
    auto c = route(r);
    if (!c) {
        co_return manage(r);
    }
    if (!authorized(r)) {
        ++unauthorized_;
        co_return runtime::json_error(401, "unauthorized", "a bearer token is needed");
    }
    ++calls_.at(static_cast<std::size_t>(c->what));
    if (latency_.count() > 0) {
        co_await pause(latency_);
    }
    std::string contract = c->contract;
    if (c->what == operation::report_outage) {
        const auto body = body_of(r);
        contract = body ? contract_key(text_of(*body, "contract")) : std::string{};
    }
    if (const auto f = faults_.take(name_of(c->what), contract)) {
        ++faults_given_;
        co_return co_await fail(*f, std::move(*c), std::move(r));
    }
    co_return carry_out(*c, r);
}

runtime::task<http_response> utility_api::fail(fault f, call c, http_request r) {
    constexpr std::chrono::seconds hanging{60};
    constexpr std::size_t huge = 2u << 20;
    http_response no_answer;
    no_answer.status = 0;
    switch (f.kind) {
    case fault_kind::status:
        co_return runtime::json_error(f.status, "fault_on_request", "this failure was asked for");
    case fault_kind::slow: co_await pause(f.delay); co_return carry_out(c, r);
    case fault_kind::garbage: co_return runtime::json_response(200, "<html>It works!</html>");
    case fault_kind::huge:
        co_return runtime::json_response(200, "{\"padding\":\"" + std::string(huge, 'x') + "\"}");
    case fault_kind::close: co_return no_answer;
    case fault_kind::lost: carry_out(c, r); [[fallthrough]];
    case fault_kind::hang: co_await pause(hanging); co_return no_answer;
    }
    co_return no_answer;
}

http_response utility_api::carry_out(const call& c, const http_request& r) {
    switch (c.what) {
    case operation::find_contract:
    case operation::balance:
    case operation::last_invoice:
    case operation::invoices:
    case operation::consumption:
    case operation::deferral_eligibility: return response(desk_.read(c.what, c.contract, today()));
    case operation::ticket_status: return response(desk_.ticket(c.contract, now_ms()));
    case operation::deferral_simulation:
    case operation::request_deferral:
    case operation::report_outage: break;
    }
    return write(c, r);
}

http_response utility_api::write(const call& c, const http_request& r) {
    const auto body = body_of(r);
    if (!body) {
        return runtime::json_error(400, "bad_body", "a JSON object is needed");
    }
    if (c.what == operation::deferral_simulation) {
        return response(desk_.simulate(c.contract, number_of(*body, "instalments"), today()));
    }
    const bool outage = c.what == operation::report_outage;
    const desk_request request{.contract =
                                   outage ? contract_key(text_of(*body, "contract")) : c.contract,
                               .instalments = number_of(*body, "instalments"),
                               .kind = text_of(*body, "kind"),
                               .msisdn = text_of(*body, "msisdn"),
                               .key = std::string{r.header("Idempotency-Key")},
                               .text = r.target + '\n' + r.body};
    return response(desk_.write(c.what, request, today(), now_ms()));
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
    if (path == "/v1/incidents" && r.method == "GET") {
        for (const auto& i : desk_.records().incidents(contract)) {
            list.push_back({{"ticket", fmt::format("{}", i.ticket)},
                            {"contract", i.contract},
                            {"kind", i.kind},
                            {"msisdn", i.msisdn},
                            {"at", i.at}});
        }
        return runtime::json_response(
            200, json::serialize(json::object{{"incidents", std::move(list)}}));
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
                                          {"incidents", c.incidents},
                                          {"reads", c.reads},
                                          {"faults", faults_given_},
                                          {"unauthorized", unauthorized_},
                                          {"calls", std::move(calls)}}));
}

} // namespace yeelen::sim

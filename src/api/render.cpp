#include "api/render.hpp"

#include "api/api_error.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <fmt/format.h>

namespace yeelen::api {

namespace json = boost::json;

namespace {

json::value text_or_null(std::string_view text) {
    return text.empty() ? json::value(nullptr) : json::value(json::string(text));
}

json::object render_part(const sms::part& p) {
    return {{"number", p.number},
            {"status", sms::name_of(p.state)},
            {"attempts", p.attempts},
            {"possibly_doubled", p.possibly_doubled},
            {"operator_message_id", text_or_null(p.smsc_id)},
            {"error", text_or_null(p.error)}};
}

} // namespace

runtime::http_response render_accepted(const core::correlation_id& uid, std::size_t segments,
                                       bool repeated) {
    const std::string id = uid.hex();
    runtime::http_response response{
        .status = 202,
        .headers = {{"Content-Type", "application/json"}, {"Location", "/v1/messages/" + id}},
        .body = segments == 0 ? fmt::format(R"({{"id":"{}","status":"queued"}})", id)
                              : fmt::format(R"({{"id":"{}","status":"queued","segments":{}}})", id,
                                            segments)};
    if (repeated) {
        response.headers.emplace_back("Idempotent-Replayed", "true");
    }
    return response;
}

runtime::http_response render_status(const message_status& status) {
    auto updated = status.message.created;
    json::array parts;
    parts.reserve(status.parts.size());
    for (const auto& p : status.parts) {
        updated = std::max(updated, p.updated);
        parts.push_back(render_part(p));
    }
    const json::object body{{"id", status.message.uid.hex()},
                            {"status", sms::name_of(sms::overall(status.parts))},
                            {"to", status.message.to},
                            {"segments", status.parts.size()},
                            {"created", rfc3339(status.message.created)},
                            {"updated", rfc3339(updated)},
                            {"parts", std::move(parts)}};
    return {.status = 200,
            .headers = {{"Content-Type", "application/json"}},
            .body = json::serialize(body)};
}

runtime::http_response render_reload(const reload_report& report) {
    json::array services;
    for (const auto& s : report.services) {
        services.push_back(json::object{
            {"code", s.code}, {"menu", s.menu}, {"version", s.version}, {"changed", s.changed}});
    }
    json::array restart;
    for (const auto& name : report.needs_restart) {
        restart.emplace_back(name);
    }
    const json::object body{{"services", std::move(services)},
                            {"backends_changed", report.backends_changed},
                            {"needs_restart", std::move(restart)}};
    return runtime::json_response(200, json::serialize(body));
}

runtime::http_response render_reload(const reload_failure& failure) {
    switch (failure.why) {
    case reload_refusal::faulty: break;
    case reload_refusal::busy: return render(api_error{409, "busy", "another reload is under way"});
    case reload_refusal::unavailable:
        return render(api_error{503, "unavailable", "nothing was reloaded; the log says why"});
    }
    json::array faults;
    for (const auto& f : failure.faults) {
        faults.push_back(json::object{
            {"file", f.file}, {"line", f.line}, {"column", f.column}, {"message", f.message}});
    }
    const auto count = failure.faults.size();
    const json::object body{
        {"error", json::object{{"code", "faulty"},
                               {"message", fmt::format("{} {}; what was in use stays", count,
                                                       count == 1 ? "fault" : "faults")},
                               {"faults", std::move(faults)}}}};
    return runtime::json_response(422, json::serialize(body));
}

std::string rfc3339(core::utc_time t) {
    const auto day = std::chrono::floor<std::chrono::days>(t);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{t - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count(),
                       time.subseconds().count());
}

} // namespace yeelen::api

#include "sim/operator/phones_api.hpp"
#include "core/msisdn.hpp"
#include "runtime/promise.hpp"
#include "runtime/url_text.hpp"
#include "sim/ussd/wire.hpp"
#include "smpp/text.hpp"
#include <boost/asio/use_awaitable.hpp>
#include <boost/json.hpp>
#include <charconv>
#include <chrono>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <optional>
#include <utility>

namespace yeelen::sim {

namespace {

namespace json = boost::json;
using runtime::http_response;

/// A field of a JSON object body; nothing when the body is none or the field is no text.
std::optional<std::string> text_field(std::string_view body, std::string_view name) {
    boost::system::error_code ec;
    const auto v = json::parse(body, ec);
    if (ec || !v.is_object()) {
        return std::nullopt;
    }
    const auto* field = v.get_object().if_contains(name);
    if (field == nullptr || !field->is_string()) {
        return std::nullopt;
    }
    return std::string{field->get_string()};
}

std::uint64_t number_argument(const std::string& target, std::string_view name) {
    const auto text = runtime::query_argument(target, name).value_or("");
    std::uint64_t n = 0;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
}

http_response view_response(const screen_view& v) {
    return runtime::json_response(200, json::serialize(json::object{
                                           {"screen", v.text},
                                           {"alphabet", v.ucs2 ? "ucs2" : "gsm7"},
                                           {"used", v.used},
                                           {"limit", v.limit},
                                           {"open", v.open},
                                           {"answered", v.answered},
                                           {"note", v.note},
                                       }));
}

std::string iso_time(wall_time t) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(t);
    return fmt::format("{:%FT%T}Z", fmt::gmtime(seconds.time_since_epoch().count()));
}

} // namespace

runtime::task<http_response> phones_api::handle(runtime::http_request request) {
    constexpr std::string_view prefix = "/v1/phones/";
    const std::string path{request.path()};
    if (path == "/v1/stats" && request.method == "GET") {
        co_return stats();
    }
    if (!path.starts_with(prefix)) {
        co_return runtime::json_error(404, "not_found", "no such path");
    }
    const auto slash = path.find('/', prefix.size());
    const auto number = runtime::percent_decode(path.substr(prefix.size(), slash - prefix.size()));
    const auto msisdn = core::msisdn::parse(number.value_or(""));
    if (!msisdn) {
        co_return runtime::json_error(400, "bad_number", "a phone's number has 5 to 15 digits");
    }
    std::string verb = slash == std::string::npos ? "" : path.substr(slash + 1);
    if (verb == "sms" && request.method == "GET") {
        co_return co_await inbox(msisdn->digits(), std::move(request.target));
    }
    if (request.method == "POST" && (verb == "dial" || verb == "send" || verb == "cancel")) {
        co_return co_await press(msisdn->digits(), std::move(verb), std::move(request.body));
    }
    co_return runtime::json_error(404, "not_found", "no such path");
}

runtime::task<http_response> phones_api::press(std::string msisdn, std::string verb,
                                               std::string body) {
    std::optional<std::string> text;
    if (verb != "cancel") {
        text = text_field(body, verb == "dial" ? "code" : "text");
        if (!text) {
            co_return runtime::json_error(400, "bad_body",
                                          verb == "dial" ? R"(expected {"code": "*123#"})"
                                                         : R"(expected {"text": "1"})");
        }
        if (!smpp::measure_screen(*text).fits()) {
            co_return runtime::json_error(
                400, "too_long", "more than a phone can send: 182 GSM-7 or 80 UCS-2 characters");
        }
        const auto code = short_code_of(*text);
        if (verb == "dial" && (code.empty() || code.size() > 20)) {
            co_return runtime::json_error(400, "bad_code",
                                          "a code has 1 to 20 digits after its star");
        }
    }
    runtime::promise<screen_view> next{io_.get_executor()};
    auto done = [next](screen_view v) mutable { next.set(std::move(v)); };
    const auto now = std::chrono::steady_clock::now();
    if (verb == "dial") {
        ussd_.dial(msisdn, *text, now, std::move(done));
    } else if (verb == "send") {
        ussd_.key(msisdn, *text, now, std::move(done));
    } else {
        ussd_.hang_up(msisdn, std::move(done));
    }
    smpp_.pump();
    const auto view = co_await next.wait();
    co_return view_response(view);
}

runtime::task<http_response> phones_api::inbox(std::string msisdn, std::string target) {
    constexpr auto look_every = std::chrono::milliseconds{20};
    const auto after = number_argument(target, "after");
    const auto wait =
        std::chrono::seconds{std::min<std::uint64_t>(number_argument(target, "wait"), 60)};
    const auto until = std::chrono::steady_clock::now() + wait;
    auto list = sms_.inbox(msisdn, after);
    runtime::steady_timer timer{io_};
    while (list.empty() && std::chrono::steady_clock::now() < until) {
        timer.expires_after(look_every);
        co_await timer.async_wait(runtime::asio::use_awaitable_t<runtime::executor>{});
        list = sms_.inbox(msisdn, after);
    }
    json::array items;
    for (const auto& sms : list) {
        items.push_back({{"id", sms.id},
                         {"from", sms.from},
                         {"text", sms.text},
                         {"at", iso_time(sms.at)},
                         {"parts", sms.parts}});
    }
    co_return runtime::json_response(200, json::serialize(json::object{{"sms", std::move(items)}}));
}

http_response phones_api::stats() const {
    const auto& u = ussd_.counters();
    const auto& s = sms_.counters();
    const json::object all{
        {"links", json::object{{"bound", smpp_.bound()},
                               {"binds", smpp_.binds()},
                               {"refused_binds", smpp_.refused_binds()}}},
        {"deliveries", json::object{{"sent", queue_.sent_count()},
                                    {"retransmitted", queue_.retransmitted_count()},
                                    {"waiting", queue_.size()}}},
        {"ussd", json::object{{"alive", ussd_.alive()},
                              {"dialled", u.dialled},
                              {"keys", u.keys},
                              {"hung_up", u.hung_up},
                              {"screens", u.screens},
                              {"ended", u.ended},
                              {"repeated", u.repeated},
                              {"late", u.late},
                              {"misdirected", u.misdirected},
                              {"out_of_sequence", u.out_of_sequence},
                              {"malformed", u.malformed},
                              {"refused", u.refused},
                              {"timed_out", u.timed_out},
                              {"unavailable", u.unavailable}}},
        {"sms", json::object{{"submitted", s.submitted},
                             {"accepted", s.accepted},
                             {"refused", s.refused},
                             {"dropped", s.dropped},
                             {"undelivered", s.undelivered},
                             {"messages", s.messages},
                             {"receipts", s.receipts}}},
    };
    return runtime::json_response(200, json::serialize(all));
}

} // namespace yeelen::sim

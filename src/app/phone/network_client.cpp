#include "app/phone/network_client.hpp"
#include <Poco/Exception.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>
#include <Poco/Timespan.h>
#include <Poco/URI.h>
#include <boost/json.hpp>
#include <fmt/format.h>
#include <utility>

namespace yeelen::app {

namespace {

namespace json = boost::json;
/// Above any network's dialogue time-out: the network answers first.
constexpr long answer_seconds = 120;

phone_screen screen_of(const json::object& o) {
    const auto text = [&](std::string_view name) {
        const auto* v = o.if_contains(name);
        return v != nullptr && v->is_string() ? std::string{v->get_string()} : std::string{};
    };
    const auto number = [&](std::string_view name) {
        const auto* v = o.if_contains(name);
        return v != nullptr && v->is_int64() && v->get_int64() > 0
                   ? static_cast<std::size_t>(v->get_int64())
                   : 0;
    };
    const auto flag = [&](std::string_view name) {
        const auto* v = o.if_contains(name);
        return v != nullptr && v->is_bool() && v->get_bool();
    };
    return {.text = text("screen"),
            .ucs2 = text("alphabet") == "ucs2",
            .used = number("used"),
            .limit = number("limit"),
            .open = flag("open"),
            .answered = flag("answered"),
            .note = text("note")};
}

phone_sms sms_of(const json::object& o) {
    return {.id = o.at("id").to_number<std::uint64_t>(),
            .from = std::string{o.at("from").as_string()},
            .text = std::string{o.at("text").as_string()},
            .at = std::string{o.at("at").as_string()},
            .parts = o.at("parts").to_number<std::size_t>()};
}

} // namespace

struct network_client::impl {
    impl(const Poco::URI& uri, std::string number)
        : session(uri.getHost(), uri.getPort())
        , msisdn(std::move(number)) {
        session.setKeepAlive(true);
        session.setTimeout(Poco::Timespan{5, 0}, Poco::Timespan{answer_seconds, 0},
                           Poco::Timespan{answer_seconds, 0});
    }

    std::expected<json::object, std::string> call(const std::string& method, std::string_view verb,
                                                  const std::string& body) {
        try {
            Poco::Net::HTTPRequest request{method, fmt::format("/v1/phones/{}/{}", msisdn, verb),
                                           Poco::Net::HTTPMessage::HTTP_1_1};
            request.setContentType("application/json");
            request.setContentLength64(static_cast<Poco::Int64>(body.size()));
            session.sendRequest(request) << body;
            Poco::Net::HTTPResponse response;
            std::string answer;
            Poco::StreamCopier::copyToString(session.receiveResponse(response), answer);
            return read(response.getStatus(), answer);
        } catch (const Poco::Exception& e) {
            session.reset();
            return std::unexpected(
                fmt::format("the operator simulator at {}:{} cannot be reached: {}",
                            session.getHost(), session.getPort(), e.displayText()));
        }
    }

    static std::expected<json::object, std::string> read(int status, const std::string& answer) {
        boost::system::error_code ec;
        auto v = json::parse(answer, ec);
        if (ec || !v.is_object()) {
            return std::unexpected(
                fmt::format("the phones API gave an answer that is no JSON (status {})", status));
        }
        if (status == 200) {
            return std::move(v.get_object());
        }
        const auto* error = v.get_object().if_contains("error");
        const auto* message = error != nullptr && error->is_object()
                                  ? error->get_object().if_contains("message")
                                  : nullptr;
        return std::unexpected(message != nullptr && message->is_string()
                                   ? std::string{message->get_string()}
                                   : fmt::format("the phones API refused with status {}", status));
    }

    std::expected<phone_screen, std::string> press(std::string_view verb,
                                                   const json::object& body) {
        const auto answer = call("POST", verb, json::serialize(body));
        if (!answer) {
            return std::unexpected(answer.error());
        }
        return screen_of(*answer);
    }

    Poco::Net::HTTPClientSession session;
    std::string msisdn;
};

network_client::network_client(std::unique_ptr<impl> i)
    : impl_(std::move(i)) {}
network_client::~network_client() = default;

std::expected<std::unique_ptr<network_client>, std::string>
network_client::open(const std::string& api, std::string msisdn) {
    try {
        const Poco::URI uri{api};
        if (uri.getScheme() != "http" || uri.getHost().empty()) {
            return std::unexpected(fmt::format("--api {}: expected http://host:port", api));
        }
        return std::unique_ptr<network_client>{
            new network_client{std::make_unique<impl>(uri, std::move(msisdn))}};
    } catch (const Poco::Exception& e) {
        return std::unexpected(fmt::format("--api {}: {}", api, e.displayText()));
    }
}

std::expected<phone_screen, std::string> network_client::dial(std::string_view code) {
    return impl_->press("dial", {{"code", code}});
}
std::expected<phone_screen, std::string> network_client::press(std::string_view text) {
    return impl_->press("send", {{"text", text}});
}
std::expected<phone_screen, std::string> network_client::hang_up() {
    return impl_->press("cancel", {});
}

std::expected<std::vector<phone_sms>, std::string> network_client::inbox(std::uint64_t after,
                                                                         unsigned wait_seconds) {
    const auto answer =
        impl_->call("GET", fmt::format("sms?after={}&wait={}", after, wait_seconds), {});
    if (!answer) {
        return std::unexpected(answer.error());
    }
    std::vector<phone_sms> list;
    try {
        for (const auto& item : answer->at("sms").as_array()) {
            list.push_back(sms_of(item.as_object()));
        }
    } catch (const std::exception&) {
        return std::unexpected(
            std::string{"the phones API gave a list of messages that cannot be read"});
    }
    return list;
}

} // namespace yeelen::app

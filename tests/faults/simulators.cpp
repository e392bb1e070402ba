#include "faults/simulators.hpp"

#include "faults/gateway.hpp"
#include <charconv>
#include <doctest/doctest.h>

namespace yeelen::test {

namespace {

std::unique_ptr<process> simulator(const temporary_folder& where, const std::string& name,
                                   std::vector<std::string> command,
                                   std::vector<std::string> options) {
    command.insert(command.begin(), YEELEN_BIN_DIR "/yeelen-sim");
    command.insert(command.end(), std::make_move_iterator(options.begin()),
                   std::make_move_iterator(options.end()));
    return std::make_unique<process>(
        process::plan{.command = std::move(command),
                      .environment = {{"DEMO_SMPP_PASSWORD", std::string{smpp_password}},
                                      {"YEELEN_API_KEY", std::string{api_key}}},
                      .out = where / (name + ".out"),
                      .err = where / (name + ".err")});
}

/// The port that follows `mark` in what the program wrote.
std::uint16_t port_after(process& of, const std::string& mark) {
    const auto text = of.wait_for(mark);
    REQUIRE_MESSAGE(text, "no '" << mark << "': " << of.err());
    std::uint16_t port = 0;
    std::from_chars(text->data(), text->data() + text->size(), port);
    REQUIRE(port != 0);
    return port;
}

} // namespace

utility::utility(const temporary_folder& where, std::vector<std::string> options)
    : process_(simulator(where, "utility",
                         {"utility", "--port", "0", "--db", (where / "utility.db").string()},
                         std::move(options)))
    , port_(port_after(*process_, "ready utility=")) {}

boost::json::array utility::deferral_list(const std::string& contract) const {
    auto all = object_of(http(port_, "GET", "/v1/deferrals?contract=" + contract));
    REQUIRE(all.contains("deferrals"));
    return std::move(all.at("deferrals").as_array());
}

void utility::fail(const std::string& operation, const std::string& kind, int count) const {
    const boost::json::object fault{{"operation", operation}, {"kind", kind}, {"count", count}};
    REQUIRE(http(port_, "POST", "/v1/faults", boost::json::serialize(fault)).status == 200);
}

network::network(const temporary_folder& where, std::vector<std::string> options,
                 const std::string& name)
    : process_(simulator(where, name, {"operator", "--smpp-port", "0", "--phones-port", "0"},
                         std::move(options)))
    , smpp_port_(port_after(*process_, "ready smpp="))
    , phones_port_(port_after(*process_, "phones=")) {}

screen network::screen_of(const runtime::http_response& answer) {
    const auto o = object_of(answer);
    if (!o.contains("screen")) {
        return {.text = {}, .note = "the simulator says: " + answer.body};
    }
    return {.text = std::string{o.at("screen").as_string()},
            .note = std::string{o.at("note").as_string()},
            .open = o.at("open").as_bool(),
            .answered = o.at("answered").as_bool()};
}

screen network::dial(const std::string& msisdn, const std::string& code) const {
    return screen_of(http(phones_port_, "POST", "/v1/phones/" + msisdn + "/dial",
                          boost::json::serialize(boost::json::object{{"code", code}})));
}

std::unique_ptr<http_call> network::begin_send(const std::string& msisdn,
                                               const std::string& text) const {
    return std::make_unique<http_call>(phones_port_, "POST", "/v1/phones/" + msisdn + "/send",
                                       boost::json::serialize(boost::json::object{{"text", text}}));
}

screen network::send(const std::string& msisdn, const std::string& text) const {
    return screen_of(begin_send(msisdn, text)->get());
}

void network::hang_up(const std::string& msisdn) const {
    http(phones_port_, "POST", "/v1/phones/" + msisdn + "/cancel", "{}");
}

std::vector<std::string> network::sms(const std::string& msisdn) const {
    std::vector<std::string> texts;
    const auto got =
        object_of(http(phones_port_, "GET", "/v1/phones/" + msisdn + "/sms?after=0&wait=20"));
    REQUIRE(got.contains("sms"));
    for (const auto& one : got.at("sms").as_array()) {
        texts.emplace_back(one.as_object().at("text").as_string());
    }
    return texts;
}

load::load(const temporary_folder& where, std::vector<std::string> options, const std::string& name)
    : process_(simulator(where, name, {"load"}, std::move(options)))
    , smpp_port_(port_after(*process_, "ready smpp=")) {}

boost::json::object load::finish(std::chrono::milliseconds limit) {
    process_->signal(SIGTERM);
    return await_end(limit);
}

boost::json::object load::await_end(std::chrono::milliseconds limit) {
    REQUIRE_MESSAGE(process_->wait(limit), "the load does not end");
    const auto report = object_of({.status = 200, .headers = {}, .body = process_->out()});
    REQUIRE_MESSAGE(!report.empty(), "no report: " << process_->out() << process_->err());
    return report;
}

} // namespace yeelen::test

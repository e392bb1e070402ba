#include "faults/http.hpp"

namespace yeelen::test {

http_call::http_call(std::uint16_t port, std::string method, std::string target, std::string body,
                     runtime::http_headers headers, std::chrono::milliseconds deadline)
    : client_(io_, {.host = "127.0.0.1", .port = std::to_string(port), .max_body = 64u << 20}) {
    client_.send({std::move(method), std::move(target), std::move(headers), std::move(body)}, false,
                 deadline,
                 [this](std::expected<runtime::http_response, runtime::http_failure> got) {
                     answer_ = got ? std::move(*got)
                                   : runtime::http_response{.status = 0, .headers = {}, .body = {}};
                 });
    poll();
}

http_call::~http_call() {
    client_.stop();
    io_.restart();
    io_.poll();
}

void http_call::poll() {
    io_.restart();
    io_.run_for(std::chrono::milliseconds{1});
}

runtime::http_response http_call::get() {
    while (!answer_) { // the deadline of the call bounds it
        io_.restart();
        io_.run_one_for(std::chrono::milliseconds{20});
    }
    return *answer_;
}

runtime::http_response http(std::uint16_t port, std::string method, std::string target,
                            std::string body, runtime::http_headers headers) {
    return http_call{port, std::move(method), std::move(target), std::move(body),
                     std::move(headers)}
        .get();
}

boost::json::object object_of(const runtime::http_response& answer) {
    boost::system::error_code failed;
    auto value = boost::json::parse(answer.body, failed);
    return !failed && value.is_object() ? std::move(value.as_object()) : boost::json::object{};
}

} // namespace yeelen::test

#include "faults/wallet.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <doctest/doctest.h>
#include <fmt/format.h>

namespace yeelen::test {

wallet::wallet() {
    auto opened = runtime::http_server::open(
        io_, {}, [this](runtime::http_request asked) { return answer(std::move(asked)); });
    REQUIRE(opened);
    server_ = std::move(*opened);
    port_ = server_->port();
    thread_ = std::thread([this] { io_.run(); });
}

wallet::~wallet() {
    runtime::asio::post(io_, [this] {
        server_.reset();
        io_.stop();
    });
    thread_.join();
}

runtime::task<runtime::http_response> wallet::answer(runtime::http_request asked) {
    const std::string key{asked.header("Idempotency-Key")};
    const std::scoped_lock lock{mutex_};
    requests_.push_back({key, std::chrono::steady_clock::now()});
    if (!confirmed_) {
        co_return runtime::json_response(202, R"({"status":"pending"})");
    }
    paid_.insert(key); // the same key is the same payment
    co_return runtime::json_response(200, fmt::format(R"({{"ref":"W{}"}})", key.substr(0, 4)));
}

std::vector<wallet::request> wallet::requests() const {
    const std::scoped_lock lock{mutex_};
    return requests_;
}

std::set<std::string> wallet::paid() const {
    const std::scoped_lock lock{mutex_};
    return paid_;
}

} // namespace yeelen::test

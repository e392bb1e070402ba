#include "runtime/http_client_pool.hpp"

#include "runtime/http_client_connection.hpp"
#include "runtime/http_writer.hpp"
#include <algorithm>
#include <boost/asio/post.hpp>

namespace yeelen::runtime {

namespace {

/// How late a deadline may be noticed.
constexpr std::chrono::milliseconds busy_tick{20};

std::string host_header(const http_client_config& config) {
    const bool v6 = config.host.find(':') != std::string::npos;
    std::string host = v6 ? "[" + config.host + "]" : config.host;
    return config.port == "80" ? host : host + ":" + config.port;
}

} // namespace

http_client_pool::http_client_pool(asio::io_context& io, http_client_config config)
    : io_(io)
    , config_(std::move(config))
    , host_header_(host_header(config_))
    , ticker_(io) {}

void http_client_pool::send(const http_request& request, bool repeatable,
                            std::chrono::milliseconds deadline, http_client::on_answer done) {
    if (stopped_ || !writable(request)) {
        return post(std::move(done), http_failure::never_sent);
    }
    // Those for whom a connection is being opened, or can be, do not count as waiting in line.
    const std::size_t opening = connecting() + (connections_.size() < config_.connections ? 1 : 0);
    if (idle_.empty() && queue_.size() >= config_.queue + opening) {
        return post(std::move(done), http_failure::never_sent);
    }
    http_call call{.wire = request_text(request, host_header_),
                   .to_head = request.method == "HEAD",
                   .repeatable = repeatable,
                   .repeated = false,
                   .deadline = std::chrono::steady_clock::now() + deadline,
                   .done = std::move(done)};
    if (!idle_.empty()) {
        auto* connection = idle_.back();
        idle_.pop_back();
        connection->begin(std::move(call));
    } else {
        queue_.push_back(std::move(call));
        pump();
    }
    arm(true);
}

std::size_t http_client_pool::connecting() const noexcept {
    return static_cast<std::size_t>(std::count_if(connections_.begin(), connections_.end(),
                                                  [](const auto& c) { return c->connecting(); }));
}

std::size_t http_client_pool::busy() const noexcept {
    return queue_.size() +
           static_cast<std::size_t>(std::count_if(connections_.begin(), connections_.end(),
                                                  [](const auto& c) { return c->busy(); }));
}

void http_client_pool::pump() {
    for (auto opening = connecting();
         !stopped_ && opening < queue_.size() && connections_.size() < config_.connections;
         ++opening) {
        connections_.push_back(std::make_shared<http_client_connection>(shared_from_this()));
        connections_.back()->connect();
    }
}

void http_client_pool::ready(http_client_connection& connection) {
    if (queue_.empty()) {
        idle_.push_back(&connection);
        return;
    }
    if (queue_.front().repeated && connection.used()) {
        connection.close();
        return gone(connection);
    }
    auto call = std::move(queue_.front());
    queue_.pop_front();
    connection.begin(std::move(call));
}

void http_client_pool::remove(http_client_connection& connection) {
    std::erase(idle_, &connection);
    std::erase_if(connections_, [&](const auto& c) { return c.get() == &connection; });
}

void http_client_pool::gone(http_client_connection& connection) {
    remove(connection);
    pump();
}

/// Not tried again at once, which would spin on a refused port: as long as any connection is left
/// the calls wait for that, with the last one they fail.
void http_client_pool::connect_failed(http_client_connection& connection) {
    remove(connection);
    if (!connections_.empty()) {
        return;
    }
    for (auto& call : std::exchange(queue_, {})) {
        call.done(std::unexpected(http_failure::never_sent));
    }
}

void http_client_pool::repeat(http_call call) {
    queue_.push_front(std::move(call));
}

void http_client_pool::post(http_client::on_answer done, http_failure failure) {
    asio::post(io_,
               [done = std::move(done), failure]() mutable { done(std::unexpected(failure)); });
}

/// Often while a deadline runs; else now and then, for connections that grow old.
void http_client_pool::arm(bool soon) {
    if (ticking_ && (ticking_soon_ || !soon)) {
        return;
    }
    ticking_ = true;
    ticking_soon_ = soon;
    ticker_.expires_after(
        soon ? busy_tick
             : std::clamp(config_.idle / 4, busy_tick, std::chrono::milliseconds{1000}));
    ticker_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
        if (!error && !self->stopped_) {
            self->ticking_ = false;
            self->tick(std::chrono::steady_clock::now());
        }
    });
}

void http_client_pool::tick(time_point now) {
    std::vector<http_client::on_answer> late;
    std::erase_if(queue_, [&](http_call& call) {
        if (now < call.deadline) {
            return false;
        }
        late.push_back(std::move(call.done));
        return true;
    });
    for (auto& done : late) {
        done(std::unexpected(http_failure::never_sent));
    }
    for (const auto& connection : std::vector(connections_)) {
        connection->tick(now);
    }
    if (!stopped_ && !connections_.empty()) {
        arm(busy() > 0 || connecting() > 0);
    }
}

void http_client_pool::stop() {
    stopped_ = true;
    ticker_.cancel();
    for (auto& call : std::exchange(queue_, {})) {
        post(std::move(call.done), http_failure::never_sent);
    }
    idle_.clear();
    for (const auto& connection : std::exchange(connections_, {})) {
        if (auto call = connection->close()) {
            post(std::move(call->done), http_failure::broken);
        }
    }
}

} // namespace yeelen::runtime

#pragma once
#include "runtime/executor.hpp"
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <optional>
#include <utility>

namespace yeelen::runtime {

/// A value that comes later, awaited by one coroutine on the same thread: how a coroutine waits for
/// a commit or a backend. Copies share it, and go before their io_context. Not thread-safe: set and
/// awaited on one shard.
template<typename T>
class promise {
public:
    explicit promise(const executor& e)
        : shared_(std::make_shared<shared>(e)) {}

    /// The first value counts.
    void set(T value) {
        if (!shared_->value) {
            shared_->value.emplace(std::move(value));
            shared_->wake.cancel();
        }
    }

    task<T> wait() {
        auto kept = shared_;
        while (!kept->value) {
            boost::system::error_code ignored;
            co_await kept->wake.async_wait(
                asio::redirect_error(asio::use_awaitable_t<executor>{}, ignored));
        }
        co_return std::move(*kept->value);
    }

private:
    struct shared {
        explicit shared(const executor& e)
            : wake(e) {
            wake.expires_at(steady_timer::time_point::max());
        }
        steady_timer wake;
        std::optional<T> value;
    };
    std::shared_ptr<shared> shared_;
};

} // namespace yeelen::runtime

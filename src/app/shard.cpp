#include "app/shard.hpp"

#include <boost/asio/post.hpp>

namespace yeelen::app {

shard::shard()
    : timer_(io_.get_executor()) {}

std::expected<void, std::string> shard::open_store(const storage::store_config& config) {
    auto opened = storage::store::open(config, [this](std::move_only_function<void()> completions) {
        runtime::asio::post(io_, [this, run = std::move(completions)]() mutable {
            run();
            for (auto& hook : turn_hooks_) {
                hook();
            }
            hand_over();
        });
    });
    if (!opened) {
        return std::unexpected(std::move(opened.error()));
    }
    store_ = std::move(*opened);
    return {};
}

void shard::close_store() {
    store_.reset();
}

void shard::commit(storage::unit unit) {
    ++uncommitted_;
    unit.done = [this, inner = std::move(unit.done)](storage::commit_result result) mutable {
        --uncommitted_;
        if (inner) {
            inner(std::move(result));
        }
    };
    gathered_.push_back(std::move(unit));
    if (!handing_over_) {
        handing_over_ = true;
        runtime::asio::post(io_, [this] { hand_over(); });
    }
}

void shard::hand_over() {
    handing_over_ = false;
    if (!gathered_.empty()) {
        store_->submit(std::exchange(gathered_, {}));
    }
}

void shard::tick() {
    const core::instant now = core::now();
    beat_.store(now.steady.time_since_epoch().count(), std::memory_order_relaxed);
    for (auto& hook : tick_hooks_) {
        hook(now);
    }
    for (auto& hook : turn_hooks_) {
        hook();
    }
    timer_.expires_after(std::chrono::milliseconds{100});
    timer_.async_wait([this](boost::system::error_code failed) {
        if (!failed) {
            tick();
        }
    });
}

void shard::run() {
    tick();
    io_.run();
}

void shard::stop() {
    timer_.cancel();
    io_.stop();
}

} // namespace yeelen::app

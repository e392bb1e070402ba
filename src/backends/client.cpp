#include "backends/client.hpp"

#include "backends/answer_mapping.hpp"
#include "backends/request_builder.hpp"
#include "runtime/http_client.hpp"
#include <boost/asio/post.hpp>
#include <chrono>
#include <unordered_map>

namespace yeelen::backends {

namespace {

/// Both must agree: counters are kept by the failure's number.
static_assert(static_cast<std::size_t>(core::call_failure::garbage) + 1 ==
              std::extent_v<decltype(operation_counters::failed)>);

/// One declared operation, ready to be called. Calls under way hold it, so that they may end after
/// the client.
struct callable : std::enable_shared_from_this<callable> {
    callable(std::shared_ptr<const catalogue> all, const backend& where, const operation& what)
        : keeps(std::move(all))
        , declared(what)
        , builder(where, what) {
        counters.backend = where.name;
        counters.operation = what.name;
    }

    std::shared_ptr<const catalogue> keeps; ///< holds what `declared` and `builder` refer to
    const operation& declared;
    request_builder builder;
    runtime::http_client* connections = nullptr;
    operation_counters counters;

    void count(const core::call_outcome& outcome, std::chrono::steady_clock::time_point began) {
        if (outcome) {
            ++counters.ok;
        } else {
            ++counters.failed[static_cast<std::size_t>(outcome.error())];
        }
        counters.seconds +=
            std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    }
};

runtime::http_client_config config_of(const backend& where) {
    runtime::http_client_config config;
    config.host = where.host;
    config.port = where.port;
    config.connections = where.connections;
    config.queue = where.queue;
    config.max_body = where.max_answer;
    return config;
}

} // namespace

struct client::impl {
    explicit impl(runtime::asio::io_context& context)
        : io(context) {}

    void reject(on_outcome done) {
        runtime::asio::post(io, [done = std::move(done)]() mutable {
            done(std::unexpected(core::call_failure::rejected));
        });
    }

    runtime::asio::io_context& io;
    std::vector<std::unique_ptr<runtime::http_client>> pools;
    std::vector<std::shared_ptr<callable>> operations; ///< in the order declared
    std::unordered_map<std::string_view, callable*> by_name;
};

client::client(runtime::asio::io_context& io, const std::shared_ptr<const catalogue>& operations)
    : impl_(std::make_unique<impl>(io)) {
    for (const auto& where : operations->backends) {
        impl_->pools.push_back(std::make_unique<runtime::http_client>(io, config_of(where)));
        for (const auto& [name, what] : where.operations) {
            auto& added =
                impl_->operations.emplace_back(std::make_shared<callable>(operations, where, what));
            added->connections = impl_->pools.back().get();
            impl_->by_name.emplace(name, added.get());
        }
    }
}

client::~client() = default;

void client::call(const core::call_request& request, const core::correlation_id& trace,
                  std::uint64_t span, on_outcome done) {
    const auto found = impl_->by_name.find(request.operation);
    if (found == impl_->by_name.end()) {
        return impl_->reject(std::move(done));
    }
    auto& target = *found->second;
    auto built = target.builder.build(request, core::traceparent(trace, span));
    if (!built) {
        ++target.counters.failed[static_cast<std::size_t>(core::call_failure::rejected)];
        return impl_->reject(std::move(done));
    }
    const bool repeatable = target.declared.method == "GET" || target.declared.once;
    target.connections->send(std::move(*built), repeatable, target.declared.deadline,
                             [kept = target.shared_from_this(),
                              began = std::chrono::steady_clock::now(),
                              done = std::move(done)](const auto& result) mutable {
                                 auto outcome = outcome_of(kept->declared, result);
                                 kept->count(outcome, began);
                                 done(std::move(outcome));
                             });
}

std::vector<operation_counters> client::counters() const {
    std::vector<operation_counters> all;
    all.reserve(impl_->operations.size());
    for (const auto& each : impl_->operations) {
        all.push_back(each->counters);
    }
    return all;
}

void client::stop() {
    for (const auto& pool : impl_->pools) {
        pool->stop();
    }
}

} // namespace yeelen::backends

#include "backends/client.hpp"

#include "backends/answer_mapping.hpp"
#include "backends/request_builder.hpp"
#include "runtime/http_client.hpp"
#include <algorithm>
#include <boost/asio/post.hpp>
#include <chrono>
#include <map>
#include <unordered_map>

namespace yeelen::backends {

namespace {

/// Both must agree: counters are kept by the failure's number.
static_assert(static_cast<std::size_t>(core::call_failure::garbage) + 1 ==
              std::extent_v<decltype(operation_counters::failed)>);

/// One declared operation, ready to be called. Calls under way hold it, so that they may end after
/// the client, or after the catalogue was replaced.
struct callable : std::enable_shared_from_this<callable> {
    callable(std::shared_ptr<const catalogue> all, const backend& where, const operation& what,
             runtime::http_client& pool, std::shared_ptr<operation_counters> counts)
        : keeps(std::move(all))
        , declared(what)
        , builder(where, what)
        , connections(pool)
        , counters(std::move(counts)) {}

    std::shared_ptr<const catalogue> keeps; ///< holds what `declared` and `builder` refer to
    const operation& declared;
    request_builder builder;
    runtime::http_client& connections; ///< for new calls only
    std::shared_ptr<operation_counters> counters;

    void count(const call_result& result, std::chrono::steady_clock::time_point began) {
        if (result.outcome) {
            ++counters->ok;
        } else {
            ++counters->failed[static_cast<std::size_t>(result.outcome.error())];
            counters->pending += result.status == accepted_status ? 1 : 0;
        }
        counters->seconds +=
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

bool same_peer(const runtime::http_client_config& a, const runtime::http_client_config& b) {
    return a.host == b.host && a.port == b.port && a.connections == b.connections &&
           a.queue == b.queue && a.max_body == b.max_body;
}

} // namespace

struct client::impl {
    explicit impl(runtime::asio::io_context& context)
        : io(context) {}

    struct pool {
        runtime::http_client_config config;
        std::unique_ptr<runtime::http_client> connections;
    };

    void reject(on_result done) {
        runtime::asio::post(io, [done = std::move(done)]() mutable {
            done({std::unexpected(core::call_failure::rejected)});
        });
    }
    callable* find(const std::string& operation) const {
        const auto found = by_name.find(operation);
        return found == by_name.end() ? nullptr : found->second.get();
    }
    /// The pool of before where nothing of it has changed.
    pool take(const backend& where) {
        auto config = config_of(where);
        const auto same = std::find_if(pools.begin(), pools.end(), [&](const auto& each) {
            return each.connections && same_peer(each.config, config);
        });
        if (same != pools.end()) {
            return std::move(*same);
        }
        auto connections = std::make_unique<runtime::http_client>(io, config);
        return {std::move(config), std::move(connections)};
    }
    void use(const std::shared_ptr<const catalogue>& all) {
        std::vector<pool> next;
        by_name.clear();
        for (const auto& where : all->backends) {
            auto& p = next.emplace_back(take(where));
            for (const auto& [name, what] : where.operations) {
                auto& counts = counters[{where.name, name}];
                if (!counts) {
                    counts = std::make_shared<operation_counters>();
                    counts->backend = where.name;
                    counts->operation = name;
                }
                by_name.emplace(
                    name, std::make_shared<callable>(all, where, what, *p.connections, counts));
            }
        }
        std::erase_if(retired, [](const auto& each) { return each->busy() == 0; });
        for (auto& old : pools) {
            if (old.connections && old.connections->busy() > 0) {
                retired.push_back(std::move(old.connections));
            }
        }
        pools = std::move(next);
    }

    runtime::asio::io_context& io;
    std::vector<pool> pools;
    /// Of catalogues before this one, with calls under way when it came.
    std::vector<std::unique_ptr<runtime::http_client>> retired;
    std::unordered_map<std::string, std::shared_ptr<callable>> by_name;
    std::map<std::pair<std::string, std::string>, std::shared_ptr<operation_counters>> counters;
};

client::client(runtime::asio::io_context& io, const std::shared_ptr<const catalogue>& operations)
    : impl_(std::make_unique<impl>(io)) {
    impl_->use(operations);
}

client::~client() = default;

void client::replace(const std::shared_ptr<const catalogue>& operations) {
    impl_->use(operations);
}

bool client::fits(const core::call_request& request) const {
    const auto* target = impl_->find(request.operation);
    return target && target->builder.build(request, {}).has_value();
}

void client::call(const core::call_request& request, const core::correlation_id& trace,
                  std::uint64_t span, on_result done) {
    auto* target = impl_->find(request.operation);
    if (!target) {
        return impl_->reject(std::move(done));
    }
    auto built = target->builder.build(request, core::traceparent(trace, span));
    if (!built) {
        ++target->counters->failed[static_cast<std::size_t>(core::call_failure::rejected)];
        return impl_->reject(std::move(done));
    }
    const bool repeatable = target->declared.method == "GET" || target->declared.once;
    target->connections.send(
        *built, repeatable, target->declared.deadline,
        [kept = target->shared_from_this(), began = std::chrono::steady_clock::now(),
         done = std::move(done)](const auto& answer) mutable {
            call_result result{outcome_of(kept->declared, answer), answer ? answer->status : 0};
            kept->count(result, began);
            done(std::move(result));
        });
}

std::vector<operation_counters> client::counters() const {
    std::vector<operation_counters> all;
    all.reserve(impl_->counters.size());
    for (const auto& [name, each] : impl_->counters) {
        all.push_back(*each);
    }
    return all;
}

void client::stop() {
    for (const auto& each : impl_->pools) {
        each.connections->stop();
    }
    for (const auto& each : impl_->retired) {
        each->stop();
    }
}

} // namespace yeelen::backends

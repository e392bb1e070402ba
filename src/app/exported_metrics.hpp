#pragma once
#include "api/server.hpp"
#include "app/operator_desk.hpp"
#include "app/reloader.hpp"
#include "app/shard.hpp"
#include "backends/client.hpp"
#include <memory>
#include <string>
#include <vector>

namespace yeelen::app {

/// The gateway's figures in Prometheus text format: each named and explained once, here. render()
/// may be called from any thread; counters that the shard keeps without atomics are copied on its
/// tick.
class exported_metrics {
public:
    exported_metrics(shard& home, const std::vector<std::unique_ptr<operator_desk>>& desks,
                     const backends::client& backends, const api::server& api,
                     const reloader& reloads, const menu_keeper& menus);
    ~exported_metrics();
    std::string render();

private:
    struct impl;
    std::shared_ptr<impl> impl_;
};

} // namespace yeelen::app

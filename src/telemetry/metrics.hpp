#pragma once
// Counters and histograms of the gateway, in prometheus-cpp's registry; named once, here.
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <mutex>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace yeelen::telemetry {

/// Thread-safe to update and to render. References stay valid as long as the object.
class metrics {
public:
    metrics();
    using labels = std::map<std::string, std::string>;
    prometheus::Counter& counter(const std::string& name, const std::string& help,
                                 const labels& with = {});
    prometheus::Gauge& gauge(const std::string& name, const std::string& help,
                             const labels& with = {});
    /// Seconds; buckets from 100 µs to 30 s.
    prometheus::Histogram& seconds(const std::string& name, const std::string& help,
                                   const labels& with = {});
    /// Called before each rendering, on the thread that renders, one rendering at a time: to copy
    /// counters kept elsewhere (thread-safe reads only). Must not register or render itself.
    void before_render(std::function<void()> refresh);
    /// For before_render: brings a counter up to a total that is kept elsewhere; a smaller total
    /// leaves it.
    static void raise_to(prometheus::Counter& counter, double total);
    /// Prometheus text format 0.0.4.
    std::string render();

private:
    std::mutex rendering_; ///< guards refreshers_
    std::shared_ptr<prometheus::Registry> registry_;
    std::vector<std::function<void()>> refreshers_;
};

} // namespace yeelen::telemetry

#include "telemetry/metrics.hpp"

#include <prometheus/text_serializer.h>

namespace yeelen::telemetry {

namespace {

/// Steps of about 2 to 2.5: a percentile read from them is right within a step.
const prometheus::Histogram::BucketBoundaries& second_buckets() {
    static const prometheus::Histogram::BucketBoundaries buckets{
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
        0.1,    0.25,    0.5,    1.0,   2.5,    5.0,   10.0, 30.0};
    return buckets;
}

} // namespace

metrics::metrics()
    : registry_(std::make_shared<prometheus::Registry>()) {}

prometheus::Counter& metrics::counter(const std::string& name, const std::string& help,
                                      const labels& with) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(*registry_).Add(with);
}

prometheus::Gauge& metrics::gauge(const std::string& name, const std::string& help,
                                  const labels& with) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(*registry_).Add(with);
}

prometheus::Histogram& metrics::seconds(const std::string& name, const std::string& help,
                                        const labels& with) {
    return prometheus::BuildHistogram()
        .Name(name)
        .Help(help)
        .Register(*registry_)
        .Add(with, second_buckets());
}

void metrics::before_render(std::function<void()> refresh) {
    const std::lock_guard lock{rendering_};
    refreshers_.push_back(std::move(refresh));
}

void metrics::raise_to(prometheus::Counter& counter, double total) {
    if (const double more = total - counter.Value(); more > 0) {
        counter.Increment(more);
    }
}

std::string metrics::render() {
    const std::lock_guard lock{rendering_};
    for (const auto& refresh : refreshers_) {
        refresh();
    }
    return prometheus::TextSerializer{}.Serialize(registry_->Collect());
}

} // namespace yeelen::telemetry

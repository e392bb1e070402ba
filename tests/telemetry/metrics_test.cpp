#include "telemetry/metrics.hpp"

#include <doctest/doctest.h>
#include <string>

using yeelen::telemetry::metrics;

TEST_CASE("the same name and labels are the same counter") {
    metrics m;
    auto& a = m.counter("yeelen_pdus_total", "PDUs", {{"operator", "demo"}});
    auto& again = m.counter("yeelen_pdus_total", "PDUs", {{"operator", "demo"}});
    auto& other = m.counter("yeelen_pdus_total", "PDUs", {{"operator", "second"}});
    CHECK(&a == &again);
    CHECK(&a != &other);
    a.Increment();
    again.Increment(2);
    const auto text = m.render();
    CHECK(text.find("# TYPE yeelen_pdus_total counter\n") != std::string::npos);
    CHECK(text.find("yeelen_pdus_total{operator=\"demo\"} 3\n") != std::string::npos);
    CHECK(text.find("yeelen_pdus_total{operator=\"second\"} 0\n") != std::string::npos);
}

TEST_CASE("label values are escaped") {
    metrics m;
    m.gauge("g", "help", {{"l", "a\"b\\c\nd"}}).Set(1);
    CHECK(m.render().find(R"(g{l="a\"b\\c\nd"} 1)") != std::string::npos);
}

TEST_CASE("times are counted from 100 microseconds to 30 seconds") {
    metrics m;
    auto& h = m.seconds("yeelen_step_seconds", "One step");
    h.Observe(0.00009);
    h.Observe(29);
    h.Observe(31);
    const auto text = m.render();
    CHECK(text.find("yeelen_step_seconds_bucket{le=\"0.0001\"} 1\n") != std::string::npos);
    CHECK(text.find("yeelen_step_seconds_bucket{le=\"30\"} 2\n") != std::string::npos);
    CHECK(text.find("yeelen_step_seconds_bucket{le=\"+Inf\"} 3\n") != std::string::npos);
}

TEST_CASE("what is kept elsewhere is copied before each rendering") {
    metrics m;
    auto& c = m.counter("copied_total", "x");
    double elsewhere = 5;
    m.before_render([&] { metrics::raise_to(c, elsewhere); });
    CHECK(m.render().find("copied_total 5\n") != std::string::npos);
    elsewhere = 12;
    CHECK(m.render().find("copied_total 12\n") != std::string::npos);
    elsewhere = 3; // the source started anew: a counter never falls
    CHECK(m.render().find("copied_total 12\n") != std::string::npos);
}

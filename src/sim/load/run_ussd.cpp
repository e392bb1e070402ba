#include "sim/load/run_ussd.hpp"
#include "sim/load/report.hpp"
#include "sim/load/ussd_load.hpp"
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <fmt/format.h>

namespace yeelen::sim {

namespace {

namespace asio = runtime::asio;
namespace json = boost::json;
using clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

double seconds(clock::duration d) {
    return std::chrono::duration<double>(d).count();
}

/// Carries the load's messages to the links and time to the load. One thread.
class runner final : public load_events {
public:
    runner(asio::io_context& io, const ussd_load_options& options)
        : options_(options)
        , load_(options.plan)
        , ticker_(io)
        , pacer_(io)
        , phase_(io)
        , signals_(io, SIGINT, SIGTERM)
        , io_(io) {}

    int run();

    void submitted(smpp::net::link& l, const smpp::pdu& p, const smpp::submit_sm& sm) override {
        l.session().respond(p.sequence, load_.screen(sm, clock::now()), resp_);
    }
    void answered(std::uint64_t token, smpp::command_status status) override {
        load_.answered(token, status);
    }
    void unanswered(std::span<const std::uint64_t> tokens) override { load_.unanswered(tokens); }
    void bound() override;
    void lost() override {
        lost_at_ = clock::now();
        ++link_losses_;
    }
    void batch_end() override { pump(); }

private:
    void pump();
    void tick();
    void pace();
    void hold_tick(clock::time_point now);
    void begin_measuring();
    void finish();
    void print();
    void after(milliseconds time, void (runner::*what)());

    ussd_load_options options_;
    ussd_load load_;
    std::unique_ptr<load_links> links_;
    runtime::steady_timer ticker_;
    runtime::steady_timer pacer_;
    runtime::steady_timer phase_;
    asio::signal_set signals_;
    asio::io_context& io_;
    const smpp::body resp_ = smpp::submit_sm_resp{};
    bool started_ = false;
    bool measuring_ = false;
    bool finishing_ = false;
    bool all_open_ = false;
    bool resumed_ = false;
    unsigned ticks_ = 0;
    clock::time_point opened_ = clock::now();
    clock::time_point started_at_{};
    clock::time_point measured_from_{};
    clock::duration measured_{};
    clock::time_point settle_until_{};
    clock::time_point lost_at_{};
    clock::duration outage_{};
    std::uint64_t steps_ = 0;
    double cpu_from_ = 0;
    double cpu_ = 0;
    double open_seconds_ = 0;
    std::uint64_t binds_ = 0;
    std::uint64_t link_losses_ = 0;
    bool never_bound_ = false;
};

void runner::after(milliseconds time, void (runner::*what)()) {
    phase_.expires_after(time);
    phase_.async_wait([this, what](const boost::system::error_code& ec) {
        if (!ec) {
            (this->*what)();
        }
    });
}

int runner::run() {
    auto links = load_links::open(io_, options_.listen, *this);
    if (!links) {
        fmt::print(stderr, "yeelen-sim load ussd: {}\n", links.error());
        return 1;
    }
    links_ = std::move(*links);
    fmt::print(stderr, "ready smpp={}\n", links_->port());
    signals_.async_wait([this](const boost::system::error_code& ec, int) {
        if (!ec) {
            started_ ? finish() : io_.stop();
        }
    });
    tick();
    io_.run();
    if (never_bound_) {
        fmt::print(stderr, "yeelen-sim load ussd: no gateway bound within {} s\n",
                   options_.bind_wait.count() / 1000);
        return 1;
    }
    if (!started_) {
        return 1;
    }
    print();
    links_->stop();
    io_.restart();
    io_.run_for(milliseconds{300});
    return load_.figures().errors() == 0 ? 0 : 1;
}

void runner::bound() {
    ++binds_;
    if (lost_at_ != clock::time_point{}) {
        outage_ = clock::now() - lost_at_;
    }
    if (started_) {
        if (all_open_ && !resumed_ && options_.resume > 0) {
            resumed_ = true;
            load_.reset_figures();
            load_.press_first_key(options_.resume);
        }
        return;
    }
    started_ = true;
    started_at_ = clock::now();
    load_.start(started_at_);
    if (options_.plan.mode == load_mode::hold) {
        begin_measuring();
        return;
    }
    if (options_.plan.mode == load_mode::open) {
        pace();
    }
    after(options_.warmup, &runner::begin_measuring);
}

void runner::begin_measuring() {
    measuring_ = true;
    measured_from_ = clock::now();
    cpu_from_ = own_cpu_seconds();
    load_.reset_figures();
    if (options_.duration.count() > 0) {
        after(options_.duration, &runner::finish);
    }
}

void runner::finish() {
    constexpr milliseconds settle{3'000};
    if (finishing_) {
        return;
    }
    finishing_ = true;
    steps_ = load_.figures().steps; // what comes while it settles is not counted
    measured_ = clock::now() - (measuring_ ? measured_from_ : started_at_);
    cpu_ = own_cpu_seconds() - cpu_from_;
    settle_until_ = clock::now() + settle;
    load_.finish();
    pump();
    if (options_.plan.mode == load_mode::hold) {
        io_.stop();
    }
}

void runner::pump() {
    if (links_ == nullptr || !links_->any()) {
        return;
    }
    const auto now = clock::now();
    std::uint64_t token = 0;
    while (load_.next(token)) {
        auto* l = links_->link_for(ussd_load::phone_of(token));
        const auto sent = l->session().request(load_.message(), token, now);
        if (!sent && sent.error() != smpp::request_error::invalid_pdu) {
            break; // full, or on its way out
        }
        load_.sent(token, now);
        if (!sent) {
            load_.answered(token, smpp::command_status::rinvmsglen);
        }
    }
    links_->flush();
}

/// Open mode: wakes when the next step is due.
void runner::pace() {
    const auto next = load_.due(clock::now());
    pump();
    if (finishing_) {
        return;
    }
    pacer_.expires_at(next);
    pacer_.async_wait([this](const boost::system::error_code& ec) {
        if (!ec) {
            pace();
        }
    });
}

void runner::tick() {
    constexpr milliseconds every{20};
    constexpr unsigned ticks_a_second = 50;
    const auto now = clock::now();
    if (!started_ && now - opened_ > options_.bind_wait) {
        never_bound_ = true;
        io_.stop();
        return;
    }
    if (started_ && ++ticks_ % ticks_a_second == 0) {
        load_.look_for_lost(now);
    }
    if (options_.plan.mode == load_mode::hold && started_) {
        hold_tick(now);
    }
    if (finishing_ && (load_.waiting() == 0 || now > settle_until_)) {
        pump();
        io_.stop();
        return;
    }
    pump();
    ticker_.expires_after(every);
    ticker_.async_wait([this](const boost::system::error_code& ec) {
        if (!ec) {
            tick();
        }
    });
}

void runner::hold_tick(clock::time_point now) {
    if (all_open_ || load_.waiting() != 0 || load_.open_sessions() < options_.plan.phones) {
        return;
    }
    all_open_ = true;
    open_seconds_ = seconds(now - started_at_);
    print_figures({{"opened", load_.open_sessions()}, {"seconds", rounded(open_seconds_)}});
}

void runner::print() {
    const auto& f = load_.figures();
    const auto time = seconds(measured_);
    json::object o{
        {"mode", options_.plan.mode == load_mode::closed ? "closed"
                 : options_.plan.mode == load_mode::open ? "open"
                                                         : "hold"},
        {"phones", options_.plan.phones},
        {"seconds", rounded(time)},
        {"steps", steps_},
        {"steps_per_second", rounded(time > 0 ? static_cast<double>(steps_) / time : 0)},
        {"sessions", f.sessions},
        {"latency_ms", latency_figures(load_.latency())},
        {"errors", f.errors()},
        {"lost", f.lost},
        {"unfinished", load_.waiting()},
        {"refused", f.refused},
        {"misdirected", f.misdirected},
        {"out_of_sequence", f.out_of_sequence},
        {"malformed", f.malformed},
        {"short_messages", f.short_messages},
        {"unexpected", f.unexpected},
        {"ended_early", f.ended_early},
        {"repeated", f.repeated},
        {"retransmitted", f.retransmitted},
        {"recovery_ms", latency_figures(load_.recovery())},
        {"starved", f.starved},
        {"binds", binds_},
        {"link_losses", link_losses_},
        {"outage_ms", rounded(seconds(outage_) * 1000)},
        {"cpu_seconds", rounded(cpu_)},
    };
    if (options_.plan.mode == load_mode::hold) {
        o["open_sessions"] = load_.open_sessions();
        o["open_seconds"] = rounded(open_seconds_);
        o["open_per_second"] =
            rounded(open_seconds_ > 0 ? options_.plan.phones / open_seconds_ : 0);
    }
    print_figures(o);
}

} // namespace

int run_ussd_load(const ussd_load_options& options) {
    asio::io_context io{1};
    runner r{io, options};
    return r.run();
}

} // namespace yeelen::sim

#include "sim/load/run_sms.hpp"
#include "sim/load/post_connection.hpp"
#include "sim/load/report.hpp"
#include "sim/load/sms_figures.hpp"
#include "sim/operator/receipt_text.hpp"
#include "sim/ussd/wire.hpp"
#include "smpp/text.hpp"
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <deque>
#include <fmt/format.h>
#include <iterator>
#include <random>
#include <vector>

namespace yeelen::sim {

namespace {

namespace asio = runtime::asio;
using clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

double seconds(clock::duration d) {
    return std::chrono::duration<double>(d).count();
}

/// "http://127.0.0.1:8080" -> host and port.
std::optional<std::pair<std::string, std::string>> host_and_port(std::string_view url) {
    constexpr std::string_view scheme = "http://";
    if (!url.starts_with(scheme)) {
        return std::nullopt;
    }
    url.remove_prefix(scheme.size());
    url = url.substr(0, url.find('/'));
    const auto colon = url.rfind(':');
    return std::pair{std::string{url.substr(0, colon)}, colon == std::string_view::npos
                                                            ? std::string{"80"}
                                                            : std::string{url.substr(colon + 1)}};
}

/// Posts at one end, takes submit_sm at the other. One thread.
class runner final : public load_events, public post_connection::owner {
public:
    runner(asio::io_context& io, const sms_load_options& options)
        : options_(options)
        , io_(io)
        , ticker_(io)
        , signals_(io, SIGINT, SIGTERM)
        , run_(std::random_device{}()) {}

    int run();

    void submitted(smpp::net::link& l, const smpp::pdu& p, const smpp::submit_sm& sm) override;
    void answered(std::uint64_t, smpp::command_status) override {}
    void unanswered(std::span<const std::uint64_t>) override {}
    void bound() override;
    void lost() override {}
    void batch_end() override { send_receipts(); }

    bool next(post_connection& c, std::string& request) override;
    void answered(post_connection& c, unsigned status, clock::duration took) override;

private:
    bool resolve();
    void tick();
    void begin_measuring();
    void stop_posting();
    void send_receipts();
    bool again_wanted(unsigned status) const;

    sms_load_options options_;
    asio::io_context& io_;
    runtime::steady_timer ticker_;
    asio::signal_set signals_;
    std::uint32_t run_; ///< keeps the keys of two runs apart
    asio::ip::tcp::endpoint server_;
    std::string host_;
    std::unique_ptr<load_links> links_;
    std::vector<std::shared_ptr<post_connection>> connections_;
    std::deque<std::uint64_t> again_; ///< posts to be made again, with the same key
    std::deque<smpp::deliver_sm> receipts_;
    std::string body_;
    std::uint64_t last_number_ = 0;
    std::uint64_t last_id_ = 0;
    std::uint64_t open_posts_ = 0;
    sms_ledger ledger_;
    sms_figures figures_;
    bool started_ = false;
    bool measuring_ = false;
    bool posting_ = false;
    clock::time_point opened_ = clock::now();
    clock::time_point started_at_;
    clock::time_point measured_from_;
    clock::time_point last_arrival_;
    double cpu_from_ = 0;
};

bool runner::resolve() {
    const auto at = host_and_port(options_.api);
    if (!at) {
        return false;
    }
    boost::system::error_code ec;
    asio::ip::tcp::resolver resolver{io_};
    const auto found = resolver.resolve(at->first, at->second, ec);
    if (ec || found.empty()) {
        return false;
    }
    server_ = found.begin()->endpoint();
    host_ = at->first + ":" + at->second;
    return true;
}

int runner::run() {
    if (!resolve()) {
        fmt::print(stderr, "yeelen-sim load sms: {} is no http://host:port that can be found\n",
                   options_.api);
        return 1;
    }
    auto links = load_links::open(io_, options_.listen, *this);
    if (!links) {
        fmt::print(stderr, "yeelen-sim load sms: {}\n", links.error());
        return 1;
    }
    links_ = std::move(*links);
    fmt::print(stderr, "ready smpp={}\n", links_->port());
    signals_.async_wait([this](const boost::system::error_code& ec, int) {
        if (!ec) {
            started_ ? stop_posting() : io_.stop();
        }
    });
    tick();
    io_.run();
    if (!started_) {
        fmt::print(stderr, "yeelen-sim load sms: no gateway bound\n");
        return 1;
    }
    for (const auto& c : connections_) {
        c->stop();
    }
    print_figures(describe(figures_, ledger_));
    links_->stop();
    io_.restart();
    io_.run_for(milliseconds{300});
    return ledger_.missing() == 0 ? 0 : 1;
}

void runner::bound() {
    if (started_) {
        return;
    }
    started_ = posting_ = true;
    started_at_ = last_arrival_ = clock::now();
    if (options_.count != 0) {
        begin_measuring();
    }
    for (std::uint32_t i = 0; i < options_.connections; ++i) {
        connections_.push_back(std::make_shared<post_connection>(io_, server_, *this));
        connections_.back()->start();
    }
}

bool runner::next(post_connection& c, std::string& request) {
    if (!again_.empty()) {
        c.number = again_.front();
        again_.pop_front();
    } else if (!posting_ || (options_.count != 0 && last_number_ >= options_.count)) {
        return false;
    } else {
        c.number = ++last_number_;
    }
    body_.clear();
    fmt::format_to(
        std::back_inserter(body_),
        R"({{"to":"{}","text":"#{} Votre facture est disponible. Consultez le *123#. Merci de votre confiance."}})",
        options_.first_msisdn + c.number % 1'000'000, c.number);
    request.clear();
    auto out = std::back_inserter(request);
    fmt::format_to(out,
                   "POST /v1/messages HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer "
                   "{}\r\nContent-Type: application/json\r\n",
                   host_, options_.key);
    if (options_.idempotency) {
        fmt::format_to(out, "Idempotency-Key: load-{:08x}-{}\r\n", run_, c.number);
    }
    fmt::format_to(out, "Content-Length: {}\r\n\r\n{}", body_.size(), body_);
    ++open_posts_;
    return true;
}

/// Without a key a post whose fate is not known must not be made again; a clear refusal may be.
bool runner::again_wanted(unsigned status) const {
    return status == 429 || status == 503 ||
           (options_.idempotency && (status == 0 || status >= 500));
}

void runner::answered(post_connection& c, unsigned status, clock::duration took) {
    --open_posts_;
    ++figures_.statuses[status];
    if (status == 202 || status == 200) {
        ledger_.accepted(c.number);
        if (measuring_ && posting_) {
            ++figures_.posts;
            figures_.latency.record(static_cast<std::uint64_t>(
                std::chrono::duration_cast<std::chrono::microseconds>(took).count()));
        }
    } else if (again_wanted(status)) {
        again_.push_back(c.number);
    }
}

void runner::submitted(smpp::net::link& l, const smpp::pdu& p, const smpp::submit_sm& sm) {
    last_arrival_ = clock::now();
    ++figures_.all_submits;
    if (measuring_) {
        ++figures_.submits;
        figures_.submit_seconds = seconds(last_arrival_ - measured_from_);
    }
    // '#' and digits are the same in GSM-7 and ASCII; the load's texts are never UCS-2.
    if (const auto n = number_of_text(octets_of(sm))) {
        ledger_.arrived(*n);
    } else {
        ++figures_.strangers;
    }
    smpp::submit_sm_resp resp;
    resp.message_id = fmt::format("{}", ++last_id_);
    if (options_.receipts && (sm.registered_delivery & 1) != 0) {
        const auto utc =
            std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
        receipts_.push_back(
            make_receipt(sm, resp.message_id, smpp::message_state::delivered, utc, utc));
    }
    l.session().respond(p.sequence, smpp::command_status::rok, std::move(resp));
}

void runner::send_receipts() {
    const auto now = clock::now();
    while (!receipts_.empty()) {
        auto* l = links_->link_for(0);
        if (l == nullptr || l->session().window_free() == 0) {
            break;
        }
        figures_.receipts += l->session().request(std::move(receipts_.front()), 1, now) ? 1 : 0;
        receipts_.pop_front();
    }
    links_->flush();
}

void runner::stop_posting() {
    if (!posting_) {
        return;
    }
    posting_ = false;
    const auto now = clock::now();
    figures_.seconds = seconds(now - (measuring_ ? measured_from_ : started_at_));
    figures_.cpu_seconds = own_cpu_seconds() - cpu_from_;
    last_arrival_ = std::max(last_arrival_, now);
}

void runner::begin_measuring() {
    measuring_ = true;
    measured_from_ = clock::now();
    cpu_from_ = own_cpu_seconds();
}

void runner::tick() {
    constexpr milliseconds every{20};
    const auto now = clock::now();
    if (!started_ && now - opened_ > options_.bind_wait) {
        io_.stop();
        return;
    }
    if (started_ && !measuring_ && now - started_at_ >= options_.warmup) {
        begin_measuring();
    }
    const bool all_posted =
        options_.count != 0 && last_number_ >= options_.count && open_posts_ == 0 && again_.empty();
    const bool time_over =
        options_.count == 0 && measuring_ && now - measured_from_ >= options_.duration;
    if (posting_ && (all_posted || time_over)) {
        stop_posting();
    }
    const bool settled = ledger_.missing() == 0 && open_posts_ == 0 && again_.empty();
    if (started_ && !posting_ && (settled || now - last_arrival_ > options_.settle)) {
        io_.stop();
        return;
    }
    send_receipts();
    ticker_.expires_after(every);
    ticker_.async_wait([this](const boost::system::error_code& ec) {
        if (!ec) {
            tick();
        }
    });
}

} // namespace

int run_sms_load(const sms_load_options& options) {
    asio::io_context io{1};
    runner r{io, options};
    return r.run();
}

} // namespace yeelen::sim

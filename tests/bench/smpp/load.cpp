// One side of a load over loopback, for `scripts/bench smpp`:
//   smpp_load server                              prints its port, answers every submit_sm, ends
//   with standard input smpp_load client PORT WINDOW SECONDS [BINDS]  submits as fast as the window
//   lets; prints the rate and its CPU smpp_load idle PORT BINDS                     binds so often
//   and stays until standard input ends
#include "smpp/net/client.hpp"
#include "smpp/net/listener.hpp"
#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fmt/format.h>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace {

namespace asio = boost::asio;
using clock_type = std::chrono::steady_clock;

double cpu_seconds() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

/// The load ends with whoever started it.
class until_input_ends {
public:
    explicit until_input_ends(asio::io_context& io)
        : input_(io, ::dup(STDIN_FILENO)) {
        input_.async_read_some(asio::buffer(octet_),
                               [&io](const boost::system::error_code&, std::size_t) { io.stop(); });
    }

private:
    asio::posix::stream_descriptor input_;
    char octet_[1]{};
};

class answering_server final : public smpp::net::link_handler {
public:
    void on_event(smpp::net::link& l, smpp::session_event& e) override {
        if (std::holds_alternative<smpp::event::bind_request>(e)) {
            l.session().accept_bind("bench", clock_type::now());
        } else if (const auto* r = std::get_if<smpp::event::request>(&e)) {
            answer_.message_id.clear();
            fmt::format_to(std::back_inserter(answer_.message_id), "{:08x}", ++ids_);
            l.session().respond(r->pdu.sequence, smpp::command_status::rok, answer_);
        }
    }

private:
    smpp::submit_sm_resp answer_;
    std::uint64_t ids_ = 0;
};

int serve() {
    asio::io_context io{1};
    answering_server handler;
    smpp::net::listener_config config;
    config.max_links = 20'000;
    auto listener = smpp::net::listener::open(io, config, handler);
    if (!listener) {
        fmt::print(stderr, "{}\n", listener.error());
        return 1;
    }
    fmt::print("{}\n", (*listener)->port());
    std::fflush(stdout);
    const until_input_ends end{io};
    io.run();
    fmt::print("{:.3f}\n", cpu_seconds());
    return 0;
}

smpp::net::client_config client_of(const char* port, std::size_t window) {
    smpp::net::client_config c;
    c.hosts = {{"127.0.0.1", port}};
    c.bind.system_id = "bench";
    c.session.window = window;
    return c;
}

class loader final : public smpp::net::link_handler {
public:
    explicit loader(asio::io_context& io)
        : end_(io) {
        smpp::submit_sm sms;
        sms.source = {5, 0, "Energie"};
        sms.destination = {1, 1, "2250700000001"};
        sms.registered_delivery = 1;
        sms.short_message = "Votre facture de novembre est de 8 200 F CFA, a payer avant le 05/12.";
        body_ = sms;
    }
    void on_event(smpp::net::link& l, smpp::session_event& e) override {
        if (std::holds_alternative<smpp::event::bound>(e)) {
            fill(l);
        } else if (const auto* r = std::get_if<smpp::event::response>(&e)) {
            ++(r->pdu.status == smpp::command_status::rok ? accepted_ : refused_);
        }
    }
    void on_batch_end(smpp::net::link& l) override { fill(l); }
    void measure(asio::io_context& io, double seconds) {
        end_.expires_after(std::chrono::seconds{1});
        end_.async_wait([this, &io, seconds](const boost::system::error_code&) {
            const auto from = clock_type::now();
            const auto before = accepted_;
            const double cpu = cpu_seconds();
            end_.expires_after(std::chrono::duration_cast<clock_type::duration>(
                std::chrono::duration<double>{seconds}));
            end_.async_wait([this, &io, from, before, cpu](const boost::system::error_code&) {
                const double took = std::chrono::duration<double>{clock_type::now() - from}.count();
                const auto count = static_cast<double>(accepted_ - before);
                fmt::print("{:.0f} {:.3f} {}\n", count / took, (cpu_seconds() - cpu) * 1e6 / count,
                           refused_);
                io.stop();
            });
        });
    }

private:
    void fill(smpp::net::link& l) {
        const auto now = clock_type::now();
        while (l.session().window_free() > 0 && l.session().request(body_, 1, now)) {
        }
        l.flush();
    }
    asio::steady_timer end_;
    smpp::body body_;
    std::uint64_t accepted_ = 0;
    std::uint64_t refused_ = 0;
};

int load(const char* port, std::size_t window, double seconds, std::size_t binds) {
    asio::io_context io{1};
    loader handler{io};
    std::vector<std::unique_ptr<smpp::net::client>> clients;
    for (std::size_t i = 0; i < binds; ++i) {
        clients.push_back(
            std::make_unique<smpp::net::client>(io, client_of(port, window), handler));
        clients.back()->start();
    }
    handler.measure(io, seconds);
    io.run();
    return 0;
}

struct counting final : smpp::net::link_handler {
    void on_event(smpp::net::link&, smpp::session_event& e) override {
        bound += std::holds_alternative<smpp::event::bound>(e) ? 1 : 0;
        if (bound == wanted) {
            fmt::print("{} bound\n", bound);
            std::fflush(stdout);
            wanted = 0;
        }
    }
    std::size_t bound = 0;
    std::size_t wanted = 0;
};

int idle(const char* port, std::size_t binds) {
    asio::io_context io{1};
    counting handler;
    handler.wanted = binds;
    std::vector<std::unique_ptr<smpp::net::client>> clients;
    for (std::size_t i = 0; i < binds; ++i) {
        clients.push_back(std::make_unique<smpp::net::client>(io, client_of(port, 10), handler));
        clients.back()->start();
        if (i % 100 == 0) { // not all of them in the queue of the listener at once
            io.poll();
        }
    }
    const until_input_ends end{io};
    io.run();
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string_view> a{argv, argv + argc};
    const auto number = [&](std::size_t i) {
        return static_cast<std::size_t>(std::strtoul(argv[i], nullptr, 10));
    };
    if (a.size() == 2 && a[1] == "server") {
        return serve();
    }
    if (a.size() >= 5 && a[1] == "client") {
        return load(argv[2], number(3), static_cast<double>(number(4)),
                    a.size() > 5 ? number(5) : 1);
    }
    if (a.size() == 4 && a[1] == "idle") {
        return idle(argv[2], number(3));
    }
    fmt::print(stderr, "smpp_load server | client PORT WINDOW SECONDS [BINDS] | idle PORT BINDS\n");
    return 2;
}

#include "sim/cli/commands.hpp"
#include "sim/cli/options.hpp"
#include "sim/load/key_script.hpp"
#include "sim/load/run_sms.hpp"
#include "sim/load/run_ussd.hpp"
#include "sim/operator/simulator.hpp"
#include "sim/utility/simulator.hpp"
#include <functional>

namespace yeelen::sim::cli {

namespace {

const std::string utility_about =
    R"(Speaks what config/backends/utility.yaml declares. Contracts:
  100001  household, one unpaid invoice, may defer; known by the phone 2250701020304
  100002  company, 18 invoices, three unpaid, may defer; its other contracts are 100006, 100007
  100003  household, nothing to pay
  100004  household, invoices too long overdue: no deferral; its code is 2468
  100005  household, prepaid: meter 04123456784
  2.....  any number of 6 to 13 digits that begins with 2: a made-up customer, always the same;
          24.... is prepaid
  9990NNN each call fails: NNN = 300 to 599 that status, 001 hangs, 002 slow (2 s), 003 garbage,
          004 closes, 005 huge, 006 very slow (15 s), 007 done but never answered
  9991NNN the same, but find_contract and find_meter work
All others: 404.)";

/// A command once it was chosen.
using action = std::function<int()>;

void add_listen(CLI::App& app, load_listen& listen, std::string& variable) {
    app.add_option("--host", listen.host, "Address to listen on")->capture_default_str();
    app.add_option("--smpp-port", listen.port, "SMPP port; 0 takes a free one")
        ->capture_default_str();
    app.add_option("--system-id", listen.system_id, "Who may bind")->capture_default_str();
    app.add_option("--password-env", variable,
                   "Variable with the bind's password (not set: \"yeelen\")")
        ->capture_default_str();
}

struct operator_command {
    operator_options options;
    std::string variable = "DEMO_SMPP_PASSWORD";
    std::string sms_status = "ok";

    explicit operator_command(CLI::App& parent, action& chosen) {
        auto& app = *parent.add_subcommand(
            "operator", "A mobile network: SMPP server, USSD centre with phones, SMSC");
        app.add_option("--host", options.host, "Address to listen on")->capture_default_str();
        app.add_option("--smpp-port", options.smpp_port, "SMPP port; 0 takes a free one")
            ->capture_default_str();
        app.add_option("--phones-port", options.phones_port,
                       "HTTP port of the phones; 0 takes a free one")
            ->capture_default_str();
        app.add_option("--system-id", options.system_id, "Who may bind")->capture_default_str();
        app.add_option("--password-env", variable,
                       "Variable with the bind's password (not set: \"yeelen\")")
            ->capture_default_str();
        add_duration(app, "--dialogue-timeout", options.ussd.dialogue,
                     "The service's time for a screen [30s]");
        add_duration(app, "--user-timeout", options.ussd.user, "The user's time for a key [180s]");
        add_duration(app, "--response-timeout", options.response,
                     "The service's time for a deliver_sm_resp [10s]");
        add_choice<receipt_mode>(
            app, "--receipts", options.sms.receipts,
            {{"off", receipt_mode::off}, {"on", receipt_mode::on}, {"early", receipt_mode::early}},
            "Delivery receipts; early: before the submit_sm_resp [on]");
        add_duration(app, "--receipt-delay", options.sms.receipt_delay,
                     "From the message to its receipt [200ms]");
        app.add_option(
               "--sms-status", sms_status,
               "ok, or percentages: "
               "throttle:10%,full:5%,syserr:5%,refuse:1%,drop:1%,undeliverable:5%,expire:5%")
            ->capture_default_str()
            ->check([](const std::string& text) {
                const auto policy = sms_policy::parse(text);
                return policy ? std::string{} : policy.error();
            });
        app.add_option("--seed", options.seed, "Of chances and first session numbers")
            ->capture_default_str();
        app.callback([this, &chosen] {
            chosen = [this] {
                options.sms.policy = sms_policy::parse(sms_status).value();
                options.password = from_environment(variable, options.password);
                return run_operator(options);
            };
        });
    }
};

struct utility_command {
    utility_options options;

    explicit utility_command(CLI::App& parent, action& chosen) {
        auto& app = *parent.add_subcommand(
            "utility", "The electricity company's systems: billing, metering, incidents");
        app.footer(utility_about);
        app.add_option("--host", options.host, "Address to listen on")->capture_default_str();
        app.add_option("--port", options.port, "HTTP port; 0 takes a free one")
            ->capture_default_str();
        app.add_option("--db", options.db, "SQLite file; made and filled when it is not there")
            ->capture_default_str();
        app.add_flag("--fresh", options.fresh,
                     "Forget what was done before: begin with the demonstration data");
        add_duration(app, "--latency", options.latency, "Added to each operation [0ms]");
        add_duration(app, "--wallet", options.wallet, "How long a payment is pending [4s]");
        app.add_option("--seed", options.seed, "Of the made-up customers")->capture_default_str();
        app.callback([this, &chosen] { chosen = [this] { return run_utility(options); }; });
    }
};

struct ussd_command {
    ussd_load_options options;
    std::string variable = "DEMO_SMPP_PASSWORD";
    std::string keys = "7,0,8";
    std::uint32_t open_sessions = 0;

    explicit ussd_command(CLI::App& parent, action& chosen) {
        auto& app =
            *parent.add_subcommand("ussd", "Phones that dial and press keys, again and again");
        auto& plan = options.plan;
        add_listen(app, options.listen, variable);
        app.add_option("--dial", plan.dial, "The code")->capture_default_str();
        app.add_option(
               "--keys", keys,
               "Pressed one after the other, then hung up; {phone} and {session} become six digits")
            ->capture_default_str();
        app.add_option("--expect-substring", plan.expect,
                       "The n-th one must be in the n-th screen; \"\" is anything")
            ->take_all();
        add_choice<load_mode>(
            app, "--mode", plan.mode, {{"closed", load_mode::closed}, {"open", load_mode::open}},
            "closed: as quickly as screens come; open: --rate steps a second [closed]");
        app.add_option("--rate", plan.rate, "Steps a second, open mode")
            ->check(CLI::Range(1.0, 1e6))
            ->capture_default_str();
        app.add_option("--phones", plan.phones, "Phones")
            ->check(CLI::Range(1, 999'999))
            ->capture_default_str();
        app.add_option("--first-msisdn", plan.first_msisdn, "Number of the first phone")
            ->capture_default_str();
        app.add_option("--open-sessions", open_sessions,
                       "Open so many sessions and leave them open until --duration or a signal")
            ->check(CLI::Range(1, 999'999));
        app.add_option(
            "--resume", options.resume,
            "With --open-sessions: after the gateway came back press the first key on so many");
        add_duration(app, "--duration", options.duration,
                     "Time that is measured; 0s: until a signal [10s; with --open-sessions 0s]");
        add_duration(app, "--warmup", options.warmup, "Time before it [2s]");
        add_duration(app, "--lost-after", plan.lost_after,
                     "Without a screen for so long a session is lost [30s]");
        add_duration(app, "--bind-wait", options.bind_wait, "For the gateway's bind [30s]");
        app.callback([this, &app, &chosen] { chosen = [this, &app] { return start(app); }; });
    }

    int start(const CLI::App& app) {
        auto& plan = options.plan;
        plan.keys = split_keys(keys);
        if (open_sessions != 0) {
            plan.mode = load_mode::hold;
            plan.phones = open_sessions;
            if (app.count("--duration") == 0) {
                options.duration = std::chrono::milliseconds{0};
            }
        }
        options.listen.password = from_environment(variable, options.listen.password);
        return run_ussd_load(options);
    }
};

struct sms_command {
    sms_load_options options;
    std::string variable = "DEMO_SMPP_PASSWORD";
    std::string key_variable = "YEELEN_API_KEY";

    explicit sms_command(CLI::App& parent, action& chosen) {
        auto& app = *parent.add_subcommand(
            "sms", "Posts messages to the gateway's API and takes them as its SMSC");
        add_listen(app, options.listen, variable);
        app.add_option("--api", options.api, "The gateway's HTTP API")->capture_default_str();
        app.add_option("--key-env", key_variable, "Variable with the API key")
            ->capture_default_str();
        app.add_option("--connections", options.connections, "Keep-alive connections that post")
            ->check(CLI::Range(1, 10'000))
            ->capture_default_str();
        app.add_option("--count", options.count, "So many messages; 0: by --duration")
            ->capture_default_str();
        add_duration(app, "--duration", options.duration, "Time that is measured [10s]");
        add_duration(app, "--warmup", options.warmup, "Time before it [1s]");
        add_duration(app, "--settle", options.settle,
                     "Without an arrival for so long, what is missing is lost [10s]");
        add_duration(app, "--bind-wait", options.bind_wait, "For the gateway's bind [30s]");
        const std::map<std::string, bool> switches{{"on", true}, {"off", false}};
        add_choice<bool>(app, "--idempotency", options.idempotency, switches,
                         "Each post has a key, and is made again with it until answered [off]");
        add_choice<bool>(app, "--receipts", options.receipts, switches,
                         "Send delivery receipts [off]");
        app.callback([this, &chosen] {
            chosen = [this] {
                options.listen.password = from_environment(variable, options.listen.password);
                options.key = from_environment(key_variable, "");
                return run_sms_load(options);
            };
        });
    }
};

} // namespace

int run(int argc, char** argv) {
    CLI::App app{"Simulators to try Yeelen with: a mobile network, the utility's systems, load"};
    app.require_subcommand(1);
    action chosen;
    operator_command an_operator{app, chosen};
    utility_command a_utility{app, chosen};
    auto* load = app.add_subcommand("load", "Load, with figures as JSON");
    load->require_subcommand(1);
    ussd_command ussd{*load, chosen};
    sms_command sms{*load, chosen};
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    return chosen();
}

} // namespace yeelen::sim::cli

#include "app/commands.hpp"

#include "app/catalogue.hpp"
#include "app/gateway.hpp"
#include "app/menu_cli.hpp"
#include "app/phone/phone.hpp"
#include "app/print_faults.hpp"
#include "config/settings.hpp"
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fmt/format.h>

namespace yeelen::app {

namespace {

int check(const std::string& file) {
    const auto loaded = load_catalogue(file);
    if (!loaded) {
        print_faults(loaded.error());
        return 1;
    }
    fmt::print("{}: {} operator(s), {} service(s), {} backend(s): no faults\n", file,
               loaded->settings.operators.size(), loaded->services.size(),
               loaded->backends->backends.size());
    return 0;
}

int serve_file(const std::string& file) {
    const auto loaded = load_catalogue(file);
    if (!loaded) {
        print_faults(loaded.error());
        return 1;
    }
    if (const auto served = serve(*loaded); !served) {
        fmt::print(stderr, "yeelen: {}\n", served.error());
        return 1;
    }
    return 0;
}

} // namespace

int run_command(int argc, char** argv) {
    CLI::App app{"Yeelen: USSD and SMS channel gateway"};
    app.set_version_flag("--version", YEELEN_VERSION);
    app.require_subcommand(1);

    std::string file = "config/gateway.yaml";
    auto* serve_command = app.add_subcommand("serve", "Run the gateway until SIGTERM");
    serve_command->add_option("--config", file, "gateway.yaml")->capture_default_str();
    auto* check_command =
        app.add_subcommand("check", "Check the configuration and all that it names; start nothing");
    check_command->add_option("--config", file, "gateway.yaml")->capture_default_str();
    auto* settings_command =
        app.add_subcommand("settings", "Print the reference of all settings (Markdown)");

    const menu_cli menu{app};

    phone_options phone;
    menu_choice tried;
    auto* phone_command = app.add_subcommand("phone", "A phone in the terminal");
    phone_command->add_option("--code", phone.code, "The code to dial")->capture_default_str();
    phone_command->add_option("--msisdn", phone.msisdn, "The phone's number")
        ->capture_default_str();
    phone_command->add_option("--api", phone.api, "The operator simulator's phones API")
        ->capture_default_str();
    phone_command
        ->add_option("--dial", phone.dial,
                     "Dial this, press these keys, print each screen, and end")
        ->expected(1, 100);
    phone_command->add_option(
        "--menu", tried.folder,
        "Try this menu with made-up backends; it is read again when its files are saved");
    phone_command->add_option("--config", tried.config,
                              "With --menu: gateway.yaml, for its backends");
    phone_command->add_option("--backends", tried.backends,
                              "With --menu: these files of backends instead");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        const int code = app.exit(e);
        return code == 0 ? 0 : 2;
    }
    if (serve_command->parsed()) {
        return serve_file(file);
    }
    if (check_command->parsed()) {
        return check(file);
    }
    if (settings_command->parsed()) {
        fmt::print("{}", config::reference());
        return 0;
    }
    if (menu.parsed()) {
        return menu.run();
    }
    if (!tried.folder.empty()) {
        phone.menu = tried;
    }
    return run_phone(phone);
}

} // namespace yeelen::app

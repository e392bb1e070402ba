#include "app/menu_cli.hpp"
#include <CLI/CLI.hpp>

namespace yeelen::app {

menu_cli::menu_cli(CLI::App& app)
    : command_(app.add_subcommand("menu", "Try, test and see a menu; no gateway is needed")) {
    command_->require_subcommand(1);
    const auto of_menu = [this](const char* name, const char* says) {
        auto* sub = command_->add_subcommand(name, says);
        sub->add_option("menu", choice_.folder, "The menu's folder: menus/electricity")->required();
        sub->add_option("--config", choice_.config,
                        "gateway.yaml, for its backends (config/gateway.yaml beside menus/)");
        sub->add_option("--backends", choice_.backends, "These files of backends instead");
        return sub;
    };
    test_ = of_menu("test", "Run the conversations in the menu's tests/");
    test_->add_flag("--update", test_options_.update,
                    "Rewrite the screens that they expect with those that are shown");
    test_->add_flag("--coverage", test_options_.coverage,
                    "Name the screens and ways that no conversation goes");
    test_->add_option("--file", test_options_.files, "Only these conversations");

    explore_ = of_menu("explore", "Walk every path, with every outcome of every backend");
    explore_->add_option("--depth", explore_options_.depth, "Keys after the dial")
        ->capture_default_str()
        ->check(CLI::Range(1, 50));
    explore_->add_option("--turns", explore_options_.most_turns, "Stop after so many turns")
        ->capture_default_str();
    explore_->add_option("--language", explore_options_.language, "Only this language");
    explore_->add_option("--flag", explore_options_.flags, "Feature flags that are on");

    graph_ = of_menu("graph", "Draw the menu's tree");
    graph_->add_option("--format", graph_options_.format, "svg (needs Graphviz), dot, mermaid")
        ->capture_default_str()
        ->check(CLI::IsMember({"svg", "dot", "mermaid"}));
    graph_->add_option("--language", graph_options_.language, "Texts of this language");
    graph_->add_flag("--failures", graph_options_.failures, "With the ways of failed calls");

    screens_ = of_menu("screens", "List every screen with the longest it can get");
    screens_->add_option("--language", screens_language_, "Only this language");

    schema_ = command_->add_subcommand("schema", "Print the JSON Schema of a file, for editors");
    schema_->add_option("of", schema_of_, "menu, locale, conversation")
        ->capture_default_str()
        ->check(CLI::IsMember({"menu", "locale", "conversation"}));
    reference_ = command_->add_subcommand("reference", "Print the reference of the language");
    migrate_ = command_->add_subcommand("migrate", "Write a menu of an older version in this one");
    migrate_->add_option("from", migrate_from_, "The menu's folder")->required();
    migrate_->add_option("to", migrate_to_, "A new folder")->required();
}

bool menu_cli::parsed() const {
    return command_->parsed();
}

int menu_cli::run() const {
    if (test_->parsed()) {
        return menu_test(choice_, test_options_);
    }
    if (explore_->parsed()) {
        return menu_explore(choice_, explore_options_);
    }
    if (graph_->parsed()) {
        return menu_graph(choice_, graph_options_);
    }
    if (screens_->parsed()) {
        return menu_screens(choice_, screens_language_);
    }
    if (migrate_->parsed()) {
        return menu_migrate(migrate_from_, migrate_to_);
    }
    return schema_->parsed() ? menu_schema(schema_of_) : menu_reference();
}

} // namespace yeelen::app

#pragma once
#include "app/menu_commands.hpp"

namespace CLI {
class App;
}

namespace yeelen::app {

/// `yeelen menu ...` as the command line says it.
class menu_cli {
public:
    explicit menu_cli(CLI::App& app);
    bool parsed() const;
    int run() const;

private:
    CLI::App* command_;
    CLI::App* test_ = nullptr;
    CLI::App* explore_ = nullptr;
    CLI::App* graph_ = nullptr;
    CLI::App* screens_ = nullptr;
    CLI::App* schema_ = nullptr;
    CLI::App* reference_ = nullptr;
    CLI::App* migrate_ = nullptr;
    menu_choice choice_;
    menu_test_options test_options_;
    menu_explore_options explore_options_;
    menu_graph_options graph_options_;
    std::string screens_language_;
    std::string schema_of_ = "menu";
    std::string migrate_from_, migrate_to_;
};

} // namespace yeelen::app

#include "sim/cli/commands.hpp"
#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
    try {
        return yeelen::sim::cli::run(argc, argv);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "yeelen-sim: %s\n", e.what());
        return 1;
    }
}

// The yeelen program: commands and exit codes (0 done, 1 the thing asked about is wrong, 2 usage).
#include "app/commands.hpp"
#include <cerrno>
#include <cstdio>
#include <exception>
#include <system_error>

namespace {

/// What stands in a buffer still is written here, where it can be told that it was not.
int written(int code) {
    if (std::fflush(stdout) == 0) {
        return code;
    }
    throw std::system_error{errno, std::generic_category(), "standard output"};
}

} // namespace

int main(int argc, char** argv) {
    try {
        return written(yeelen::app::run_command(argc, argv));
    } catch (const std::system_error& e) {
        // Whoever read our output has enough of it (`| head`): nothing is wrong.
        if (e.code().value() != EPIPE) {
            std::fprintf(stderr, "yeelen: %s\n", e.what());
        }
        return 1;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "yeelen: %s\n", e.what());
        return 1;
    }
}

// The yeelen program: commands and exit codes (0 done, 1 the thing asked about is wrong, 2 usage).
#include "app/commands.hpp"

int main(int argc, char** argv) {
    return yeelen::app::run_command(argc, argv);
}

#pragma once

namespace yeelen::app {

/// Reads the command line and runs what it asks for; the exit code.
int run_command(int argc, char** argv);

} // namespace yeelen::app

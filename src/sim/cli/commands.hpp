#pragma once

namespace yeelen::sim::cli {

/// `yeelen-sim`: reads the command line and runs what it asks for; the exit code (0 done, 1 it went
/// wrong, 2 usage).
int run(int argc, char** argv);

} // namespace yeelen::sim::cli

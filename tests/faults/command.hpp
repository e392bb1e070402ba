#pragma once
// A program of ours that is run to its end.
#include "support/process.hpp"
#include "support/temporary_folder.hpp"
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace yeelen::test {

struct ended {
    std::optional<int> code; ///< none: it still ran after a minute, and was killed
    std::string out;
    std::string err;
};

/// `command` begins with the program's name. What it prints goes through files in `where`.
inline ended run_to_end(const temporary_folder& where, std::vector<std::string> command,
                        std::vector<std::pair<std::string, std::string>> environment = {}) {
    command[0] = YEELEN_BIN_DIR "/" + command[0];
    process p{{.command = std::move(command),
               .environment = std::move(environment),
               .out = where / "command.out",
               .err = where / "command.err"}};
    const auto code = p.wait(std::chrono::minutes{1});
    return {code, p.out(), p.err()};
}

} // namespace yeelen::test

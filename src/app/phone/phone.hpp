#pragma once
#include "app/menu_choice.hpp"
#include <optional>
#include <string>
#include <vector>

namespace yeelen::app {

struct phone_options {
    std::string code = "*123#";
    std::string msisdn = "2250700000001";
    std::string api = "http://127.0.0.1:2780"; ///< the operator simulator's phones API
    std::vector<std::string> dial;             ///< not empty: dial the first, press the others, end
    std::optional<menu_choice>
        menu; ///< try this menu with canned backends: no operator, no gateway
};

/// A phone in the terminal, through the operator simulator and so through SMPP, or with a menu of
/// its own. With `dial` prints
/// each screen and returns; else reads keys from standard input until "quit" or its end. 0, or 1
/// when the network gives no answer or the API cannot be reached.
int run_phone(const phone_options& options);

} // namespace yeelen::app

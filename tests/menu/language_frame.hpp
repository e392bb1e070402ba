#pragma once
// A whole menu around an example of the reference, so that it can be loaded: the screens, flows
// and values that the examples speak of.
#include "document/shape.hpp"
#include <string>
#include <string_view>

namespace menu_test {

struct frame {
    std::string profile;   ///< more lines under `profile`
    std::string head;      ///< more lines of the head
    std::string screens;   ///< more screens, as under `screens`
    std::string flows;     ///< more flows, as under `flows`
    std::string condition; ///< one that uses what the head declares
    std::string to;        ///< the screen of them that the menu leads to
    bool places = true;    ///< the screens that examples lead to are there
};

/// Why the menu does not load; empty: it does.
std::string faults_of(const frame& around);

/// `text` with so many spaces before each line.
std::string indented(std::string_view text, std::size_t spaces);

/// "name: example" of each field that goes with the type, a line each; `type` itself is that type.
std::string whole_example(const yeelen::document::shape& s, std::string_view type = {});

} // namespace menu_test

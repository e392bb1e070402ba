// All kinds of screen together.
#include "menu/load/language_table.hpp"

#include <fmt/format.h>
#include <stdexcept>

namespace yeelen::menu::language {

namespace {

constexpr std::array common_fields{
    field{.name = "tries",
          .form = form::integer,
          .about = "Wrong answers in a row before a polite end; else the menu's `tries`.",
          .example = "2",
          .least = 1,
          .most = 9},
    field{.name = "first",
          .form = form::map,
          .about = "What must hold before the screen is entered, else the flow that sees to it.",
          .example = "{ unless: exists profile.contract, use: identify }",
          .holds = "first"},
};

} // namespace

const shape& common() {
    static constexpr shape s{.name = "every screen",
                             .about = "Fields that every kind may have.",
                             .fields = common_fields};
    return s;
}

std::span<const kind> kinds() {
    static const std::vector<kind> all = [] {
        std::vector<kind> joined;
        for (const auto part : {asking_kinds(), calling_kinds(), passing_kinds()}) {
            joined.insert(joined.end(), part.begin(), part.end());
        }
        return joined;
    }();
    return all;
}

std::vector<std::string> kind_names() {
    std::vector<std::string> all;
    for (const auto& k : kinds()) {
        all.emplace_back(k.shape.name);
    }
    return all;
}

const kind* kind_of(std::string_view field_name) noexcept {
    for (const auto& k : kinds()) {
        if (k.shape.name == field_name) {
            return &k;
        }
    }
    return nullptr;
}

const shape& shape_of(std::string_view kind_name) {
    const auto* k = kind_of(kind_name);
    if (!k) {
        throw std::logic_error{fmt::format("no kind of screen is called {}", kind_name)};
    }
    return k->shape;
}

} // namespace yeelen::menu::language

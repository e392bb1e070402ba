#pragma once
// What the tables of the kinds have in common. For language_*.cpp only.
#include "menu/load/language.hpp"
#include <array>

namespace yeelen::menu::language {

inline constexpr field to_go{.name = "to",
                             .form = form::tree,
                             .about = "Where it goes on.",
                             .example = "home",
                             .required = true,
                             .holds = "place"};
inline constexpr field to_go_maybe{.name = "to",
                                   .form = form::tree,
                                   .about = "Where it goes on: adds '1 Continue'.",
                                   .example = "consent",
                                   .holds = "place"};
inline constexpr field save_maybe{.name = "save",
                                  .about = "The value that it is saved as.",
                                  .example = "balance",
                                  .holds = "name"};

template<std::size_t N>
kind make(const std::array<field, N>& fields, std::string_view example, bool flows = false,
          std::string_view also = {}) {
    return {.shape = {.name = fields[0].name,
                      .about = fields[0].about,
                      .fields = fields,
                      .also = &common()},
            .also = also,
            .example = example,
            .flows = flows};
}

std::span<const kind> asking_kinds();
std::span<const kind> calling_kinds();
std::span<const kind> passing_kinds();

} // namespace yeelen::menu::language

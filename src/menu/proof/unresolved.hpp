#pragma once
// Screens of which something was told already, so that how long they get is a guess.
#include "menu/proof/value_types.hpp"
#include <set>
#include <utility>

namespace yeelen::menu {

/// Refers to nothing; of the faults only those given at the making count.
class unresolved {
public:
    unresolved(const value_types& types, const std::vector<locale_source>& locales,
               const core::faults& faults);

    /// It has a fault itself, shows a value that comes from a place with one, or one of its texts
    /// in that language has one.
    bool screen(std::size_t locale, screen_id id) const {
        return screens_.contains(id) || shown_.contains({locale, id});
    }

private:
    void find_screens(const menu_data& menu, const std::set<std::size_t>& lines);
    void find_users(const value_types& types);

    std::set<screen_id> screens_;
    std::set<std::pair<std::size_t, screen_id>> shown_; ///< by locale: with such a text
};

} // namespace yeelen::menu

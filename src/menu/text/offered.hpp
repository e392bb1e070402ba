#pragma once
// What a screen offers just now, by its keys: the drawing and the key press ask one and the same.
#include "menu/expression/scope.hpp"
#include "menu/model/model.hpp"

namespace yeelen::menu {

/// The list that an expression names or makes; empty where it is missing or no list. Its entries
/// live as long as what the scope refers to.
class entries {
public:
    entries(const expression& of, const scope& s)
        : all_(of.entries(s)) {}

    std::size_t size() const noexcept { return all_.size(); }
    const boost::json::value& operator[](std::size_t i) const { return *all_[i]; }

private:
    std::vector<const boost::json::value*> all_;
};

/// One line of a choose screen.
struct offer {
    std::string key;
    const option* fixed = nullptr;             ///< one of the fixed options, or
    const boost::json::value* entry = nullptr; ///< an entry of the list
    std::size_t number = 0;                    ///< that entry's number, from 1
};

/// In the order in which they are shown: fixed options whose condition holds, entries with the keys
/// from 1 on that no fixed option (shown or not) and no key of the menu has.
class offers {
public:
    offers(const choose_screen& c, const key_names& keys, const scope& s);
    const std::vector<offer>& all() const noexcept { return all_; }
    /// nullptr where nothing has that key.
    const offer* at(std::string_view key) const noexcept;

private:
    std::vector<offer> all_;
};

} // namespace yeelen::menu

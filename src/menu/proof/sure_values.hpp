#pragma once
// Which values are set for certain when a screen is entered, whatever way led there.
#include "menu/model/model.hpp"
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace yeelen::menu {

/// Values of one flow that an expression proves to be there where it is true (or where it is not):
/// `exists x`, `count x > 0`, `x == 'paid'`.
std::vector<std::string> names_if(const expression& condition, bool holds);
/// Values without which the expression has none itself.
std::vector<std::string> names_wanted(const expression& of);

/// A value is sure where every way from the start, from an alias or from the flow's start sets it,
/// or goes through a condition that proves it. A secret is sure only until the next key press or
/// call. Refers to the menu; lives no longer.
class sure_values {
public:
    explicit sure_values(const menu_data& menu);

    /// When the screen `at` is entered.
    bool sure(screen_id at, std::string_view name) const;
    bool secret(flow_id flow, std::string_view name) const;

private:
    using set = std::vector<bool>; ///< by the name's number
    struct flow_names {
        std::map<std::string, std::size_t, std::less<>> number;
        set secrets;
    };

    void name_all();
    void give_name(flow_id flow, const std::string& name, bool secret = false);
    /// False where it knew that already.
    bool enter(screen_id at, const set& with);
    void gain(flow_id flow, set& s, const std::vector<std::string>& names) const;
    void gain_set(flow_id flow, set& s, const std::vector<assignment>& all) const;
    void gain(flow_id flow, set& s, const std::string& name) const;
    set without_secrets(flow_id flow, set s) const;
    void leave(screen_id at, std::vector<screen_id>& open);

    const menu_data& menu_;
    std::vector<flow_names> flows_;
    std::vector<set> before_; ///< by screen; of one that nothing leads to: empty
    std::vector<bool> met_;
};

} // namespace yeelen::menu

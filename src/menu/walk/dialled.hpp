#pragma once
// What was dialled behind the service code: *123*2#, *123*pay*04123456789#.
#include "menu/model/model.hpp"
#include <boost/json.hpp>
#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace yeelen::menu {

/// More than that is dialled by nobody: it leads nowhere.
inline constexpr std::size_t max_dialled_parts = 16;

/// "2", "pay", "04123456789": what stands between stars behind the code. Without a code ("*123#")
/// that is all behind the first part. Nothing behind the code: none.
std::vector<std::string_view> parts_behind(std::string_view code, std::string_view dialled);

struct alias_found {
    const alias* which = nullptr;
    boost::json::object values; ///< of its parameters
};
/// The first alias that the parts name. Words are met by their letters, of either case, or by the
/// keys of a phone on which these letters stand; parameters must be answers of their type.
std::optional<alias_found> find_alias(const menu_data& menu,
                                      const std::vector<std::string_view>& parts,
                                      std::chrono::sys_days today);

} // namespace yeelen::menu

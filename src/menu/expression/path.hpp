#pragma once
// Names of values as menus write them: "balance.amount", "profile.contract", "item.month".
#include <boost/json.hpp>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::menu {

/// Something wrong within a text: `offset` octets after its begin.
struct text_error {
    std::size_t offset = 0;
    std::string message;
};

enum class path_root : std::uint8_t {
    value,    ///< what a screen of this flow saved, or what the flow takes; steps[0] is its name
    profile,  ///< kept per MSISDN; steps[0] is its name
    config,   ///< of the gateway's configuration; steps[0] is its name
    flag,     ///< a feature flag: true or false for this customer; steps[0] is its name
    item,     ///< the list's entry being written or tried; it may have no steps
    number,   ///< that entry's number, from 1
    msisdn,   ///< the customer's number
    dialled,  ///< "*123#"
    language, ///< "fr"
    today,    ///< "2026-07-06", UTC
    least,    ///< `min` of the ask being shown
    most,     ///< `max` of the ask being shown
};

struct path {
    path_root root = path_root::value;
    std::vector<std::string> steps;
    std::size_t offset = 0; ///< where it stands in the text that it was read from
    std::string text() const;
    bool empty() const noexcept { return root == path_root::value && steps.empty(); }
};

/// Letters, digits, '_' with a letter first; steps joined by '.'. Digits alone are an index into a
/// list.
std::expected<path, text_error> parse_path(std::string_view text, std::size_t offset = 0);
bool is_name(std::string_view text) noexcept;
/// Names that no screen may save under: the roots above, and words of expressions.
const std::vector<std::string>& reserved_names();

/// `from` and then each of the steps beginning with `first`; nullptr where one is missing.
const boost::json::value* follow(const boost::json::value* from,
                                 const std::vector<std::string>& steps, std::size_t first);
/// One step: a field of a record, an entry of a list; nullptr of nullptr.
const boost::json::value* inside(const boost::json::value* from, std::string_view step);
/// The step as an index into a list; nothing of a name.
std::optional<std::size_t> index_of(std::string_view step) noexcept;

} // namespace yeelen::menu

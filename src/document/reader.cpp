#include "document/reader.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace yeelen::document {

std::optional<std::int64_t> parse_integer(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) {
        text.remove_prefix(1);
    }
    int base = 10;
    if (text.starts_with("0x") || text.starts_with("0X")) {
        text.remove_prefix(2);
        base = 16;
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc{} || end != text.data() + text.size() || text.starts_with('-')) {
        return std::nullopt;
    }
    return negative ? -value : value;
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
    std::int64_t unit = 0;
    for (const auto& [suffix, milliseconds] : {std::pair<std::string_view, std::int64_t>{"ms", 1},
                                               {"s", 1000},
                                               {"m", 60'000},
                                               {"h", 3'600'000}}) {
        if (text.ends_with(suffix)) {
            text.remove_suffix(suffix.size());
            unit = milliseconds;
            break;
        }
    }
    const auto count = parse_integer(text);
    if (unit == 0 || !count || *count < 0 || *count > 1'000'000'000) {
        return std::nullopt;
    }
    return std::chrono::milliseconds{*count * unit};
}

map_reader::map_reader(const node& map, std::string what, const std::string& file,
                       core::faults& faults)
    : map_(map)
    , what_(std::move(what))
    , file_(file)
    , faults_(faults) {
    if (!map.is_map()) {
        fault_at(map, fmt::format("{} must be a map of 'name: value' lines", what_));
    }
}

void map_reader::fault_at(const node& where, std::string message) {
    faults_.push_back({file_, where.line, where.column, std::move(message)});
}

const node* map_reader::optional(std::string_view key) {
    known_.emplace_back(key);
    return map_.find(key);
}

const node* map_reader::required(std::string_view key) {
    const node* found = optional(key);
    if (!found && map_.is_map()) {
        fault_at(map_, fmt::format("{} lacks '{}'", what_, key));
    }
    return found;
}

std::string map_reader::text(std::string_view key, std::string_view otherwise) {
    const node* found = optional(key);
    if (!found) {
        return std::string{otherwise};
    }
    if (!found->is_scalar()) {
        fault_at(*found, fmt::format("'{}' of {} must be a text", key, what_));
        return std::string{otherwise};
    }
    return found->text;
}

std::string map_reader::required_text(std::string_view key) {
    return required(key) ? text(key, "") : std::string{};
}

std::int64_t map_reader::integer(std::string_view key, std::int64_t otherwise, std::int64_t least,
                                 std::int64_t most) {
    const node* found = optional(key);
    if (!found) {
        return otherwise;
    }
    const auto value = found->is_scalar() ? parse_integer(found->text) : std::nullopt;
    if (!value || *value < least || *value > most) {
        fault_at(*found, fmt::format("'{}' of {} must be a whole number from {} to {}", key, what_,
                                     least, most));
        return otherwise;
    }
    return *value;
}

std::int64_t map_reader::required_integer(std::string_view key, std::int64_t least,
                                          std::int64_t most) {
    return required(key) ? integer(key, least, least, most) : least;
}

bool map_reader::flag(std::string_view key, bool otherwise) {
    const node* found = optional(key);
    if (!found) {
        return otherwise;
    }
    if (found->text == "true" || found->text == "yes" || found->text == "on") {
        return true;
    }
    if (found->text == "false" || found->text == "no" || found->text == "off") {
        return false;
    }
    fault_at(*found, fmt::format("'{}' of {} must be true or false", key, what_));
    return otherwise;
}

std::chrono::milliseconds map_reader::duration(std::string_view key,
                                               std::chrono::milliseconds otherwise,
                                               std::chrono::milliseconds least,
                                               std::chrono::milliseconds most) {
    const node* found = optional(key);
    if (!found) {
        return otherwise;
    }
    const auto value = found->is_scalar() ? parse_duration(found->text) : std::nullopt;
    if (!value || *value < least || *value > most) {
        fault_at(
            *found,
            fmt::format("'{}' of {} must be a time such as 250ms, 4s, 2m or 1h, from {}ms to {}ms",
                        key, what_, least.count(), most.count()));
        return otherwise;
    }
    return *value;
}

std::vector<std::string> map_reader::texts(std::string_view key) {
    const node* found = optional(key);
    std::vector<std::string> all;
    if (!found) {
        return all;
    }
    if (found->is_scalar()) {
        all.push_back(found->text);
        return all;
    }
    if (!found->is_list()) {
        fault_at(*found, fmt::format("'{}' of {} must be a list", key, what_));
    }
    for (const auto& item : found->items) {
        if (item.is_scalar()) {
            all.push_back(item.text);
        } else {
            fault_at(item, fmt::format("'{}' of {} must hold plain texts", key, what_));
        }
    }
    return all;
}

std::vector<std::int64_t> map_reader::integers(std::string_view key, std::int64_t least,
                                               std::int64_t most) {
    std::vector<std::int64_t> all;
    const auto written = texts(key);
    const node* found = map_.find(key);
    for (std::size_t i = 0; i < written.size(); ++i) {
        const auto value = parse_integer(written[i]);
        if (value && *value >= least && *value <= most) {
            all.push_back(*value);
        } else {
            fault_at(found->is_list() ? found->items[std::min(i, found->items.size() - 1)] : *found,
                     fmt::format("'{}' of {} must hold whole numbers from {} to {}", key, what_,
                                 least, most));
        }
    }
    return all;
}

std::string map_reader::choice(std::string_view key, const std::vector<std::string>& choices) {
    std::string value = text(key, choices.front());
    if (std::find(choices.begin(), choices.end(), value) == choices.end()) {
        fault_at(*map_.find(key),
                 fmt::format("'{}' of {} must be one of: {}{}", key, what_,
                             fmt::join(choices, ", "), core::suggestion(value, choices)));
        return choices.front();
    }
    return value;
}

void map_reader::finish() {
    for (const auto& [key, value] : map_.entries) {
        if (std::find(known_.begin(), known_.end(), key.text) == known_.end()) {
            fault_at(key, fmt::format("{} has no '{}'{}", what_, key.text,
                                      core::suggestion(key.text, known_)));
        }
    }
}

} // namespace yeelen::document

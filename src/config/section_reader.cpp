#include "config/section_reader.hpp"

#include "config/service_reader.hpp"

#include <fmt/format.h>

namespace yeelen::config {

namespace {

std::optional<std::chrono::microseconds> parse_microseconds(std::string_view text) {
    if (text.ends_with("us")) {
        const auto count = document::parse_integer(text.substr(0, text.size() - 2));
        return count ? std::optional{std::chrono::microseconds{*count}} : std::nullopt;
    }
    return document::parse_duration(text);
}

} // namespace

std::vector<std::string> split_choices(std::string_view choices) {
    std::vector<std::string> all;
    while (!choices.empty()) {
        const auto comma = choices.find(", ");
        all.emplace_back(choices.substr(0, comma));
        choices.remove_prefix(comma == std::string_view::npos ? choices.size() : comma + 2);
    }
    return all;
}

section_reader::section_reader(const document::node& map, std::string what,
                               const file_context& context)
    : map_(map, std::move(what), context.file, *context.faults)
    , context_(context) {}

std::string section_reader::resolved(const std::string& path) const {
    return path.empty() ? path : (context_.folder / path).lexically_normal().string();
}

void section_reader::check_length(const document::node& value, const rule& r) {
    const auto length = static_cast<std::int64_t>(value.text.size());
    if (value.is_scalar() && (length < r.least || length > r.most)) {
        map_.fault_at(value,
                      fmt::format("'{}' must be of {} to {} characters", r.name, r.least, r.most));
    }
}

bool section_reader::secret_from_outside(const document::node& value, const rule& r) {
    const auto found = context_.origins.find({value.line, value.column});
    const auto from = found == context_.origins.end() ? origin::written : found->second;
    switch (from) {
    case origin::outside:
    case origin::demo: return true;
    case origin::written:
        map_.fault_at(
            value,
            fmt::format("'{}' is a secret: take it from the environment, ${{NAME}}", r.name));
        return false;
    case origin::in_clear:
        map_.fault_at(
            value, fmt::format("'{}' is a secret: only one for demonstration (\"demo...\", or of a "
                               "variable DEMO_...) may stand after ':-'",
                               r.name));
        return false;
    }
    return false;
}

void section_reader::store(const rule& r, std::string& into) {
    if (r.kind == kind::choice) {
        into = map_.choice(r.name, split_choices(r.choices));
        return;
    }
    if (r.kind == kind::port) {
        into = std::to_string(number(r));
        return;
    }
    const auto* value = map_.optional(r.name);
    into = map_.text(r.name, r.otherwise);
    if (r.kind == kind::path || r.kind == kind::folder) {
        into = resolved(into);
    }
    if (value != nullptr && (r.kind != kind::secret || secret_from_outside(*value, r))) {
        check_length(*value, r);
    }
}

void section_reader::store(const rule& r, bool& into) {
    into = map_.flag(r.name, r.otherwise == "true");
}

void section_reader::store(const rule& r, std::chrono::milliseconds& into) {
    into = map_.duration(r.name, document::parse_duration(r.otherwise).value_or(into),
                         std::chrono::milliseconds{r.least}, std::chrono::milliseconds{r.most});
}

void section_reader::store(const rule& r, std::chrono::microseconds& into) {
    into = parse_microseconds(r.otherwise).value_or(into);
    const auto* value = map_.optional(r.name);
    if (value == nullptr) {
        return;
    }
    const auto read = value->is_scalar() ? parse_microseconds(value->text) : std::nullopt;
    if (!read || read->count() < r.least || read->count() > r.most) {
        map_.fault_at(*value,
                      fmt::format("'{}' must be a time such as 250us or 2ms, from {}us to {}us",
                                  r.name, r.least, r.most));
    } else {
        into = *read;
    }
}

std::int64_t section_reader::number(const rule& r) {
    return map_.integer(r.name, document::parse_integer(r.otherwise).value_or(r.least), r.least,
                        r.most);
}

void section_reader::store(const rule& r, std::vector<std::string>& into) {
    const auto before = context_.faults->size();
    into = map_.texts(r.name);
    const auto* value = map_.optional(r.name);
    if (value == nullptr || context_.faults->size() != before) {
        return;
    }
    if (into.empty() && r.given) {
        map_.fault_at(*value, fmt::format("'{}' must hold at least one", r.name));
    }
    for (std::size_t i = 0; i < into.size(); ++i) {
        const auto& item = value->is_list() ? value->items[i] : *value;
        if (r.kind == kind::paths) {
            if (into[i].empty()) {
                map_.fault_at(item, fmt::format("'{}' must hold names of files", r.name));
            }
            into[i] = resolved(into[i]);
        } else if (r.kind != kind::secrets || secret_from_outside(item, r)) {
            check_length(item, r);
        }
    }
}

void section_reader::store(const rule& r, std::vector<service_settings>& into) {
    const auto* value = map_.optional(r.name);
    if (value == nullptr) {
        return;
    }
    if (!value->is_map() || value->entries.empty()) {
        map_.fault_at(*value,
                      fmt::format("'{}' must be a map of \"*123#\": folder of its menu", r.name));
        return;
    }
    into = read_services(*value, context_);
}

} // namespace yeelen::config

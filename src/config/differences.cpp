// What of a configuration holds from a restart on only.
#include "config/declaration.hpp"
#include "config/settings.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace yeelen::config {

namespace {

template<typename T>
bool same(const declared<T>& row, const T& a, const T& b) {
    return std::visit(
        [&]<typename Value>(Value T::* member) {
            if constexpr (std::is_same_v<Value, std::vector<service_settings>>) {
                return true; // read anew
            } else {
                return a.*member == b.*member;
            }
        },
        row.place);
}

const operator_settings* find(const settings& all, const std::string& id) {
    const auto found =
        std::ranges::find_if(all.operators, [&](const auto& o) { return o.id == id; });
    return found == all.operators.end() ? nullptr : &*found;
}

} // namespace

std::vector<std::string> differences(const settings& now, const settings& then) {
    std::vector<std::string> names;
    for (const auto& row : gateway_table()) {
        // The operators' files may be renamed: what counts is what stands in them.
        if (row.name != "backends" && row.name != "operators" && !same(row, now, then)) {
            names.push_back(row.section.empty() ? std::string{row.name}
                                                : fmt::format("{}.{}", row.section, row.name));
        }
    }
    for (const auto& o : now.operators) {
        const auto* other = find(then, o.id);
        if (!other) {
            names.push_back(fmt::format("operator {}: gone", o.id));
            continue;
        }
        for (const auto& row : operator_table()) {
            if (!same(row, o, *other)) {
                names.push_back(fmt::format("operator {}: {}", o.id, row.name));
            }
        }
    }
    for (const auto& o : then.operators) {
        if (!find(now, o.id)) {
            names.push_back(fmt::format("operator {}: new", o.id));
        }
    }
    return names;
}

} // namespace yeelen::config

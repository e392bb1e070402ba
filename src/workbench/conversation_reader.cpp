#include "document/reader.hpp"
#include "workbench/conversation.hpp"
#include "workbench/conversation_language.hpp"
#include "workbench/json_node.hpp"
#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

namespace yeelen::workbench {

namespace {

using document::node;
using document::shape_reader;

spot spot_of(const node& n) {
    return {n.line, n.column};
}

/// 10:00 UTC of "2026-07-06".
std::optional<core::utc_time> morning_of(std::string_view day) {
    const auto part = [&](std::size_t at, std::size_t size) {
        int value = -1;
        std::from_chars(day.data() + at, day.data() + at + size, value);
        return value;
    };
    if (day.size() != 10 || day[4] != '-' || day[7] != '-') {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{part(0, 4)},
                                           std::chrono::month{static_cast<unsigned>(part(5, 2))},
                                           std::chrono::day{static_cast<unsigned>(part(8, 2))}};
    if (!date.ok()) {
        return std::nullopt;
    }
    return core::utc_time{std::chrono::sys_days{date}} + std::chrono::hours{10};
}

class conversation_reader {
public:
    conversation_reader(const std::string& file, core::faults& faults)
        : file_(file)
        , faults_(faults) {}

    conversation read(const node& root);

private:
    void head(const shape_reader& top, conversation& into);
    conversation_step step(const node& item);
    void deed_of(const shape_reader& f, conversation_step& into, const node& item);
    canned_answers answers(const node* map);
    std::vector<core::call_outcome> outcomes(const node& n);
    core::call_outcome outcome(const node& n);
    boost::json::object object(const node* map);
    std::vector<wanted_text> texts(const node* n);
    void fault(const node& where, std::string message) {
        faults_.push_back({file_, where.line, where.column, std::move(message)});
    }

    const std::string& file_;
    core::faults& faults_;
};

conversation conversation_reader::read(const node& root) {
    conversation c;
    c.file = file_;
    const shape_reader top{root, conversation_shape(), "the conversation", file_, faults_};
    head(top, c);
    if (const auto* steps = top.find("steps")) {
        for (const auto& item : steps->items) {
            c.steps.push_back(step(item));
        }
    }
    return c;
}

void conversation_reader::head(const shape_reader& top, conversation& into) {
    into.name = top.text("test");
    into.phone = top.text("phone");
    const auto* phone = top.find("phone");
    if (phone && (into.phone.empty() || into.phone.size() > 15 ||
                  !std::ranges::all_of(into.phone, [](char c) { return c >= '0' && c <= '9'; }))) {
        fault(*phone, "a phone number has up to 15 digits, with its country's code");
    }
    const auto* date = top.find("date");
    const auto begins = morning_of(top.text("date"));
    if (!begins) {
        fault(*date, fmt::format("'{}' is no date such as 2026-07-06", date->text));
    }
    into.begins = begins.value_or(core::utc_time{});
    into.profile = object(top.find("profile"));
    into.config = object(top.find("config"));
    const auto where = [&](std::string_view name) {
        const auto* n = top.find(name);
        return n ? spot_of(*n) : spot{};
    };
    into.profile_at = where("profile");
    into.config_at = where("config");
    into.flags_at = where("flags");
    for (const auto* flag : top.words("flags")) {
        into.flags.push_back(flag->text);
    }
}

conversation_step conversation_reader::step(const node& item) {
    conversation_step s;
    s.where = spot_of(item);
    const shape_reader f{item, step_shape(), "the step", file_, faults_};
    deed_of(f, s, item);
    s.backend = answers(f.find("backend"));
    if (const auto* calls = f.find("calls")) {
        for (const auto& [name, arguments] : calls->entries) {
            s.calls.emplace(name.text, object(&arguments));
        }
    }
    if (const auto* expect = f.find("expect")) {
        s.expect = wanted_text{expect->text, spot_of(*expect)};
        while (s.expect->text.ends_with('\n')) {
            s.expect->text.pop_back();
        }
    }
    s.contains = texts(f.find("contains"));
    if (const auto* sms = f.find("sms")) {
        s.sms = texts(sms);
    }
    s.sms_contains = texts(f.find("sms_contains"));
    if (f.find("ends")) {
        s.ends = f.flag("ends");
    }
    return s;
}

void conversation_reader::deed_of(const shape_reader& f, conversation_step& into,
                                  const node& item) {
    static constexpr std::array<std::string_view, 4> names{"dial", "type", "wait", "late"};
    const node* found = nullptr;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (const auto* n = item.find(names[i])) {
            if (found) {
                fault(*n, "a step does one thing: dial, type, wait or late");
            }
            found = n;
            into.what = static_cast<deed>(i);
        }
    }
    if (!found) {
        fault(item, "a step must say what happens: dial, type, wait or late");
        return;
    }
    if (into.what == deed::wait) {
        into.time = f.duration("wait");
    } else if (into.what == deed::late) {
        into.late = answers(f.find("late"));
    } else {
        into.text = found->text;
    }
}

canned_answers conversation_reader::answers(const node* map) {
    canned_answers all;
    if (map && !map->is_map()) {
        fault(*map, "answers are a map: each operation with what it answers");
    } else if (map) {
        for (const auto& [name, value] : map->entries) {
            all.emplace(name.text, outcomes(value));
        }
    }
    return all;
}

std::vector<core::call_outcome> conversation_reader::outcomes(const node& n) {
    std::vector<core::call_outcome> all;
    if (!n.is_list()) {
        all.push_back(outcome(n));
    }
    for (const auto& item : n.items) {
        all.push_back(outcome(item));
    }
    if (all.empty()) {
        fault(n, "an answer is a map, or the name of a failure such as timeout");
        all.push_back(std::unexpected(core::call_failure::garbage));
    }
    return all;
}

core::call_outcome conversation_reader::outcome(const node& n) {
    if (n.is_map()) {
        return object(&n);
    }
    std::vector<std::string> names;
    for (int i = 0; i <= static_cast<int>(core::call_failure::garbage); ++i) {
        const auto failure = static_cast<core::call_failure>(i);
        names.emplace_back(core::name_of(failure));
        if (n.is_scalar() && n.text == names.back()) {
            return std::unexpected(failure);
        }
    }
    fault(n, fmt::format("an answer is a map, or one of {}{}", fmt::join(names, ", "),
                         core::suggestion(n.text, names)));
    return std::unexpected(core::call_failure::garbage);
}

boost::json::object conversation_reader::object(const node* map) {
    if (!map) {
        return {};
    }
    auto value = to_json(*map);
    if (!value.is_object()) {
        fault(*map, "a map of 'name: value' lines is wanted here");
        return {};
    }
    return std::move(value.get_object());
}

std::vector<wanted_text> conversation_reader::texts(const node* n) {
    std::vector<wanted_text> all;
    if (n && n->is_scalar()) {
        all.push_back({n->text, spot_of(*n)});
    } else if (n) {
        for (const auto& item : n->items) {
            all.push_back({item.text, spot_of(item)});
        }
    }
    for (auto& one : all) {
        while (one.text.ends_with('\n')) {
            one.text.pop_back();
        }
    }
    return all;
}

} // namespace

std::expected<conversation, core::faults> read_conversation(const std::string& file) {
    const auto root = document::read_yaml_file(file);
    if (!root) {
        return std::unexpected(root.error());
    }
    core::faults faults;
    auto c = conversation_reader{file, faults}.read(*root);
    if (!faults.empty()) {
        return std::unexpected(std::move(faults));
    }
    return c;
}

} // namespace yeelen::workbench

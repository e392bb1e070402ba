#pragma once
// Menus that tests, fuzzers and measurements walk through, and the operations that they call.
#include "document/node.hpp"
#include "document/value_type_reader.hpp"
#include "menu/definition.hpp"
#include <filesystem>
#include <stdexcept>
#include <string>

namespace support {

inline std::string menu_folder(const std::string& name) {
    return std::string{YEELEN_SOURCE_DIR} +
           (name == "electricity" ? "/menus/electricity" : "/tests/menu/menus/" + name);
}

/// As a file of config/backends declares them: what an answer holds and what a call takes.
inline yeelen::menu::operations declared_operations(const std::string& file) {
    using namespace yeelen;
    const auto root = document::read_yaml_file(file);
    const auto* declared = root ? root->find("operations") : nullptr;
    if (!declared) {
        throw std::runtime_error{file + ": its operations cannot be read"};
    }
    menu::operations read;
    core::faults ignored; // the gateway's own reader tells them
    for (const auto& [name, body] : declared->entries) {
        auto& shape = read[name.text];
        const auto& path = body.find("path")->text;
        for (std::size_t at = 0; (at = path.find('{', at)) != std::string::npos; ++at) {
            shape.arguments.try_emplace(path.substr(at + 1, path.find('}', at) - at - 1));
        }
        for (const char* part : {"query", "body"}) {
            const auto* map = body.find(part);
            for (std::size_t i = 0; map && i < map->entries.size(); ++i) {
                shape.arguments.try_emplace(map->entries[i].value.text);
            }
        }
        const auto* answer = body.find("answer");
        for (std::size_t i = 0; answer && i < answer->entries.size(); ++i) {
            const auto& [key, value] = answer->entries[i];
            const bool optional = key.text.ends_with('?');
            auto& type = shape.answer[key.text.substr(0, key.text.size() - (optional ? 1 : 0))];
            if (value.is_map()) {
                type = document::read_value_type(value, key.text, file, ignored);
            }
            type.optional = type.optional || optional;
        }
        const auto* once = body.find("once");
        shape.once = once && once->text == "true";
    }
    return read;
}

inline const yeelen::menu::operations& utility_operations() {
    static const auto all = declared_operations(YEELEN_SOURCE_DIR "/config/backends/utility.yaml");
    return all;
}

/// Of every file of config/backends: what any menu of the project may call.
inline const yeelen::menu::operations& all_operations() {
    static const auto all = [] {
        yeelen::menu::operations together;
        for (const auto& entry :
             std::filesystem::directory_iterator{YEELEN_SOURCE_DIR "/config/backends"}) {
            together.merge(declared_operations(entry.path().string()));
        }
        return together;
    }();
    return all;
}

/// Of tests/menu/menus/kinds.
inline const yeelen::menu::operations& kinds_operations() {
    using namespace yeelen;
    using kind = core::value_kind;
    static const menu::operations all = [] {
        const auto text = [](std::int64_t most) {
            return core::value_type{.kind = kind::text, .most = most};
        };
        const auto amount = [](std::int64_t least, std::int64_t most) {
            return core::value_type{.kind = kind::amount, .least = least, .most = most};
        };
        core::value_type due = core::plain(kind::date);
        due.optional = true;
        core::value_type bills = core::plain(kind::list);
        bills.most = 12;
        bills.entry = {core::value_type{.kind = kind::record,
                                        .fields = {{"number", text(13)},
                                                   {"month", core::plain(kind::month)},
                                                   {"amount", amount(0, 9'999'999)},
                                                   {"due_date", core::plain(kind::date)},
                                                   {"status", text(8)}}}};
        const core::value_type any;
        return menu::operations{
            {"find_contract",
             {.arguments = {{"contract", any}},
              .answer = {{"contract", text(6)}, {"name", text(12)}}}},
            {"balance",
             {.arguments = {{"contract", any}},
              .answer = {{"amount", amount(-9'999'999, 9'999'999)}, {"due_date", due}}}},
            {"invoices", {.arguments = {{"contract", any}}, .answer = {{"invoices", bills}}}},
            {"check_pin",
             {.arguments = {{"contract", any}, {"pin", any}}, .answer = {{"holder", text(12)}}}},
            {"buy_token",
             {.arguments = {{"meter", any}, {"amount", any}, {"phone", any}},
              .answer = {{"token", text(20)}, {"kwh", core::plain(kind::number)}},
              .once = true}},
            {"request_deferral",
             {.arguments = {{"contract", any}},
              .answer = {{"reference", text(10)}},
              .once = true}}};
    }();
    return all;
}

} // namespace support

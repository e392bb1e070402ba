#include "config/service_reader.hpp"

#include "core/msisdn.hpp"
#include <fmt/format.h>

namespace yeelen::config {

namespace {

using document::map_reader;
using document::node;

/// '*' digits and further '*' digits, then '#': "*123#", "*123*4#".
bool is_service_code(std::string_view code) {
    if (code.size() < 3 || code.size() > 20 || code.front() != '*' || code.back() != '#') {
        return false;
    }
    char before = '*';
    for (const char c : code.substr(1, code.size() - 2)) {
        if ((c < '0' || c > '9') && (c != '*' || before == '*')) {
            return false;
        }
        before = c;
    }
    return before != '*';
}

flag_settings read_flag(const document::entry& written, const std::string& what,
                        const file_context& context) {
    map_reader reader{written.value, fmt::format("the flag '{}' of {}", written.key.text, what),
                      context.file, *context.faults};
    flag_settings flag;
    flag.line = written.key.line;
    flag.column = written.key.column;
    if (!written.value.is_map()) {
        return flag;
    }
    flag.percent = static_cast<std::uint8_t>(reader.integer("percent", 0, 0, 100));
    const auto numbers = reader.texts("allow");
    const node* list = reader.optional("allow");
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (const auto number = core::msisdn::parse(numbers[i])) {
            flag.allow.push_back(number->digits());
        } else {
            reader.fault_at(
                list->is_list() ? list->items[i] : *list,
                fmt::format("'{}' is no number: 5 to 15 digits with the country code", numbers[i]));
        }
    }
    reader.finish();
    return flag;
}

void read_long_form(const node& written, const std::string& what, const file_context& context,
                    service_settings& into) {
    map_reader reader{written, what, context.file, *context.faults};
    if (reader.required("menu")) {
        into.menu = reader.required_text("menu");
    }
    if (const node* config = reader.optional("config")) {
        if (config->is_map()) {
            into.config = *config;
        } else {
            reader.fault_at(*config, fmt::format("'config' of {} must be a map of values by the "
                                                 "names that its menu declares",
                                                 what));
        }
    }
    if (const node* flags = reader.optional("flags")) {
        if (!flags->is_map()) {
            reader.fault_at(
                *flags,
                fmt::format("'flags' of {} must be a map such as wallet: {{ percent: 20 }}", what));
        }
        for (const auto& entry : flags->entries) {
            into.flags.emplace(entry.key.text, read_flag(entry, what, context));
        }
    }
    reader.finish();
}

} // namespace

std::vector<service_settings> read_services(const document::node& written,
                                            const file_context& context) {
    std::vector<service_settings> all;
    const auto fault = [&](const node& where, std::string message) {
        context.faults->push_back({context.file, where.line, where.column, std::move(message)});
    };
    for (const auto& [code, value] : written.entries) {
        service_settings service;
        service.code = code.text;
        service.file = context.file;
        service.line = code.line;
        service.column = code.column;
        if (!is_service_code(code.text)) {
            fault(code,
                  fmt::format("'{}' is no service code: it must be like \"*123#\" or \"*123*4#\"",
                              code.text));
        }
        const auto what = fmt::format("the service {}", code.text);
        if (value.is_map()) {
            read_long_form(value, what, context, service);
        } else if (value.is_scalar() && !value.text.empty()) {
            service.menu = value.text;
        } else {
            fault(value, fmt::format("{} must name the folder of its menu", what));
        }
        if (!service.menu.empty()) {
            service.menu = (context.folder / service.menu).lexically_normal().string();
            all.push_back(std::move(service));
        }
    }
    return all;
}

} // namespace yeelen::config

#include "config/section_reader.hpp"
#include "config/settings.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <system_error>
#include <tuple>
#include <unordered_map>

namespace yeelen::config {

namespace {

namespace fs = std::filesystem;

/// Reads a file and puts the environment in. Nothing when there is no tree to go on with.
std::optional<document::node> read_file(const std::string& file,
                                        const environment_lookup& environment, core::faults& faults,
                                        file_context& context) {
    context = {file, fs::path{file}.parent_path(), {}, &faults};
    auto read = document::read_yaml_file(file);
    if (!read) {
        faults.insert(faults.end(), read.error().begin(), read.error().end());
        return std::nullopt;
    }
    context.origins = substitute(*read, file, environment, faults);
    return std::move(*read);
}

std::vector<std::string_view> sections() {
    std::vector<std::string_view> names;
    for (const auto& row : gateway_table()) {
        if (!row.section.empty() && (names.empty() || names.back() != row.section)) {
            names.push_back(row.section);
        }
    }
    return names;
}

void read_section(std::string_view name, const document::node& map, const file_context& context,
                  settings& into) {
    section_reader reader{map, name.empty() ? "the configuration" : fmt::format("'{}'", name),
                          context};
    if (name.empty()) {
        for (const auto section : sections()) {
            reader.map().optional(section); // known: read below
        }
    }
    for (const auto& row : gateway_table()) {
        if (row.section == name) {
            reader.read(row, into);
        }
    }
    reader.map().finish();
}

/// A section that is left out has all its defaults; what must be given is then missed where the
/// file begins.
const document::node& section_or_empty(const document::node& root, std::string_view name,
                                       document::node& empty) {
    const auto* found = root.find(name);
    if (found != nullptr) {
        return *found;
    }
    empty.kind = document::node::type::map;
    empty.line = root.line;
    empty.column = root.column;
    return empty;
}

void check_together(const document::node& root, const file_context& context, const settings& s) {
    const auto fault = [&](const document::node& where, std::string message) {
        context.faults->push_back({context.file, where.line, where.column, std::move(message)});
    };
    if (const auto* sessions = root.find("sessions");
        sessions != nullptr && s.idle_timeout > s.session_timeout) {
        fault(*sessions, "idle_timeout must not be more than session_timeout");
    }
}

/// Where the n-th name of `operators` stands.
const document::node& name_of_file(const document::node& root, std::size_t n) {
    const auto& list = *root.find("operators");
    return list.is_list() ? list.items[n] : list;
}

void check_operator(const document::node& root, const file_context& context, const settings& s,
                    const operator_settings& o) {
    const auto fault = [&](std::string_view key, std::string message) {
        const auto* where = root.find(key);
        context.faults->push_back({context.file, where ? where->line : root.line,
                                   where ? where->column : root.column, std::move(message)});
    };
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    if (!std::ranges::all_of(o.id, plain)) {
        fault("id", "'id' must be of a-z, 0-9, - and _");
    }
    for (const auto& prefix : o.prefixes) {
        if (!std::ranges::all_of(prefix, [](char c) { return c >= '0' && c <= '9'; })) {
            fault("prefixes",
                  fmt::format("'{}' of 'prefixes' must be digits, in international form without +",
                              prefix));
        }
    }
    if (o.password.size() > 8 && !o.long_password) {
        fault("password", "'password' has more than 8 characters (SMPP 3.4 5.2.2); if the operator "
                          "gave it so, set 'long_password: true'");
    }
    for (const auto& text : o.fallback_hosts) {
        if (!host_and_port(text)) {
            fault("fallback_hosts",
                  fmt::format("'{}' of 'fallback_hosts' must be host:port", text));
        }
    }
    const auto check_statuses = [&](std::string_view key, const std::vector<std::string>& all) {
        for (const auto& text : all) {
            if (!status_number(text)) {
                fault(key, fmt::format("'{}' of '{}' must be a number such as 0x401", text, key));
            }
        }
    };
    check_statuses("throttle_statuses", o.throttle_statuses);
    check_statuses("retry_statuses", o.retry_statuses);
    if (o.tls_certificate.empty() != o.tls_key.empty()) {
        fault(o.tls_key.empty() ? "tls_certificate" : "tls_key",
              "'tls_certificate' and 'tls_key' go together");
    }
    if (!o.tls && !(o.tls_ca + o.tls_server_name + o.tls_certificate).empty()) {
        fault(!o.tls_ca.empty()            ? "tls_ca"
              : !o.tls_server_name.empty() ? "tls_server_name"
                                           : "tls_certificate",
              "TLS is described and not switched on: 'tls: true' is missing");
    }
    std::error_code ignored;
    if (!o.dialect.empty() &&
        !fs::exists(fs::path{s.dialect_folder} / (o.dialect + ".yaml"), ignored)) {
        std::vector<std::string> there;
        for (const auto& entry : fs::directory_iterator{s.dialect_folder, ignored}) {
            there.push_back(entry.path().stem().string());
        }
        fault("dialect", fmt::format("there is no dialect '{}' in {}{}", o.dialect,
                                     s.dialect_folder, core::suggestion(o.dialect, there)));
    }
}

void read_operators(const document::node& root, const file_context& gateway,
                    const environment_lookup& environment, settings& s) {
    std::unordered_map<std::string, std::string> seen; // id -> file
    for (std::size_t i = 0; i < s.operator_files.size(); ++i) {
        const auto& file = s.operator_files[i];
        std::error_code ignored;
        if (!fs::is_regular_file(file, ignored)) {
            const auto& where = name_of_file(root, i);
            gateway.faults->push_back(
                {gateway.file, where.line, where.column, fmt::format("there is no file {}", file)});
            continue;
        }
        file_context context;
        const auto tree = read_file(file, environment, *gateway.faults, context);
        if (!tree) {
            continue;
        }
        operator_settings o;
        section_reader reader{*tree, "the operator", context};
        for (const auto& row : operator_table()) {
            reader.read(row, o);
        }
        reader.map().finish();
        check_operator(*tree, context, s, o);
        if (const auto [first, fresh] = seen.try_emplace(o.id, file); !fresh && !o.id.empty()) {
            const auto& id = *tree->find("id");
            gateway.faults->push_back(
                {file, id.line, id.column,
                 fmt::format("the operator '{}' is in {} already", o.id, first->second)});
        }
        s.operators.push_back(std::move(o));
    }
}

} // namespace

settings read(const std::string& file, const environment_lookup& environment,
              core::faults& faults) {
    settings s;
    file_context context;
    const auto root = read_file(file, environment, faults, context);
    if (!root) {
        return s;
    }
    read_section("", *root, context, s);
    if (root->is_map()) {
        for (const auto name : sections()) {
            document::node empty;
            read_section(name, section_or_empty(*root, name, empty), context, s);
        }
        check_together(*root, context, s);
        read_operators(*root, context, environment, s);
    }
    std::ranges::sort(faults, {}, [&](const core::fault& f) {
        return std::tuple{f.file != file, f.file, f.line, f.column, f.message};
    });
    return s;
}

std::expected<settings, core::faults> load(const std::string& file,
                                           const environment_lookup& environment) {
    core::faults faults;
    auto s = read(file, environment, faults);
    if (!faults.empty()) {
        return std::unexpected(std::move(faults));
    }
    return s;
}

} // namespace yeelen::config

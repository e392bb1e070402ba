#include "backends/declaration.hpp"

#include "backends/base_url.hpp"
#include "backends/operation_reader.hpp"
#include "backends/path_template.hpp"
#include "backends/size_text.hpp"
#include "document/reader.hpp"
#include "document/variables.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <tuple>

namespace yeelen::backends {

namespace {

using document::map_reader;
using document::node;

/// Where each name was first declared, over all files.
using places = std::map<std::string, std::string, std::less<>>;

constexpr std::uint64_t least_answer = 1024;
constexpr std::uint64_t most_answer = std::uint64_t{16} << 20;

std::string lower(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

void declare(places& known, const node& where, std::string_view kind, const std::string& file,
             core::faults& faults) {
    const auto place = fmt::format("{}:{}:{}", file, where.line, where.column);
    if (const auto [first, fresh] = known.emplace(where.text, place); !fresh) {
        faults.push_back(
            {file, where.line, where.column,
             fmt::format("{} '{}' is declared before at {}", kind, where.text, first->second)});
    }
}

bool is_header_name(std::string_view name) {
    // tchar of RFC 9110 5.6.2
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
    });
}

bool is_header_value(std::string_view value) {
    return std::all_of(value.begin(), value.end(), [](char c) {
        return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
    });
}

void read_headers(map_reader& reader, const environment_lookup& environment, backend& into) {
    // The client writes these itself.
    static const std::vector<std::string> ours = {
        "host",       "content-length",  "content-type", "transfer-encoding",
        "connection", "idempotency-key", "traceparent",  "expect"};
    const node* headers = reader.optional("headers");
    if (!headers) {
        return;
    }
    if (!headers->is_map()) {
        return reader.fault_at(*headers, "'headers' must be a map of 'Name: value'");
    }
    for (const auto& [key, value] : headers->entries) {
        if (!is_header_name(key.text)) {
            reader.fault_at(key, fmt::format("'{}' is not the name of a header", key.text));
        } else if (std::find(ours.begin(), ours.end(), lower(key.text)) != ours.end()) {
            reader.fault_at(key, fmt::format("the gateway sets the header {} itself", key.text));
        } else if (!value.is_scalar()) {
            reader.fault_at(value, fmt::format("the header {} must be a plain text", key.text));
        } else if (auto text = document::substitute(value.text, environment); !text) {
            reader.fault_at(value, text.error());
        } else if (!is_header_value(*text)) {
            reader.fault_at(value, fmt::format("the header {} holds control characters", key.text));
        } else {
            into.headers.emplace_back(key.text, std::move(*text));
        }
    }
}

void read_base_url(map_reader& reader, const environment_lookup& environment, backend& into) {
    const node* written = reader.required("base_url");
    if (!written) {
        return;
    }
    const auto text = document::substitute(reader.required_text("base_url"), environment);
    if (!written->is_scalar()) {
        return;
    }
    if (!text) {
        return reader.fault_at(*written, text.error());
    }
    auto url = parse_base_url(*text);
    if (!url) {
        return reader.fault_at(*written, url.error());
    }
    into.host = std::move(url->host);
    into.port = std::move(url->port);
    into.base_path = std::move(url->path);
}

void read_max_answer(map_reader& reader, backend& into) {
    const node* written = reader.optional("max_answer");
    if (!written) {
        return;
    }
    const auto size = written->is_scalar() ? parse_size(written->text) : std::nullopt;
    if (!size || *size < least_answer || *size > most_answer) {
        return reader.fault_at(*written,
                               "'max_answer' must be a size such as 256KiB, from 1KiB to 16MiB");
    }
    into.max_answer = static_cast<std::size_t>(*size);
}

void read_backend(const std::string& file, const environment_lookup& environment, places& backends,
                  places& operations, catalogue& all, core::faults& faults) {
    const auto document = document::read_yaml_file(file);
    if (!document) {
        faults.insert(faults.end(), document.error().begin(), document.error().end());
        return;
    }
    map_reader reader{*document, "a backend", file, faults};
    if (!document->is_map()) {
        return;
    }
    backend read;
    if (const node* name = reader.required("backend")) {
        read.name = reader.required_text("backend");
        if (name->is_scalar() && !is_name(read.name)) {
            reader.fault_at(*name,
                            fmt::format("'{}' is not a name: letters, digits and '_'", read.name));
        } else if (name->is_scalar()) {
            declare(backends, *name, "backend", file, faults);
        }
    }
    read_base_url(reader, environment, read);
    const auto deadline =
        reader.duration("deadline", operation{}.deadline, least_deadline, most_deadline);
    read.connections = static_cast<std::size_t>(reader.integer("connections", 32, 1, 1000));
    read.queue = static_cast<std::size_t>(reader.integer("queue", 1000, 0, 100'000));
    read_max_answer(reader, read);
    read_headers(reader, environment, read);
    if (const node* written = reader.required("operations"); written && !written->is_map()) {
        reader.fault_at(*written, "'operations' must be a map of operations by name");
    } else if (written) {
        for (const auto& entry : written->entries) {
            declare(operations, entry.key, "operation", file, faults);
            read.operations.emplace(entry.key.text, read_operation(entry, deadline, file, faults));
        }
    }
    reader.finish();
    all.backends.push_back(std::move(read));
}

} // namespace

std::expected<std::shared_ptr<const catalogue>, core::faults>
load(const std::vector<std::string>& files, const environment_lookup& environment) {
    auto all = std::make_shared<catalogue>();
    core::faults faults;
    places backends;
    places operations;
    for (const auto& file : files) {
        const auto first = static_cast<std::ptrdiff_t>(faults.size());
        read_backend(file, environment, backends, operations, *all, faults);
        std::sort(faults.begin() + first, faults.end(), [](const auto& a, const auto& b) {
            return std::tie(a.line, a.column, a.message) < std::tie(b.line, b.column, b.message);
        });
    }
    if (!faults.empty()) {
        return std::unexpected(std::move(faults));
    }
    return all;
}

} // namespace yeelen::backends

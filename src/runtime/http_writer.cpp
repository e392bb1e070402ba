#include "runtime/http_writer.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <fmt/format.h>
#include <iterator>

namespace yeelen::runtime {

namespace {

std::string_view reason_of(unsigned status) noexcept {
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 402: return "Payment Required";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 411: return "Length Required";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    default: return "Status";
    }
}

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> lower_case) noexcept {
    return std::any_of(lower_case.begin(), lower_case.end(), [&](std::string_view other) {
        return std::equal(name.begin(), name.end(), other.begin(), other.end(),
                          [](char a, char b) { return lower(a) == b; });
    });
}

void append_clean(std::string& out, std::string_view text) {
    const auto begin = out.size();
    out += text;
    std::replace_if(
        out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(),
        [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
    append_clean(out, name);
    out += ": ";
    append_clean(out, value);
    out += "\r\n";
}

/// "Date: ...\r\n", made anew once a second.
std::string_view date_line() {
    thread_local std::time_t made_at = -1;
    thread_local std::array<char, 40> line;
    thread_local std::size_t length = 0;
    if (const auto now = std::time(nullptr); now != made_at) {
        std::tm parts{};
        gmtime_r(&now, &parts);
        // IMF-fixdate (RFC 9110 5.6.7) is English whatever the locale, so not strftime's names.
        static constexpr std::string_view days = "SunMonTueWedThuFriSat";
        static constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
        const auto end = fmt::format_to_n(
            line.data(), line.size(), "Date: {}, {:02} {} {:04} {:02}:{:02}:{:02} GMT\r\n",
            days.substr(static_cast<std::size_t>(parts.tm_wday) * 3, 3), parts.tm_mday,
            months.substr(static_cast<std::size_t>(parts.tm_mon) * 3, 3), parts.tm_year + 1900,
            parts.tm_hour, parts.tm_min, parts.tm_sec);
        length = std::min(end.size, line.size());
        made_at = now;
    }
    return {line.data(), length};
}

std::size_t size_of(const http_headers& headers) {
    std::size_t size = 0;
    for (const auto& [name, value] : headers) {
        size += name.size() + value.size() + 4;
    }
    return size;
}

} // namespace

bool writable(const http_request& request) noexcept {
    const auto plain = [](char c) { return c > ' ' && c < 0x7f; };
    return !request.method.empty() && !request.target.empty() &&
           std::all_of(request.method.begin(), request.method.end(), plain) &&
           std::all_of(request.target.begin(), request.target.end(), plain);
}

std::string request_text(const http_request& request, std::string_view host) {
    std::string out;
    out.reserve(request.method.size() + request.target.size() + host.size() + 64 +
                size_of(request.headers) + request.body.size());
    out += request.method;
    out += ' ';
    out += request.target;
    out += " HTTP/1.1\r\n";
    if (request.header("Host").empty()) {
        append_header(out, "Host", host);
    }
    for (const auto& [name, value] : request.headers) {
        if (!is_one_of(name, {"content-length", "transfer-encoding"})) {
            append_header(out, name, value);
        }
    }
    const bool expects_body =
        request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
    if (expects_body || !request.body.empty()) {
        fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", request.body.size());
    }
    out += "\r\n";
    out += request.body;
    return out;
}

std::string response_text(const http_response& response, const response_form& form) {
    std::string out;
    out.reserve(160 + size_of(response.headers) + (form.to_head ? 0 : response.body.size()));
    fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", response.status,
                   reason_of(response.status));
    out += date_line();
    for (const auto& [name, value] : response.headers) {
        if (!is_one_of(name, {"content-length", "transfer-encoding", "connection", "date"})) {
            append_header(out, name, value);
        }
    }
    // RFC 9110 8.6, 15.3.5, 15.4.5: these have no body, so no length either.
    const bool bodiless = response.status < 200 || response.status == 204 || response.status == 304;
    if (!bodiless) {
        fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", response.body.size());
    }
    if (!form.keep_alive) {
        out += "Connection: close\r\n";
    } else if (form.to_http_1_0) {
        out += "Connection: keep-alive\r\n";
    }
    out += "\r\n";
    if (!bodiless && !form.to_head) {
        out += response.body;
    }
    return out;
}

} // namespace yeelen::runtime

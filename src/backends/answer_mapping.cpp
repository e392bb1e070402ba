#include "backends/answer_mapping.hpp"

#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <charconv>

namespace yeelen::backends {

namespace {

namespace json = boost::json;
using core::call_failure;

constexpr std::size_t most_depth = 32; ///< of JSON in an answer; its size is bounded by max_answer

const json::value* step_into(const json::value& from, const std::string& step) {
    if (const auto* object = from.if_object()) {
        return object->if_contains(step);
    }
    if (const auto* array = from.if_array()) {
        std::size_t index = 0;
        const char* end = step.data() + step.size();
        const auto [stop, error] = std::from_chars(step.data(), end, index);
        return error == std::errc{} && stop == end ? array->if_contains(index) : nullptr;
    }
    return nullptr;
}

/// A null counts as missing: nothing a menu could show.
const json::value* find(const json::value& answer, const std::vector<std::string>& path) {
    const json::value* at = &answer;
    for (const auto& step : path) {
        at = step_into(*at, step);
        if (!at) {
            return nullptr;
        }
    }
    return at->is_null() ? nullptr : at;
}

core::call_outcome map_answer(const operation& declared, const std::string& body) {
    json::object mapped;
    if (declared.answer.empty()) {
        return mapped;
    }
    std::array<unsigned char, 4096> near;
    json::monotonic_resource memory{near.data(), near.size()};
    json::parse_options options;
    options.max_depth = most_depth;
    boost::system::error_code error;
    const auto answer = json::parse(body, error, &memory, options);
    if (error) {
        return std::unexpected(call_failure::garbage);
    }
    mapped.reserve(declared.answer.size());
    for (const auto& field : declared.answer) {
        if (const auto* value = find(answer, field.path)) {
            mapped[field.name] = *value;
        } else if (!field.optional) {
            return std::unexpected(call_failure::garbage);
        }
    }
    return mapped;
}

call_failure failure_of(unsigned status, bool once) {
    switch (status) {
    case 404: return call_failure::not_found;
    case 401: // our key is wrong, or changed: no word on what the customer asked for
    case 403: return call_failure::server_error;
    case 409: // for `once`: the same key is being worked on, the outcome is still to come
        return once ? call_failure::server_error : call_failure::rejected;
    case 408: // the backend gave up waiting, is not ready for it, or has too much to do: later may
              // help
    case 425:
    case 429: return call_failure::server_error;
    default: break;
    }
    if (status >= 500) {
        return call_failure::server_error;
    }
    return status >= 400 ? call_failure::rejected : call_failure::garbage;
}

call_failure failure_of(runtime::http_failure failure, bool once) {
    switch (failure) {
    case runtime::http_failure::timeout: return call_failure::timeout;
    case runtime::http_failure::never_sent: return call_failure::unreachable;
    // It may have been done before the line broke, which for `once` is all that counts.
    case runtime::http_failure::broken:
        return once ? call_failure::timeout : call_failure::unreachable;
    case runtime::http_failure::bad_answer: return call_failure::garbage;
    }
    return call_failure::garbage;
}

} // namespace

core::call_outcome
outcome_of(const operation& declared,
           const std::expected<runtime::http_response, runtime::http_failure>& result) {
    if (!result) {
        return std::unexpected(failure_of(result.error(), declared.once));
    }
    if (result->status == accepted_status && declared.once) {
        return std::unexpected(call_failure::timeout);
    }
    if (result->status >= 200 && result->status < 300) {
        return map_answer(declared, result->body);
    }
    return std::unexpected(failure_of(result->status, declared.once));
}

} // namespace yeelen::backends

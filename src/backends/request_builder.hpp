#pragma once
// From a declared operation and a call's arguments to the HTTP request. Pure.
#include "backends/declaration.hpp"
#include "backends/path_template.hpp"
#include "core/call_outcome.hpp"
#include "runtime/http_message.hpp"
#include <optional>

namespace yeelen::backends {

/// An operation taken apart once, so that a call only puts its arguments in. Refers to the
/// catalogue's operation.
class request_builder {
public:
    request_builder(const backend& where, const operation& declared);

    /// Nothing when the call does not fit the operation: an argument is missing, is no plain value
    /// where it goes into path or query, is empty or would climb ("..") in the path; or `once`
    /// without a usable key.
    std::optional<runtime::http_request> build(const core::call_request& call,
                                               std::string traceparent) const;

private:
    std::optional<std::string> target_of(const boost::json::object& arguments) const;

    const operation& operation_;
    path_template path_;
    runtime::http_headers headers_;
};

} // namespace yeelen::backends

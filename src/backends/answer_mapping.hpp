#pragma once
// From what came over HTTP to what a menu is told. Pure.
#include "backends/declaration.hpp"
#include "core/call_outcome.hpp"
#include "runtime/http_client.hpp"

namespace yeelen::backends {

/// The table of what each HTTP outcome means; an answer of 2xx is mapped by the operation's
/// `answer`.
core::call_outcome
outcome_of(const operation& declared,
           const std::expected<runtime::http_response, runtime::http_failure>& result);

} // namespace yeelen::backends

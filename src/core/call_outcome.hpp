#pragma once
// What came of a backend call, as a menu, a log and a counter speak of it.
#include <boost/json.hpp>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace yeelen::core {

enum class call_failure : std::uint8_t {
    not_found,    ///< 404: the contract, invoice ... does not exist
    rejected,     ///< another 4xx: the backend refuses, for good
    server_error, ///< 5xx: the backend has a fault
    timeout,      ///< no answer by the deadline: what it did is not known
    unreachable,  ///< refused, reset, name not found, or our own queue is full: it never got the
                  ///< call
    garbage,      ///< an answer that is not what the operation declares
};
/// "not_found" ...: as menus write it.
std::string_view name_of(call_failure failure) noexcept;

/// After these a call marked `once` must be tried again with its key: nobody knows that it was
/// done.
constexpr bool uncertain(call_failure f) noexcept {
    return f != call_failure::not_found && f != call_failure::rejected;
}

/// The mapped answer, or why there is none.
using call_outcome = std::expected<boost::json::object, call_failure>;

/// A call as the pure parts ask for it.
struct call_request {
    std::string operation; ///< a name declared in config/backends
    boost::json::object arguments;
    std::string idempotency_key; ///< for operations marked once; the same at each try
};

} // namespace yeelen::core

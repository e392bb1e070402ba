#include "core/call_outcome.hpp"

namespace yeelen::core {

std::string_view name_of(call_failure failure) noexcept {
    switch (failure) {
    case call_failure::not_found: return "not_found";
    case call_failure::rejected: return "rejected";
    case call_failure::server_error: return "server_error";
    case call_failure::timeout: return "timeout";
    case call_failure::unreachable: return "unreachable";
    case call_failure::garbage: return "garbage";
    }
    return "garbage";
}

} // namespace yeelen::core

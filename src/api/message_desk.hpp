#pragma once
#include "core/ids.hpp"
#include "core/msisdn.hpp"
#include "core/time.hpp"
#include "runtime/executor.hpp"
#include "sms/message.hpp"
#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yeelen::api {

/// A checked request to send one message.
struct message_request {
    core::msisdn to;
    std::string text;            ///< valid UTF-8, 1 to 1,530 characters
    std::string sender;          ///< empty: the operator's default
    std::string idempotency_key; ///< empty: none
    std::uint64_t fingerprint;   ///< of to, text and sender
    std::chrono::milliseconds validity;
};

enum class refusal : std::uint8_t {
    key_reused,  ///< 409: the idempotency key came before with another request
    no_route,    ///< 422: no operator takes this number
    too_long,    ///< 422: more segments than allowed
    full,        ///< 503: queue or disk full
    unavailable, ///< 503: the store fails, or draining
};

struct acceptance {
    core::correlation_id uid;
    bool repeated = false;    ///< the same key and request were accepted before
    std::size_t segments = 0; ///< 0 when repeated
};

struct message_status {
    sms::message message;
    std::vector<sms::part> parts;
};

/// What the HTTP API needs of the gateway. Implemented where storage and channels meet; a double in
/// tests. Owned by the shard that the API runs on.
class message_desk {
public:
    virtual ~message_desk() = default;
    /// Gives the answer only after the synced commit (P1).
    virtual runtime::task<std::expected<acceptance, refusal>> accept(message_request request) = 0;
    virtual std::optional<message_status> find(const core::correlation_id& uid) = 0;
};

} // namespace yeelen::api

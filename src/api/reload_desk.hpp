#pragma once
#include "core/fault.hpp"
#include "runtime/executor.hpp"
#include <cstdint>
#include <expected>
#include <string>
#include <vector>

namespace yeelen::api {

/// What a reload did.
struct reload_report {
    struct service {
        std::string code; ///< "*123#"
        std::string menu;
        std::string version;  ///< 15 hex digits
        bool changed = false; ///< another version than before, or other settings
    };
    std::vector<service> services;
    bool backends_changed = false;
    std::vector<std::string> needs_restart; ///< settings that changed and hold from a restart on
};

enum class reload_refusal : std::uint8_t {
    faulty,      ///< 422: the files have faults
    busy,        ///< 409: another reload is under way
    unavailable, ///< 503: the store fails, too many versions are in use, or draining
};
struct reload_failure {
    reload_refusal why;
    core::faults faults; ///< of `faulty`
};

/// What the HTTP API needs to have menus, backends and services' settings read anew. On the shard.
class reload_desk {
public:
    virtual ~reload_desk() = default;
    /// The answer comes when the new ones are in use, or refused: then the old stay.
    virtual runtime::task<std::expected<reload_report, reload_failure>> reload() = 0;
};

} // namespace yeelen::api

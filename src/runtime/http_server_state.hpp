#pragma once
// What a server's connections share. Inside runtime/ only.
#include "runtime/http_server.hpp"
#include <unordered_set>

namespace yeelen::runtime {

class http_server_connection;

/// Outlives the http_server while a handler still runs: each connection holds it.
struct http_server_state {
    http_server_config config;
    http_server::handler handle;
    std::unordered_set<http_server_connection*> connections; ///< each takes itself out when it ends
    bool stopping = false;
};

} // namespace yeelen::runtime

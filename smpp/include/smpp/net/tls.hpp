#pragma once
// TLS under SMPP, both sides. Contexts are made once and shared by links; OpenSSL is seen by
// src/net/tls.cpp alone.
#include <expected>
#include <memory>
#include <string>

namespace smpp::net {

struct tls_client_config {
    bool enabled = false;
    bool verify = true;           ///< the chain and the name; off only for trials
    std::string ca_file;          ///< PEM; empty: the system's
    std::string server_name;      ///< for SNI and the check of the name; empty: the host
    std::string certificate_file; ///< PEM, chain included; with key_file: the client's own
    std::string key_file;
};

struct tls_server_config {
    bool enabled = false;
    std::string certificate_file; ///< PEM, chain included
    std::string key_file;
    std::string client_ca_file; ///< PEM; not empty: clients must show a certificate of these
};

/// An immutable set of keys and certificates; TLS 1.2 or later.
class tls_context;
using tls_context_ptr = std::shared_ptr<const tls_context>;

/// Reads the files. The error names the file and what OpenSSL said.
std::expected<tls_context_ptr, std::string> make_tls_context(const tls_client_config& config);
std::expected<tls_context_ptr, std::string> make_tls_context(const tls_server_config& config);

} // namespace smpp::net

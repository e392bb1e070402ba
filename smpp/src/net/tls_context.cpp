#include "tls_context.hpp"
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string_view>

namespace smpp::net {

void tls_context::free_context::operator()(ssl_ctx_st* c) const noexcept {
    SSL_CTX_free(c);
}

namespace {

using result = std::expected<tls_context_ptr, std::string>;

/// What OpenSSL said first, which is the cause; empties its queue.
std::string openssl_said() {
    const auto code = ERR_get_error();
    ERR_clear_error();
    if (ERR_SYSTEM_ERROR(code)) {
        return std::generic_category().message(ERR_GET_REASON(code));
    }
    const char* reason = ERR_reason_error_string(code);
    return reason == nullptr ? "unknown error" : reason;
}

std::unexpected<std::string> fault(std::string_view what, const std::string& file) {
    return std::unexpected(fmt::format("{} {}: {}", what, file, openssl_said()));
}

/// A key with a pass phrase would make OpenSSL ask the terminal for it.
int no_pass_phrase(char*, int, int, void*) {
    return -1;
}

tls_context::native bare(const SSL_METHOD* method) {
    ERR_clear_error();
    tls_context::native c{SSL_CTX_new(method)};
    if (c) {
        SSL_CTX_set_min_proto_version(c.get(), TLS1_2_VERSION);
        SSL_CTX_set_default_passwd_cb(c.get(), no_pass_phrase);
        // Binds are few and long: taking up old sessions again is not worth its keys.
        SSL_CTX_set_options(c.get(), SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION);
        SSL_CTX_set_session_cache_mode(c.get(), SSL_SESS_CACHE_OFF);
        SSL_CTX_set_num_tickets(c.get(), 0);
    }
    return c;
}

std::expected<void, std::string> load_own(SSL_CTX* c, const std::string& certificate,
                                          const std::string& key) {
    if (SSL_CTX_use_certificate_chain_file(c, certificate.c_str()) != 1) {
        return fault("certificate_file", certificate);
    }
    if (SSL_CTX_use_PrivateKey_file(c, key.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(c) != 1) {
        return fault("key_file", key);
    }
    return {};
}

} // namespace

result make_tls_context(const tls_client_config& config) {
    auto c = bare(TLS_client_method());
    if (!c) {
        return std::unexpected(openssl_said());
    }
    if (!config.verify) {
        SSL_CTX_set_verify(c.get(), SSL_VERIFY_NONE, nullptr);
    } else {
        SSL_CTX_set_verify(c.get(), SSL_VERIFY_PEER, nullptr);
        if (config.ca_file.empty()) {
            if (SSL_CTX_set_default_verify_paths(c.get()) != 1) {
                return std::unexpected("the system's CA certificates: " + openssl_said());
            }
        } else if (SSL_CTX_load_verify_file(c.get(), config.ca_file.c_str()) != 1) {
            return fault("ca_file", config.ca_file);
        }
    }
    if (config.certificate_file.empty() != config.key_file.empty()) {
        return std::unexpected(std::string{"certificate_file and key_file go together"});
    }
    if (!config.certificate_file.empty()) {
        if (auto ok = load_own(c.get(), config.certificate_file, config.key_file); !ok) {
            return std::unexpected(std::move(ok.error()));
        }
    }
    return std::make_shared<const tls_context>(std::move(c), tls_side::client, config.verify,
                                               config.server_name);
}

result make_tls_context(const tls_server_config& config) {
    auto c = bare(TLS_server_method());
    if (!c) {
        return std::unexpected(openssl_said());
    }
    if (auto ok = load_own(c.get(), config.certificate_file, config.key_file); !ok) {
        return std::unexpected(std::move(ok.error()));
    }
    if (!config.client_ca_file.empty()) {
        const char* file = config.client_ca_file.c_str();
        STACK_OF(X509_NAME)* names = SSL_load_client_CA_file(file);
        if (names == nullptr || SSL_CTX_load_verify_file(c.get(), file) != 1) {
            sk_X509_NAME_pop_free(names, X509_NAME_free);
            return fault("client_ca_file", config.client_ca_file);
        }
        SSL_CTX_set_client_CA_list(c.get(), names);
        SSL_CTX_set_verify(c.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    }
    return std::make_shared<const tls_context>(std::move(c), tls_side::server, false,
                                               std::string{});
}

/// RFC 6125 through OpenSSL: an address is held against the certificate's addresses, a name
/// against its names; SNI takes names only (RFC 6066 3).
ssl_st* tls_context::make_connection(const std::string& host) const {
    SSL* s = SSL_new(context_.get());
    if (s == nullptr || side_ == tls_side::server) {
        return s;
    }
    const std::string& name = server_name_.empty() ? host : server_name_;
    boost::system::error_code not_an_address;
    boost::asio::ip::make_address(name, not_an_address);
    bool good = true;
    if (not_an_address) {
        good = SSL_set_tlsext_host_name(s, name.c_str()) == 1;
        if (verifies_) {
            SSL_set_hostflags(s, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
            good = good && SSL_set1_host(s, name.c_str()) == 1;
        }
    } else if (verifies_) {
        good = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(s), name.c_str()) == 1;
    }
    if (!good) {
        // No connection is made that would not be checked.
        SSL_free(s);
        return nullptr;
    }
    return s;
}

} // namespace smpp::net

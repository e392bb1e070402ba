// The only file that sees Asio's TLS: it is heavy to compile.
#include "tls_context.hpp"
#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace smpp::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

/// What peers that speak no TLS make of our first record.
bool is_no_tls(int reason) noexcept {
    return reason == SSL_R_WRONG_VERSION_NUMBER || reason == SSL_R_HTTP_REQUEST ||
           reason == SSL_R_HTTPS_PROXY_REQUEST || reason == SSL_R_PACKET_LENGTH_TOO_LONG ||
           reason == SSL_R_BAD_RECORD_TYPE;
}

class tls_stream final : public stream {
public:
    tls_stream(tcp::socket socket, ssl_st* connection, tls_side side)
        : tls_(std::move(socket), connection)
        , side_(side) {}

    asio::any_io_executor executor() override { return tls_.get_executor(); }
    void handshake(stream_done done) override {
        tls_.async_handshake(side_ == tls_side::client ? asio::ssl::stream_base::client
                                                       : asio::ssl::stream_base::server,
                             std::move(done));
    }
    void read_some(asio::mutable_buffer into, stream_done done) override {
        tls_.async_read_some(into, std::move(done));
    }
    void write_some(asio::const_buffer from, stream_done done) override {
        tls_.async_write_some(from, std::move(done));
    }
    void end_writing(stream_done done) override { tls_.async_shutdown(std::move(done)); }
    bool cancel_read() noexcept override { return false; }
    bool is_open() const noexcept override { return tls_.lowest_layer().is_open(); }
    void close() noexcept override {
        error_code ignored;
        tls_.lowest_layer().close(ignored);
    }
    std::string explain(const error_code& ec) const override;

private:
    // native_handle() is not const though nothing changes.
    mutable asio::ssl::stream<tcp::socket> tls_;
    tls_side side_;
};

std::string tls_stream::explain(const error_code& ec) const {
    SSL* s = tls_.native_handle();
    const long verdict = SSL_get_verify_result(s);
    if (verdict != X509_V_OK && (SSL_get_verify_mode(s) & SSL_VERIFY_PEER) != 0) {
        return fmt::format("certificate verify failed: {}", X509_verify_cert_error_string(verdict));
    }
    if (ec == asio::ssl::error::stream_truncated || ec == asio::error::eof) {
        return SSL_is_init_finished(s) != 0 ? "the peer closed the connection"
                                            : "the peer closed the connection in the TLS handshake";
    }
    if (ec.category() != asio::error::get_ssl_category()) {
        return ec.message();
    }
    const auto code = static_cast<unsigned long>(ec.value());
    const char* text = ERR_reason_error_string(code);
    const std::string reason = text == nullptr ? ec.message() : text;
    return is_no_tls(ERR_GET_REASON(code)) ? "no TLS there: " + reason : reason;
}

} // namespace

std::unique_ptr<stream> make_tls_stream(tcp::socket socket, const tls_context& context,
                                        const std::string& host) {
    ssl_st* connection = context.make_connection(host);
    if (connection == nullptr) {
        return nullptr;
    }
    return std::make_unique<tls_stream>(std::move(socket), connection, context.side());
}

} // namespace smpp::net

#include "runtime/http_client.hpp"

#include "runtime/http_client_pool.hpp"

namespace yeelen::runtime {

struct http_client::impl : http_client_pool {
    using http_client_pool::http_client_pool;
};

http_client::http_client(asio::io_context& io, http_client_config config)
    : impl_(std::make_shared<impl>(io, std::move(config))) {}

http_client::~http_client() {
    stop();
}

void http_client::send(const http_request& request, bool repeatable,
                       std::chrono::milliseconds deadline, on_answer done) {
    impl_->send(request, repeatable, deadline, std::move(done));
}

std::size_t http_client::busy() const noexcept {
    return impl_->busy();
}

void http_client::stop() {
    impl_->stop();
}

} // namespace yeelen::runtime

#include "api/server.hpp"

#include "api/routes.hpp"
#include <algorithm>
#include <utility>

namespace yeelen::api {

struct server::impl {
    std::shared_ptr<routes> api;
    std::unique_ptr<runtime::http_server> http;
};

std::expected<std::unique_ptr<server>, std::error_code> server::open(runtime::asio::io_context& io,
                                                                     api_config config,
                                                                     message_desk& desk,
                                                                     reload_desk* reloads) {
    constexpr std::size_t least_key = 16;
    const bool keys_fit =
        !config.keys.empty() && std::all_of(config.keys.begin(), config.keys.end(),
                                            [](auto& key) { return key.size() >= least_key; });
    if (!keys_fit) {
        return std::unexpected(std::make_error_code(std::errc::invalid_argument));
    }
    auto api = std::make_shared<routes>(routes{.keys = key_ring{std::move(config.keys)},
                                               .default_validity = config.default_validity,
                                               .desk = desk,
                                               .reloads = reloads});
    auto http = runtime::http_server::open(
        io, std::move(config.http),
        [api](runtime::http_request request) { return handle(api, std::move(request)); });
    if (!http) {
        return std::unexpected(http.error());
    }
    return std::unique_ptr<server>(
        new server(std::make_unique<impl>(impl{.api = std::move(api), .http = std::move(*http)})));
}

server::server(std::unique_ptr<impl> i)
    : impl_(std::move(i)) {}
server::~server() = default;
std::uint16_t server::port() const noexcept {
    return impl_->http->port();
}
const api_counters& server::counters() const noexcept {
    return impl_->api->counters;
}
void server::stop() {
    impl_->http->stop();
}

} // namespace yeelen::api

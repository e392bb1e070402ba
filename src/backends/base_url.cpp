#include "backends/base_url.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace yeelen::backends {

std::expected<base_url, std::string> parse_base_url(const std::string& text) {
    const auto parsed = boost::urls::parse_uri(text);
    if (!parsed) {
        return std::unexpected("base_url is not a URL such as http://10.0.0.5:8700/api");
    }
    const auto& url = *parsed;
    if (url.scheme_id() == boost::urls::scheme::https) {
        return std::unexpected(
            "base_url: https:// is not supported yet; use http:// to a proxy on this "
            "machine that speaks TLS to the backend");
    }
    if (url.scheme_id() != boost::urls::scheme::http) {
        return std::unexpected("base_url must begin with http://");
    }
    if (url.has_userinfo()) {
        return std::unexpected(
            "base_url must not hold a user or password; set an Authorization header");
    }
    if (url.has_query() || url.has_fragment()) {
        return std::unexpected("base_url must not have a '?' or '#' part");
    }
    if (url.host().empty()) {
        return std::unexpected("base_url lacks a host");
    }
    if (url.has_port() && (url.port_number() == 0)) {
        return std::unexpected("base_url: the port must be from 1 to 65535");
    }
    base_url result;
    result.host = url.host_address();
    result.port = url.has_port() ? std::to_string(url.port_number()) : "80";
    result.path = std::string{url.encoded_path()};
    while (result.path.ends_with('/')) {
        result.path.pop_back();
    }
    return result;
}

} // namespace yeelen::backends

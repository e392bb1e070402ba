#include "runtime/http_parser.hpp"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <optional>

namespace yeelen::runtime {

namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

parse_fault fault_of(const error_code& error) {
    if (error == http::error::header_limit) {
        return parse_fault::header_too_large;
    }
    if (error == http::error::body_limit) {
        return parse_fault::body_too_large;
    }
    return error == http::error::bad_version ? parse_fault::bad_version : parse_fault::malformed;
}

/// Fills a message of ours straight from Beast's events: no Beast containers between.
template<bool IsRequest, typename Message>
class parser final : public http::basic_parser<IsRequest> {
public:
    explicit parser(const parse_limits& limits)
        : header_left_(limits.header) {
        this->header_limit(static_cast<std::uint32_t>(limits.header));
        this->body_limit(limits.body);
        this->eager(true);
    }

    Message message;
    bool expects_continue = false;
    int version() const noexcept { return version_; }

private:
    void on_request_impl(http::verb, string_view method, string_view target, int version,
                         error_code& error) override {
        version_ = version;
        if constexpr (IsRequest) {
            message.method = method;
            message.target = target;
        }
        count(method.size() + target.size(), error);
    }

    // Beast takes any three digits: 0xx has no meaning (RFC 9110 15), and would pass for interim.
    void on_response_impl(int code, string_view reason, int, error_code& error) override {
        if (code < 100) {
            error = http::error::bad_status;
            return;
        }
        if constexpr (!IsRequest) {
            message.status = static_cast<unsigned>(code);
        }
        count(reason.size(), error);
    }

    // Beast bounds each piece that it is given, not the whole header; and sends trailers here as
    // well.
    void on_field_impl(http::field field, string_view name, string_view value,
                       error_code& error) override {
        count(name.size() + value.size() + 4, error);
        if (header_done_ || error) {
            return;
        }
        if (field == http::field::host) {
            ++hosts_;
        } else if (field == http::field::expect) {
            expects_continue = boost::beast::iequals(value, "100-continue");
        }
        message.headers.emplace_back(name, value);
    }

    // A length or coding that Beast does not read as chunked would make us and a proxy see
    // different messages (RFC 9112 6.1, 6.3); a request without exactly one Host is refused (3.2).
    void on_header_impl(error_code& error) override {
        header_done_ = true;
        const bool coded = !message.header("Transfer-Encoding").empty();
        const bool hostless = IsRequest && (hosts_ > 1 || (hosts_ == 0 && version_ == 11));
        if ((coded && !this->chunked()) || hostless) {
            error = http::error::bad_value;
        }
    }

    void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
        if (length) {
            message.body.reserve(*length);
        }
    }
    std::size_t on_body_impl(string_view bytes, error_code&) override { return add(bytes); }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code&) override {
        return add(bytes);
    }
    void on_finish_impl(error_code&) override {}

    std::size_t add(string_view bytes) {
        message.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    void count(std::size_t n, error_code& error) {
        if (n > header_left_) {
            error = http::error::header_limit;
            return;
        }
        header_left_ -= n;
    }

    std::size_t header_left_;
    bool header_done_ = false;
    int version_ = 11;
    std::size_t hosts_ = 0;
};

/// As `feed` in the header says. Beast 1.81 asserts that a chunked body's last piece is given with
/// at least the five bytes of "0\r\n\r\n"; no chunked message ever ends with fewer unparsed, so
/// waiting for them never hangs.
template<typename Parser>
std::expected<std::size_t, parse_fault> feed_into(Parser& p, std::string_view bytes) {
    std::size_t used = 0;
    while (used < bytes.size() && !p.is_done()) {
        const auto rest = bytes.substr(used);
        if (p.is_header_done() && p.chunked() && rest.size() < 5) {
            break;
        }
        error_code error;
        const auto n = p.put(boost::asio::buffer(rest), error);
        used += n;
        if (error && error != http::error::need_more) {
            return std::unexpected(fault_of(error));
        }
        if (error || n == 0) {
            break;
        }
    }
    return used;
}

/// RFC 9112 3.2.2: a server takes the absolute form as well.
void to_origin_form(std::string& target) {
    if (!target.starts_with("http://") && !target.starts_with("https://")) {
        return;
    }
    const auto path = target.find_first_of("/?", target.find("//") + 2);
    target.erase(0, path);
    if (!target.starts_with('/')) {
        target.insert(0, 1, '/');
    }
}

} // namespace

struct request_parser::impl {
    parse_limits limits;
    std::optional<parser<true, http_request>> parsing;
};

request_parser::request_parser(parse_limits limits)
    : impl_(std::make_unique<impl>(limits)) {
    reset();
}

request_parser::~request_parser() = default;

void request_parser::reset() {
    impl_->parsing.emplace(impl_->limits);
}

// Empty lines before a request are passed over (RFC 9112 2.2).
std::expected<std::size_t, parse_fault> request_parser::feed(std::string_view bytes) {
    std::size_t blank = 0;
    if (!started()) {
        blank = std::min(bytes.find_first_not_of("\r\n"), bytes.size());
    }
    auto used = feed_into(*impl_->parsing, bytes.substr(blank));
    if (used) {
        *used += blank;
    }
    return used;
}

bool request_parser::started() const noexcept {
    return impl_->parsing->got_some();
}

bool request_parser::done() const noexcept {
    return impl_->parsing->is_done();
}

bool request_parser::awaits_continue() const noexcept {
    const auto& p = *impl_->parsing;
    return p.is_header_done() && !p.is_done() && p.expects_continue && p.version() == 11;
}

bool request_parser::keep_alive() const noexcept {
    return impl_->parsing->keep_alive();
}

bool request_parser::http_1_0() const noexcept {
    return impl_->parsing->version() == 10;
}

http_request request_parser::take() {
    to_origin_form(impl_->parsing->message.target);
    return std::move(impl_->parsing->message);
}

struct response_parser::impl {
    parse_limits limits;
    bool to_head = false;
    std::optional<parser<false, http_response>> parsing;

    void begin() {
        parsing.emplace(limits);
        parsing->skip(to_head);
    }
};

response_parser::response_parser(parse_limits limits)
    : impl_(std::make_unique<impl>(limits)) {
    reset(false);
}

response_parser::~response_parser() = default;

void response_parser::reset(bool to_head) {
    impl_->to_head = to_head;
    impl_->begin();
}

std::expected<std::size_t, parse_fault> response_parser::feed(std::string_view bytes) {
    std::size_t used = 0;
    for (;;) {
        const auto n = feed_into(*impl_->parsing, bytes.substr(used));
        if (!n) {
            return n;
        }
        used += *n;
        const auto status = impl_->parsing->message.status;
        if (!done() || status >= 200) {
            return used;
        }
        // We never ask for another protocol (101), so it is no answer to us.
        if (status == 101) {
            return std::unexpected(parse_fault::malformed);
        }
        impl_->begin();
    }
}

bool response_parser::feed_end() {
    if (!impl_->parsing->got_some()) {
        return false;
    }
    error_code error;
    impl_->parsing->put_eof(error);
    return !error && done();
}

bool response_parser::done() const noexcept {
    return impl_->parsing->is_done();
}

bool response_parser::keep_alive() const noexcept {
    return impl_->parsing->keep_alive();
}

http_response response_parser::take() {
    return std::move(impl_->parsing->message);
}

} // namespace yeelen::runtime

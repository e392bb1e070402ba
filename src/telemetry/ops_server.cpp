#include "telemetry/ops_server.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/ThreadPool.h>
#include <algorithm>
#include <boost/json.hpp>
#include <exception>
#include <fmt/format.h>
#include <utility>

namespace yeelen::telemetry {

namespace {

namespace net = Poco::Net;
using status = net::HTTPResponse::HTTPStatus;

struct answer {
    status code;
    std::string body;
    std::string type = "text/plain; charset=utf-8";
};

answer health(const ops_server::sources& from) {
    return from.alive() ? answer{status::HTTP_OK, "ok\n"}
                        : answer{status::HTTP_SERVICE_UNAVAILABLE, "not alive\n"};
}

answer ready(const ops_server::sources& from) {
    const auto conditions = from.ready();
    const bool all = std::ranges::all_of(conditions, &readiness::ok);
    boost::json::array list;
    for (const auto& condition : conditions) {
        list.push_back(
            {{"name", condition.name}, {"ok", condition.ok}, {"detail", condition.detail}});
    }
    return {all ? status::HTTP_OK : status::HTTP_SERVICE_UNAVAILABLE,
            boost::json::serialize(list) + "\n", "application/json"};
}

answer respond_to(const std::string& method, const std::string& target,
                  const ops_server::sources& from) {
    if (method != net::HTTPRequest::HTTP_GET && method != net::HTTPRequest::HTTP_HEAD) {
        return {status::HTTP_METHOD_NOT_ALLOWED, "only GET\n"};
    }
    const auto path = target.substr(0, target.find('?'));
    if (path == "/healthz") {
        return health(from);
    }
    if (path == "/readyz") {
        return ready(from);
    }
    if (path == "/metrics") {
        return {status::HTTP_OK, from.metrics(), "text/plain; version=0.0.4; charset=utf-8"};
    }
    return {status::HTTP_NOT_FOUND, "there are /healthz, /readyz and /metrics\n"};
}

/// Lives for one request, on one of the pool's threads.
class request_handler final : public net::HTTPRequestHandler {
public:
    explicit request_handler(const ops_server::sources& from)
        : from_(from) {}

    void handleRequest(net::HTTPServerRequest& request,
                       net::HTTPServerResponse& response) override {
        answer a{status::HTTP_INTERNAL_SERVER_ERROR, "failed\n"};
        try {
            a = respond_to(request.getMethod(), request.getURI(), from_);
        } catch (
            const std::exception&) { // a source that throws: the answer says so, the server goes on
        }
        response.setStatusAndReason(a.code);
        response.setContentType(a.type);
        response.set("Cache-Control", "no-store");
        response.setKeepAlive(false);
        if (request.getMethod() == net::HTTPRequest::HTTP_HEAD) {
            response.setContentLength(static_cast<std::streamsize>(a.body.size()));
            response.send();
        } else {
            response.sendBuffer(a.body.data(), a.body.size());
        }
    }

private:
    const ops_server::sources& from_;
};

class handler_factory final : public net::HTTPRequestHandlerFactory {
public:
    explicit handler_factory(const ops_server::sources& from)
        : from_(from) {}
    net::HTTPRequestHandler* createRequestHandler(const net::HTTPServerRequest&) override {
        return new request_handler{from_}; // Poco deletes it
    }

private:
    const ops_server::sources& from_;
};

net::ServerSocket listen_on(const ops_config& config) {
    net::ServerSocket socket;
    // Not reusePort: a second gateway on the same port must fail, not share its connections.
    socket.bind(net::SocketAddress{config.host, config.port}, true, false);
    socket.listen(16);
    return socket;
}

net::HTTPServerParams::Ptr parameters() {
    net::HTTPServerParams::Ptr made = new net::HTTPServerParams;
    made->setKeepAlive(false); // an idle kept-alive connection would hold one of the few threads
    made->setMaxThreads(4);
    made->setMaxQueued(32);
    made->setTimeout(Poco::Timespan{5, 0}); // of each read and write
    return made;
}

} // namespace

struct ops_server::impl {
    impl(const ops_config& config, sources s)
        : from(std::move(s))
        , pool("ops", 1, 5) // one accepts, up to four answer
        , server(new handler_factory{from}, pool, listen_on(config), parameters()) {
        server.start();
    }

    ~impl() {
        try {
            server.stopAll(true);
            pool.joinAll();
        } catch (const Poco::Exception&) { // sockets that are gone already
        }
    }
    impl(const impl&) = delete;
    impl& operator=(const impl&) = delete;

    sources from;
    Poco::ThreadPool pool;
    net::HTTPServer server;
};

ops_server::ops_server(std::unique_ptr<impl> i)
    : impl_(std::move(i)) {}
ops_server::~ops_server() = default;

std::expected<std::unique_ptr<ops_server>, std::string> ops_server::open(const ops_config& config,
                                                                         sources from) {
    const auto failure = [&](const std::string& why) {
        return std::unexpected(
            fmt::format("cannot listen on {}:{}: {}", config.host, config.port, why));
    };
    try {
        return std::unique_ptr<ops_server>{
            new ops_server{std::make_unique<impl>(config, std::move(from))}};
    } catch (const Poco::Exception& e) {
        return failure(e.displayText());
    } catch (const std::exception& e) {
        return failure(e.what());
    }
}

std::uint16_t ops_server::port() const noexcept {
    return impl_->server.port();
}

} // namespace yeelen::telemetry

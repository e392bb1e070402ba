#pragma once
// The listener of a load run: takes every bind with the right password, spreads phones over the
// bound links.
#include "runtime/executor.hpp"
#include "smpp/net/listener.hpp"
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace yeelen::sim {

struct load_listen {
    std::string host = "127.0.0.1";
    std::uint16_t port = 2775;
    std::string system_id = "yeelen";
    std::string password = "yeelen";
};

/// What a load does with what the gateway sends.
class load_events {
public:
    virtual ~load_events() = default;
    virtual void submitted(smpp::net::link& l, const smpp::pdu& p, const smpp::submit_sm& sm) = 0;
    virtual void answered(std::uint64_t token, smpp::command_status status) = 0;
    virtual void unanswered(std::span<const std::uint64_t> tokens) = 0;
    virtual void bound() = 0;
    virtual void lost() = 0;
    virtual void batch_end() = 0;
};

/// One thread: the io_context's.
class load_links final : public smpp::net::link_handler {
public:
    static std::expected<std::unique_ptr<load_links>, std::string>
    open(runtime::asio::io_context& io, const load_listen& where, load_events& events);
    ~load_links() override;

    std::uint16_t port() const noexcept { return listener_->port(); }
    bool any() const noexcept { return !links_.empty(); }
    /// The link for this phone's messages; null when none is bound.
    smpp::net::link* link_for(std::uint32_t phone) const noexcept {
        return links_.empty() ? nullptr : links_[phone % links_.size()];
    }
    void flush();
    void stop();

    void on_event(smpp::net::link& l, smpp::session_event& e) override;
    void on_batch_end(smpp::net::link& l) override;

private:
    explicit load_links(load_listen where, load_events& events)
        : where_(std::move(where))
        , events_(events) {}
    load_listen where_;
    load_events& events_;
    std::vector<smpp::net::link*> links_; ///< each leaves with its `closed`
    std::unique_ptr<smpp::net::listener> listener_;
};

} // namespace yeelen::sim

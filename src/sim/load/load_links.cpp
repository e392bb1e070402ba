#include "sim/load/load_links.hpp"
#include <chrono>
#include <fmt/format.h>
#include <variant>

namespace yeelen::sim {

namespace {

smpp::session_config session_of_load() {
    smpp::session_config c;
    c.role = smpp::role::smsc;
    c.window = 10'000;
    c.max_output = 16u << 20;
    return c;
}

} // namespace

std::expected<std::unique_ptr<load_links>, std::string>
load_links::open(runtime::asio::io_context& io, const load_listen& where, load_events& events) {
    std::unique_ptr<load_links> links{new load_links{where, events}};
    auto listener = smpp::net::listener::open(
        io, {.host = where.host, .port = where.port, .session = session_of_load()}, *links);
    if (!listener) {
        return std::unexpected(fmt::format("SMPP port {}: {}", where.port, listener.error()));
    }
    links->listener_ = std::move(*listener);
    return links;
}

load_links::~load_links() {
    for (auto* l : links_) {
        l->abandon();
    }
}

void load_links::flush() {
    for (auto* l : links_) {
        l->flush();
    }
}

void load_links::stop() {
    listener_->stop();
    const auto now = std::chrono::steady_clock::now();
    for (auto* l : links_) {
        l->session().unbind(now);
        l->flush();
    }
}

void load_links::on_event(smpp::net::link& l, smpp::session_event& event) {
    if (const auto* e = std::get_if<smpp::event::request>(&event)) {
        if (const auto* sm = std::get_if<smpp::submit_sm>(&e->pdu.body)) {
            events_.submitted(l, e->pdu, *sm);
        }
    } else if (const auto* r = std::get_if<smpp::event::response>(&event)) {
        events_.answered(r->token, r->pdu.status);
    } else if (const auto* late = std::get_if<smpp::event::late_response>(&event)) {
        events_.answered(late->token, late->pdu.status);
    } else if (const auto* timeout = std::get_if<smpp::event::request_timeout>(&event)) {
        events_.unanswered({&timeout->token, 1});
    } else if (const auto* bind = std::get_if<smpp::event::bind_request>(&event)) {
        const auto now = std::chrono::steady_clock::now();
        if (bind->body.system_id != where_.system_id || bind->body.password != where_.password) {
            l.session().refuse_bind(smpp::command_status::rinvpaswd, now);
        } else {
            l.session().accept_bind("load-sim", now);
            links_.push_back(&l);
            events_.bound();
        }
    } else if (std::holds_alternative<smpp::event::closed>(event)) {
        if (std::erase(links_, &l) != 0) {
            events_.lost();
        }
        events_.unanswered(l.session().take_unanswered());
    }
}

void load_links::on_batch_end(smpp::net::link& l) {
    events_.batch_end();
    l.flush();
}

} // namespace yeelen::sim

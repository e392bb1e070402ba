#pragma once
// What a link knows of its socket and its owner. link.cpp is the link's surface.
#include "read_buffer.hpp"
#include "smpp/net/link.hpp"
#include "stream.hpp"
#include "ticker.hpp"

namespace smpp::net {

struct link::io final : ticked {
    using clock = std::chrono::steady_clock;
    /// After a pause the backlog is read before silence counts again.
    static constexpr int ticks_of_grace = 3;

    io(link& l, std::unique_ptr<stream> s, const session_config& config, link_handler& h);

    void read();
    void read_done(const boost::system::error_code& ec, std::size_t octets);
    void write_done(const boost::system::error_code& ec, std::size_t octets);
    void wait_tick();
    milliseconds tick(clock::time_point now) override;
    milliseconds ticked_at(clock::time_point now);
    bool quiet() const noexcept;
    void pump();
    void lost(const boost::system::error_code& ec);
    void shut() noexcept;
    void broken();
    bool over() const noexcept { return !wire->is_open(); }
    /// One step from the loop. An exception of the owner's ends this link and nothing else: it goes
    /// on to who runs the loop, and the owner still gets `closed`.
    template<class Step>
    auto guarded(Step step) {
        try {
            return step();
        } catch (...) {
            broken();
            throw;
        }
    }
    /// A handler that holds the link and goes on with `Step`.
    template<void (io::*Step)(const boost::system::error_code&, std::size_t)>
    stream_done then() {
        return {self.shared_from_this(),
                [](void* kept, const boost::system::error_code& ec, std::size_t octets) {
                    io& i = *static_cast<link*>(kept)->io_;
                    i.guarded([&] { (i.*Step)(ec, octets); });
                }};
    }

    link& self;
    std::unique_ptr<stream> wire;
    link_handler* handler; ///< null after `closed` was given
    std::size_t max_output;
    milliseconds quiet_period;
    read_buffer buffer;
    bool reading = false;
    bool giving_back = false; ///< the read that waits was cancelled for a smaller buffer
    bool writing = false;
    bool paused = false;    ///< by the owner
    bool throttled = false; ///< the peer does not take its answers: no more is read from it
    bool pumping = false;
    bool closing = false; ///< `closed` was given: what is left is written, then the socket shut
    bool write_end = false;
    int grace = 0;
    clock::time_point closing_since;
};

} // namespace smpp::net

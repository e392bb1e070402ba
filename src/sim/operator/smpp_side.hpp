#pragma once
// The operator's SMPP server: binds, what comes from gateways, and the pump from the delivery queue
// to the links.
#include "sim/operator/delivery_queue.hpp"
#include "sim/operator/options.hpp"
#include "sim/operator/sms_centre.hpp"
#include "sim/operator/ussd_centre.hpp"
#include "smpp/net/link.hpp"
#include <cstdint>
#include <memory>
#include <vector>

namespace yeelen::sim {

/// One thread: the io_context's. Lives longer than the listener whose handler it is.
class smpp_side final : public smpp::net::link_handler {
public:
    smpp_side(const operator_options& options, delivery_queue& queue, ussd_centre& ussd,
              sms_centre& sms);
    ~smpp_side() override;

    void on_event(smpp::net::link& l, smpp::session_event& e) override;
    void on_batch_end(smpp::net::link& l) override;

    /// Sends what waits in the queue, as far as the windows allow.
    void pump();
    /// Links that take deliver_sm.
    std::size_t bound() const noexcept { return links_.size(); }
    std::uint64_t binds() const noexcept { return binds_; }
    std::uint64_t refused_binds() const noexcept { return refused_binds_; }
    /// Unbinds all.
    void unbind();

private:
    void bind(smpp::net::link& l, const smpp::event::bind_request& e);
    void request(smpp::net::link& l, const smpp::pdu& p);
    void answered(std::uint64_t token, smpp::command_status status);
    void lost(smpp::net::link& l);
    smpp::net::link* link_for(const std::string& msisdn) const;

    const operator_options& options_;
    delivery_queue& queue_;
    ussd_centre& ussd_;
    sms_centre& sms_;
    std::vector<smpp::net::link*>
        links_; ///< receivers and transceivers; each leaves with its `closed`
    std::vector<smpp::net::link*> senders_; ///< transmitters only
    std::uint64_t binds_ = 0;
    std::uint64_t refused_binds_ = 0;
};

} // namespace yeelen::sim

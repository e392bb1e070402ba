#pragma once
// The phones over HTTP: how a terminal phone or a test presses keys and reads messages.
#include "runtime/executor.hpp"
#include "runtime/http_message.hpp"
#include "sim/operator/delivery_queue.hpp"
#include "sim/operator/smpp_side.hpp"
#include "sim/operator/sms_centre.hpp"
#include "sim/operator/ussd_centre.hpp"
#include <string>

namespace yeelen::sim {

/// Answers on the io_context's one thread.
///   POST /v1/phones/{msisdn}/dial   {"code":"*123#"}
///   POST /v1/phones/{msisdn}/send   {"text":"1"}
///   POST /v1/phones/{msisdn}/cancel
///   GET  /v1/phones/{msisdn}/sms?after=N&wait=SECONDS
///   GET  /v1/stats
class phones_api {
public:
    phones_api(runtime::asio::io_context& io, delivery_queue& queue, ussd_centre& ussd,
               sms_centre& sms, smpp_side& smpp)
        : io_(io)
        , queue_(queue)
        , ussd_(ussd)
        , sms_(sms)
        , smpp_(smpp) {}

    runtime::task<runtime::http_response> handle(runtime::http_request request);

private:
    runtime::task<runtime::http_response> press(std::string msisdn, std::string verb,
                                                std::string body);
    runtime::task<runtime::http_response> inbox(std::string msisdn, std::string target);
    runtime::http_response stats() const;

    runtime::asio::io_context& io_;
    delivery_queue& queue_;
    ussd_centre& ussd_;
    sms_centre& sms_;
    smpp_side& smpp_;
};

} // namespace yeelen::sim

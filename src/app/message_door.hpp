#pragma once
#include "api/message_desk.hpp"
#include "app/operator_desk.hpp"
#include "app/shard.hpp"
#include <memory>
#include <vector>

namespace yeelen::app {

/// Which operator takes a message of the HTTP API, and the answer once it is stored. On the shard.
class message_door final : public api::message_desk {
public:
    message_door(shard& home, const std::vector<std::unique_ptr<operator_desk>>& desks)
        : home_(home)
        , desks_(desks) {}

    runtime::task<std::expected<api::acceptance, api::refusal>>
    accept(api::message_request request) override;
    std::optional<api::message_status> find(const core::correlation_id& uid) override;
    void drain() noexcept { draining_ = true; }

private:
    operator_desk* route(std::string_view to) const;

    shard& home_;
    const std::vector<std::unique_ptr<operator_desk>>& desks_;
    bool draining_ = false;
};

} // namespace yeelen::app

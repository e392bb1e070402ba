#include "app/message_door.hpp"

#include "runtime/promise.hpp"

namespace yeelen::app {

/// The longest prefix wins; an operator without prefixes takes what no other does.
operator_desk* message_door::route(std::string_view to) const {
    operator_desk* best = nullptr;
    std::size_t best_length = 0;
    for (const auto& desk : desks_) {
        if (desk->prefixes().empty() && !best) {
            best = desk.get();
        }
        for (const auto& prefix : desk->prefixes()) {
            if (to.starts_with(prefix) && prefix.size() > best_length) {
                best = desk.get();
                best_length = prefix.size();
            }
        }
    }
    return best;
}

runtime::task<std::expected<api::acceptance, api::refusal>>
message_door::accept(api::message_request request) {
    using result = std::expected<api::acceptance, api::refusal>;
    if (draining_) {
        co_return result{std::unexpected(api::refusal::unavailable)};
    }
    operator_desk* desk = route(request.to.digits());
    if (!desk) {
        co_return result{std::unexpected(api::refusal::no_route)};
    }
    if (desk->full()) {
        co_return result{std::unexpected(api::refusal::full)};
    }
    const std::uint64_t fingerprint = request.fingerprint;
    auto prepared = desk->prepare(request.to.digits(), std::move(request.text),
                                  std::move(request.sender), std::move(request.idempotency_key),
                                  fingerprint, request.validity, home_.ids().next());
    if (!prepared) {
        co_return result{std::unexpected(api::refusal::too_long)};
    }
    runtime::promise<result> answer{home_.io().get_executor()};
    storage::unit unit;
    unit.writes.emplace_back(storage::put_message{*prepared->message, prepared->parts});
    unit.done = [desk, answer, fingerprint,
                 p = std::move(*prepared)](storage::commit_result committed) mutable {
        if (committed && !committed->duplicate) {
            const api::acceptance accepted{p.message->uid, false, p.parts.size()};
            desk->stored(std::move(p));
            answer.set(accepted);
            return;
        }
        desk->not_stored(p);
        if (committed) {
            answer.set(committed->duplicate->fingerprint == fingerprint
                           ? result{api::acceptance{committed->duplicate->uid, true, 0}}
                           : result{std::unexpected(api::refusal::key_reused)});
        } else {
            answer.set(std::unexpected(committed.error() == storage::store_error::full
                                           ? api::refusal::full
                                           : api::refusal::unavailable));
        }
    };
    home_.commit(std::move(unit));
    co_return co_await answer.wait();
}

std::optional<api::message_status> message_door::find(const core::correlation_id& uid) {
    auto found = home_.store().find_message(uid);
    if (!found) {
        return std::nullopt;
    }
    return api::message_status{std::move(found->message), std::move(found->parts)};
}

} // namespace yeelen::app

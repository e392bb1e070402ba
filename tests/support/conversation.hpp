#pragma once
// A customer, a phone and a canned backend around one menu engine. The state goes through its
// stored octets between every two turns, and every screen is held against its limit.
#include "menu/engine.hpp"
#include <deque>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <smpp/text.hpp>

namespace support {

class conversation {
public:
    using backend = std::function<yeelen::core::call_outcome(const yeelen::core::call_request&)>;

    explicit conversation(std::shared_ptr<const yeelen::menu::definition> menu)
        : engine_(std::move(menu)) {}

    backend answers;             ///< what each call gets
    boost::json::object profile; ///< as the store would keep it
    std::string msisdn = "2250701020304";
    yeelen::core::utc_time now{std::chrono::sys_days{std::chrono::year{2026} / 7 / 6}};
    std::size_t largest_state = 0;     ///< octets, over all turns
    std::vector<std::string> happened; ///< "call ...", "sms ...", "remember ..." since last cleared

    const std::string& dial() {
        state_ = {};
        ended_ = false;
        take([&](auto& s, const auto& env) { return engine_.begin(s, env); });
        return screen_;
    }
    const std::string& type(std::string_view text) {
        take([&](auto& s, const auto& env) { return engine_.reply(s, env, text); });
        return screen_;
    }
    const std::string& screen() const { return screen_; }
    bool ended() const { return ended_; }
    const yeelen::menu::state& state() const { return state_; }
    const yeelen::menu::engine& engine() const { return engine_; }
    /// As it was when the last call was made.
    const yeelen::menu::state& state_at_call() const { return at_call_; }
    yeelen::menu::environment environment() const {
        return {.msisdn = msisdn, .dialled = "*123#", .profile = profile, .now = now};
    }
    std::string written(const yeelen::menu::effect& e) const {
        if (const auto* sms = std::get_if<yeelen::menu::send_sms>(&e)) {
            return "sms " + sms->text;
        }
        const auto& r = std::get<yeelen::menu::remember>(e);
        return fmt::format("remember {}={}", r.name, boost::json::serialize(r.value));
    }

private:
    template<typename Step>
    void take(Step step) {
        auto t = stored(step);
        for (int calls = 0; std::holds_alternative<yeelen::menu::call>(t.next); ++calls) {
            REQUIRE_MESSAGE(calls < 64, "a menu calls for ever at " << state_.at);
            const auto request = std::get<yeelen::menu::call>(t.next).request;
            happened.push_back(fmt::format("call {} {}", request.operation,
                                           boost::json::serialize(request.arguments)));
            at_call_ = state_;
            const auto outcome = answers(request);
            t = stored([&](auto& s, const auto& env) { return engine_.answered(s, env, outcome); });
        }
        const auto* shown = std::get_if<yeelen::menu::screen>(&t.next);
        ended_ = shown == nullptr;
        screen_ = shown ? shown->text : std::get<yeelen::menu::farewell>(t.next).text;
        const auto size = smpp::measure_screen(screen_);
        REQUIRE_MESSAGE(size.fits(), "a screen of " << size.used << " at " << state_.at << ":\n"
                                                    << screen_);
        REQUIRE(!screen_.empty());
    }

    template<typename Step>
    yeelen::menu::turn stored(Step step) {
        auto t = step(state_, environment());
        const auto octets = yeelen::menu::encode(state_);
        largest_state = std::max(largest_state, octets.size());
        auto read = yeelen::menu::decode_state(octets);
        REQUIRE(read);
        REQUIRE(*read == state_);
        state_ = std::move(*read);
        for (const auto& e : t.effects) {
            happened.push_back(written(e));
            if (const auto* r = std::get_if<yeelen::menu::remember>(&e)) {
                if (r->value.is_null()) {
                    profile.erase(r->name);
                } else {
                    profile[r->name] = r->value;
                }
            }
        }
        check_again(t);
        return t;
    }

    /// After a restart the same turn must come out of the stored state, without its effects.
    void check_again(const yeelen::menu::turn& t) {
        const auto once_more = engine_.again(state_, environment());
        REQUIRE(once_more.effects.empty());
        REQUIRE(once_more.next.index() == t.next.index());
        if (const auto* c = std::get_if<yeelen::menu::call>(&t.next)) {
            const auto& d = std::get<yeelen::menu::call>(once_more.next);
            REQUIRE(d.request.operation == c->request.operation);
            REQUIRE(d.request.arguments == c->request.arguments);
            REQUIRE(d.once == c->once);
        } else if (const auto* s = std::get_if<yeelen::menu::screen>(&t.next)) {
            REQUIRE(std::get<yeelen::menu::screen>(once_more.next).text == s->text);
        } else {
            REQUIRE(std::get<yeelen::menu::farewell>(once_more.next).text ==
                    std::get<yeelen::menu::farewell>(t.next).text);
        }
    }

    yeelen::menu::engine engine_;
    yeelen::menu::state state_;
    yeelen::menu::state at_call_;
    std::string screen_;
    bool ended_ = false;
};

} // namespace support

#pragma once
// A customer, a phone and a canned backend around one menu engine. The state goes through its
// stored octets between every two turns, and every screen is held against its limit.
#include "menu/engine.hpp"
#include "menu/model/model.hpp"
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <smpp/text.hpp>

namespace support {

class conversation {
public:
    using backend = std::function<yeelen::core::call_outcome(const yeelen::core::call_request&)>;

    explicit conversation(std::shared_ptr<const yeelen::menu::definition> menu,
                          yeelen::menu::settings configured = {})
        : engine_(std::move(menu),
                  std::make_shared<const yeelen::menu::settings>(std::move(configured))) {}

    backend answers;             ///< what each call gets
    boost::json::object profile; ///< as the store would keep it
    std::string msisdn = "2250701020304";
    std::string code = "*123#";
    yeelen::core::utc_time now{std::chrono::sys_days{std::chrono::year{2026} / 7 / 6}};
    std::size_t largest_state = 0;     ///< octets, over all turns
    std::vector<std::string> happened; ///< "call ...", "sms ...", "remember ..." since last cleared
    std::vector<std::string> secrets;  ///< texts that must be in no state and no effect
    std::vector<yeelen::menu::screen_id> visited;

    const std::string& dial(std::string_view dialled = "*123#") {
        state_ = {};
        ended_ = false;
        dialled_ = dialled;
        take([&](auto& s, const auto& env) { return engine_.begin(s, env); });
        return screen_;
    }
    const std::string& type(std::string_view text) {
        take([&](auto& s, const auto& env) { return engine_.reply(s, env, text); });
        return screen_;
    }
    /// The gateway was killed while the call of the last turn was on its way, and began again.
    void restart_at_call() {
        state_ = at_call_;
        auto t = engine_.again(state_, environment());
        REQUIRE(t.effects.empty());
        go_on(std::move(t));
    }
    const std::string& screen() const { return screen_; }
    bool ended() const { return ended_; }
    const yeelen::menu::state& state() const { return state_; }
    const yeelen::menu::engine& engine() const { return engine_; }
    /// The name of the screen where the session is; empty where it has none.
    std::string at() const {
        const auto& all = engine_.menu().data().screens;
        return state_.at < all.size() ? all[state_.at].name : std::string{};
    }
    const boost::json::object& values() const { return state_.frames.back().values; }
    /// As it was when the last call was made, or the last payment begun.
    const yeelen::menu::state& state_at_call() const { return at_call_; }
    yeelen::menu::environment environment() const {
        return {.msisdn = msisdn,
                .dialled = dialled_,
                .profile = profile,
                .now = now,
                .visited = nullptr,
                .service = code};
    }
    std::string written(const yeelen::menu::effect& e) const {
        using boost::json::serialize;
        if (const auto* sms = std::get_if<yeelen::menu::send_sms>(&e)) {
            return "sms " + sms->text;
        }
        if (const auto* pay = std::get_if<yeelen::menu::begin_payment>(&e)) {
            return fmt::format("pay {} {}", pay->request.operation,
                               serialize(pay->request.arguments));
        }
        const auto& r = std::get<yeelen::menu::remember>(e);
        return fmt::format("remember {}={}", r.name, serialize(r.value));
    }

private:
    template<typename Step>
    void take(Step step) {
        go_on(stored(step));
    }

    void go_on(yeelen::menu::turn t) {
        for (int calls = 0; std::holds_alternative<yeelen::menu::call>(t.next); ++calls) {
            REQUIRE_MESSAGE(calls < 64, "a menu calls for ever at " << at());
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
        REQUIRE_MESSAGE(size.fits(), "a screen of " << size.used << " at " << at() << ":\n"
                                                    << screen_);
        REQUIRE(!screen_.empty());
    }

    template<typename Step>
    yeelen::menu::turn stored(Step step) {
        auto env = environment();
        env.visited = &visited;
        auto t = step(state_, env);
        const auto octets = yeelen::menu::encode(state_);
        largest_state = std::max(largest_state, octets.size());
        auto read = yeelen::menu::decode_state(octets);
        REQUIRE(read);
        REQUIRE(*read == state_);
        for (const auto& secret : secrets) {
            REQUIRE(octets.find(secret) == std::string::npos);
            REQUIRE(fmt::format("{}", fmt::join(read_texts(), "\n")).find(secret) ==
                    std::string::npos);
        }
        state_ = std::move(*read);
        for (const auto& e : t.effects) {
            happened.push_back(written(e));
            for (const auto& secret : secrets) {
                REQUIRE(happened.back().find(secret) == std::string::npos);
            }
            if (std::holds_alternative<yeelen::menu::begin_payment>(e)) {
                at_call_ = state_;
            } else if (const auto* r = std::get_if<yeelen::menu::remember>(&e)) {
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

    /// Whatever the state holds that is text, as it would be read again.
    std::vector<std::string> read_texts() const {
        std::vector<std::string> all{state_.doubted};
        for (const auto& f : state_.frames) {
            all.push_back(boost::json::serialize(f.values));
        }
        return all;
    }

    /// After a restart the same turn must come out of the stored state, without its effects; or,
    /// where the call had a secret, the question for it.
    void check_again(const yeelen::menu::turn& t) {
        auto state = state_;
        const auto once_more = engine_.again(state, environment());
        REQUIRE(once_more.effects.empty());
        const auto* c = std::get_if<yeelen::menu::call>(&t.next);
        if (c && state != state_) {
            const auto& body = engine_.menu().data().screens[state.at].body;
            REQUIRE(std::get<yeelen::menu::ask_screen>(body).secret());
            REQUIRE(std::holds_alternative<yeelen::menu::screen>(once_more.next));
            return;
        }
        REQUIRE(state == state_);
        REQUIRE(once_more.next.index() == t.next.index());
        if (c) {
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
    std::string dialled_ = "*123#";
    std::string screen_;
    bool ended_ = false;
};

} // namespace support

#include "workbench/run_conversation.hpp"

#include "workbench/talk.hpp"
#include <algorithm>
#include <fmt/format.h>

namespace yeelen::workbench {

namespace {

/// Longer without a key, and a network has given the dialogue up.
constexpr std::chrono::minutes network_patience{2};

std::shared_ptr<const menu::settings> settings_of(const conversation& c) {
    auto s = std::make_shared<menu::settings>();
    s->config = c.config;
    for (const auto& flag : c.flags) {
        s->flags[flag].percent = 100;
    }
    return s;
}

class runner {
public:
    runner(const conversation& c, const std::shared_ptr<const menu::definition>& menu)
        : talk_(menu::engine{menu, settings_of(c)}, c.phone, c.profile, c.begins) {}

    /// What the step brought; the failures it met are added.
    void step(const conversation_step& s, run_result& result);
    const talk& phone() const noexcept { return talk_; }

private:
    heard carry_out(const conversation_step& s);
    core::call_outcome answer(const conversation_step& s, const core::call_request& asked);
    void hold_against(const conversation_step& s, const heard& h);
    void hold_sms(const conversation_step& s, const heard& h);
    void hold_calls(const conversation_step& s, const heard& h);
    void fail(spot where, std::string message, bool of_screen = false) {
        failures_.push_back({where, std::move(message), of_screen, {}, false});
    }

    talk talk_;
    std::map<std::string, std::size_t> answered_; ///< calls of this step so far, by operation
    std::vector<failure> failures_;               ///< of this step
};

void runner::step(const conversation_step& s, run_result& result) {
    failures_.clear();
    answered_.clear();
    const bool dumb = s.what == deed::type && !talk_.open();
    heard h;
    if (dumb) {
        fail(s.where, "nothing can be typed: the session has ended");
    } else {
        h = carry_out(s);
        hold_against(s, h);
    }
    if (s.expect) {
        result.shown.emplace_back(s.expect->where, h.screen);
    }
    for (auto& f : failures_) {
        f.screen = h.screen;
        f.open = h.open;
        result.failures.push_back(std::move(f));
    }
}

heard runner::carry_out(const conversation_step& s) {
    const backend answers = [&](const core::call_request& asked) { return answer(s, asked); };
    switch (s.what) {
    case deed::dial: return talk_.dial(s.text, answers);
    case deed::type: return talk_.type(s.text, answers);
    case deed::wait:
        talk_.pass(s.time);
        return talk_.open() && s.time > network_patience ? talk_.close(menu::closing::timeout)
                                                         : heard{};
    case deed::late: break;
    }
    heard h;
    for (const auto& [operation, outcomes] : s.late) {
        for (const auto& outcome : outcomes) {
            if (!talk_.late(operation, outcome, h)) {
                fail(s.where, fmt::format("no call of '{}' waits for its outcome", operation));
            }
        }
    }
    return h;
}

core::call_outcome runner::answer(const conversation_step& s, const core::call_request& asked) {
    const auto found = s.backend.find(asked.operation);
    if (found == s.backend.end()) {
        fail(s.where, fmt::format("'{}' is called, and 'backend' of this step has no answer for it",
                                  asked.operation));
        return std::unexpected(core::call_failure::unreachable);
    }
    const auto number = answered_[asked.operation]++;
    return found->second[std::min(number, found->second.size() - 1)];
}

void runner::hold_against(const conversation_step& s, const heard& h) {
    if (s.expect && s.expect->text != h.screen) {
        fail(s.expect->where, fmt::format("another screen was expected:\n{}", s.expect->text),
             true);
    }
    for (const auto& part : s.contains) {
        if (h.screen.find(part.text) == std::string::npos) {
            fail(part.where, fmt::format("the screen does not say '{}'", part.text));
        }
    }
    if (s.ends && *s.ends == talk_.open()) {
        fail(s.where, *s.ends ? "the session should have ended" : "the session has ended");
    }
    for (const auto& [operation, outcomes] : s.backend) {
        if (!answered_.contains(operation)) {
            fail(s.where, fmt::format("'{}' was not called in this step", operation));
        }
    }
    hold_sms(s, h);
    hold_calls(s, h);
}

void runner::hold_sms(const conversation_step& s, const heard& h) {
    if (s.sms) {
        const auto& wanted = *s.sms;
        for (std::size_t i = 0; i < std::max(wanted.size(), h.sms.size()); ++i) {
            if (i >= h.sms.size()) {
                fail(wanted[i].where, fmt::format("this SMS did not come: {}", wanted[i].text));
            } else if (i >= wanted.size()) {
                fail(s.where, fmt::format("an SMS came that is not expected: {}", h.sms[i]));
            } else if (wanted[i].text != h.sms[i]) {
                fail(wanted[i].where, fmt::format("another SMS came: {}", h.sms[i]));
            }
        }
    }
    for (const auto& part : s.sms_contains) {
        if (std::ranges::none_of(h.sms, [&](const std::string& one) {
                return one.find(part.text) != std::string::npos;
            })) {
            fail(part.where, fmt::format("no SMS says '{}'; {} came{}{}", part.text, h.sms.size(),
                                         h.sms.empty() ? "" : ": ", fmt::join(h.sms, " | ")));
        }
    }
}

void runner::hold_calls(const conversation_step& s, const heard& h) {
    for (const auto& [operation, arguments] : s.calls) {
        const auto made = std::ranges::find(h.calls, operation, &core::call_request::operation);
        if (made == h.calls.end()) {
            fail(s.where, fmt::format("'{}' was not called", operation));
        } else if (made->arguments != arguments) {
            fail(s.where, fmt::format("'{}' was called with {}, not with {}", operation,
                                      boost::json::serialize(made->arguments),
                                      boost::json::serialize(arguments)));
        }
    }
}

} // namespace

run_result run(const conversation& c, const std::shared_ptr<const menu::definition>& menu,
               coverage& seen, bool keep_going) {
    run_result result;
    runner r{c, menu};
    for (const auto& s : c.steps) {
        r.step(s, result);
        if (!result.failures.empty() && !keep_going) {
            break;
        }
    }
    seen.add(r.phone().visited());
    return result;
}

} // namespace yeelen::workbench

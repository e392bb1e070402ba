// A message's number is its place in the order of adding; each try gets an id of its own, so that
// the late answer to one try is not taken for the answer to the next.
#include "smpp/sender.hpp"
#include "answer.hpp"
#include "retry_delay.hpp"
#include <deque>
#include <queue>
#include <set>
#include <unordered_map>
#include <utility>

namespace smpp {

namespace {

enum class place : std::uint8_t {
    behind,    ///< one with the same order is before it
    ready,     ///< may leave
    waiting,   ///< for the time of its next try
    under_way, ///< its last try has no answer yet
};

struct message {
    smpp::body body;
    std::uint64_t token;
    std::uint64_t order;
    place at = place::behind;
    unsigned tries = 0;
    unsigned throttles = 0; ///< in a row
    time_point due{};       ///< while waiting
    command_status last = command_status::rok;
    std::vector<std::uint64_t> attempts = {}; ///< ids; the last is the one under way, if one is
};

} // namespace

struct sender::impl {
    impl(const sender_config& c, time_point now)
        : config(c)
        , rate(c.rate, now) {}

    using messages_by_number = std::unordered_map<std::uint64_t, message>;

    /// The message of a try, or the end.
    messages_by_number::iterator message_of(std::uint64_t id);
    /// The message, if this try of it is the one under way: it is no longer.
    messages_by_number::iterator take_back(std::uint64_t id);
    void make_ready(messages_by_number::iterator m);
    void try_later(messages_by_number::iterator m, time_point now);
    void unanswered(std::uint64_t id, time_point now);
    void end(messages_by_number::iterator m, sent_message::outcome result, const pdu* answer);
    void wake_due(time_point now);

    sender_config config;
    adaptive_rate rate;
    messages_by_number messages;
    std::unordered_map<std::uint64_t, std::uint64_t> attempts;           ///< id to number
    std::unordered_map<std::uint64_t, std::deque<std::uint64_t>> chains; ///< of each order
    std::set<std::uint64_t> ready;
    using due_number = std::pair<time_point, std::uint64_t>;
    /// May name messages that wait no longer.
    std::priority_queue<due_number, std::vector<due_number>, std::greater<>> waiting;
    std::vector<sent_message> ended;
    std::uint64_t last_number = 0;
    std::uint64_t last_id = 0;
    std::size_t under_way = 0;
    std::size_t paid = 0; ///< departures that the rate was charged for and that did not happen
    bool held = false;    ///< by not_sent()
};

sender::impl::messages_by_number::iterator sender::impl::message_of(std::uint64_t id) {
    const auto a = attempts.find(id);
    return a == attempts.end() ? messages.end() : messages.find(a->second);
}

sender::impl::messages_by_number::iterator sender::impl::take_back(std::uint64_t id) {
    const auto m = message_of(id);
    if (m == messages.end() || m->second.at != place::under_way ||
        m->second.attempts.back() != id) {
        return messages.end();
    }
    --under_way;
    m->second.at = place::behind;
    return m;
}

void sender::impl::make_ready(messages_by_number::iterator m) {
    m->second.at = place::ready;
    ready.insert(m->first);
}

void sender::impl::try_later(messages_by_number::iterator m, time_point now) {
    message& it = m->second;
    it.throttles = 0;
    it.at = place::waiting;
    it.due = now + retry_delay(config.retry_min, config.retry_max, it.tries, m->first);
    waiting.emplace(it.due, m->first);
}

void sender::impl::end(messages_by_number::iterator m, sent_message::outcome result,
                       const pdu* answer) {
    message& it = m->second;
    if (it.at == place::under_way) {
        --under_way;
    } else if (it.at == place::ready) {
        ready.erase(m->first);
    }
    sent_message e{.token = it.token, .result = result, .status = it.last};
    if (answer != nullptr) {
        e.status = answer->status;
        e.message_id = message_id_of(*answer);
        e.unsuccess = unsuccess_of(*answer);
    }
    ended.push_back(std::move(e));
    for (const std::uint64_t id : it.attempts) {
        attempts.erase(id);
    }
    const std::uint64_t order = it.order;
    messages.erase(m);
    if (order == 0) {
        return;
    }
    const auto chain = chains.find(order);
    chain->second.pop_front(); // only the first of a chain ever leaves, and so ends
    if (chain->second.empty()) {
        chains.erase(chain);
    } else {
        make_ready(messages.find(chain->second.front()));
    }
}

void sender::impl::unanswered(std::uint64_t id, time_point now) {
    held = false;
    const auto m = take_back(id);
    if (m == messages.end()) {
        return;
    }
    if (config.resend_unanswered && m->second.tries < config.max_tries) {
        try_later(m, now);
    } else {
        end(m, sent_message::outcome::unanswered, nullptr);
    }
}

void sender::impl::wake_due(time_point now) {
    while (!waiting.empty() && waiting.top().first <= now) {
        const auto [due, number] = waiting.top();
        waiting.pop();
        const auto m = messages.find(number);
        if (m != messages.end() && m->second.at == place::waiting && m->second.due == due) {
            make_ready(m);
        }
    }
}

sender::sender(const sender_config& config, time_point now)
    : impl_(std::make_unique<impl>(config, now)) {}
sender::~sender() = default;
sender::sender(sender&&) noexcept = default;
sender& sender::operator=(sender&&) noexcept = default;

bool sender::add(body message, std::uint64_t token, std::uint64_t order) {
    impl& i = *impl_;
    if (i.messages.size() + i.ended.size() >= i.config.max_queued) {
        return false;
    }
    const auto m =
        i.messages.emplace(++i.last_number, smpp::message{std::move(message), token, order}).first;
    if (order != 0) {
        auto& chain = i.chains[order];
        chain.push_back(m->first);
        if (chain.size() > 1) {
            return true;
        }
    }
    i.make_ready(m);
    return true;
}

std::optional<sender::departure> sender::next(time_point now) {
    impl& i = *impl_;
    i.held = false;
    i.wake_due(now);
    if (i.ready.empty()) {
        return std::nullopt;
    }
    if (i.paid > 0) {
        --i.paid;
    } else if (i.rate.allowed(1, now) > 0) {
        i.rate.sent(1, now);
    } else {
        return std::nullopt;
    }
    const std::uint64_t number = *i.ready.begin();
    i.ready.erase(i.ready.begin());
    message& m = i.messages.find(number)->second;
    m.at = place::under_way;
    ++m.tries;
    m.attempts.push_back(++i.last_id);
    i.attempts.emplace(i.last_id, number);
    ++i.under_way;
    return departure{i.last_id, &m.body, m.order};
}

void sender::answered(std::uint64_t id, const pdu& answer, time_point now) {
    impl& i = *impl_;
    i.held = false;
    const reaction what = i.rate.answered(answer, i.config.reactions, now);
    if (what == reaction::throttle) {
        i.paid = 0;
    }
    const auto m = i.message_of(id);
    if (m == i.messages.end()) {
        return;
    }
    message& it = m->second;
    const bool current = it.at == place::under_way && it.attempts.back() == id;
    if (what == reaction::accepted) {
        i.end(m, sent_message::outcome::accepted, &answer);
        return;
    }
    if (!current) {
        // An earlier try was refused. One that is on its way now may still be taken.
        if (what == reaction::give_up && it.at != place::under_way) {
            i.end(m, sent_message::outcome::given_up, &answer);
        }
        return;
    }
    i.take_back(id);
    it.last = answer.status;
    if (what == reaction::throttle && ++it.throttles < i.config.throttles_a_try) {
        --it.tries;
        // This try is over, and surely not taken: no late answer will speak of it.
        i.attempts.erase(id);
        it.attempts.pop_back();
        i.make_ready(m);
    } else if (what == reaction::give_up || it.tries >= i.config.max_tries) {
        i.end(m, sent_message::outcome::given_up, &answer);
    } else {
        i.attempts.erase(id);
        it.attempts.pop_back();
        i.try_later(m, now);
    }
}

void sender::timed_out(std::uint64_t id, time_point now) {
    impl_->unanswered(id, now);
}

void sender::link_lost(std::uint64_t id, time_point now) {
    impl_->unanswered(id, now);
}

void sender::not_sent(std::uint64_t id) {
    impl& i = *impl_;
    const auto m = i.take_back(id);
    if (m == i.messages.end()) {
        return;
    }
    --m->second.tries;
    i.attempts.erase(id);
    m->second.attempts.pop_back();
    ++i.paid;
    i.held = true;
    i.make_ready(m);
}

void sender::not_sendable(std::uint64_t id, command_status why) {
    impl& i = *impl_;
    const auto m = i.take_back(id);
    if (m == i.messages.end()) {
        return;
    }
    m->second.last = why;
    ++i.paid;
    i.end(m, sent_message::outcome::given_up, nullptr);
}

std::vector<sent_message> sender::take_ended() {
    return std::exchange(impl_->ended, {});
}

time_point sender::wake(time_point now) const {
    const impl& i = *impl_;
    if (i.held) {
        return time_point::max();
    }
    time_point at = time_point::max();
    if (!i.ready.empty()) {
        at = i.paid > 0 ? now : i.rate.next(now);
    }
    if (!i.waiting.empty()) {
        // What is due still has to pass the rate.
        at = std::min(at, std::max(i.waiting.top().first, i.rate.next(now)));
    }
    return at;
}

std::size_t sender::queued() const noexcept {
    return impl_->messages.size() - impl_->under_way;
}

std::size_t sender::under_way() const noexcept {
    return impl_->under_way;
}

double sender::rate() const noexcept {
    return impl_->rate.current();
}

} // namespace smpp

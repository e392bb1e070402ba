// The table itself: what is kept of each session, how it comes back from the store, how its screen
// is shown again.
#include "ussd/session_entry.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <fmt/format.h>

namespace yeelen::ussd {

std::string idempotency_key(const session_record& r) {
    return fmt::format("{}-{}", r.trace.hex(), r.calls);
}

boost::json::object parse_profile(const std::string& stored) {
    boost::system::error_code failed;
    auto parsed = stored.empty() ? boost::json::value{} : boost::json::parse(stored, failed);
    return !failed && parsed.is_object() ? std::move(parsed.as_object()) : boost::json::object{};
}

std::string ended_state(const session_record& r, menu::ending why) {
    menu::state end;
    if (auto at = menu::decode_state(r.state)) {
        end.language = std::move(at->language);
    }
    end.ended = why;
    return menu::encode(end);
}

void sessions::restore(session_record record, core::instant now, steps& out) {
    const auto drop = [&out](subscriber of, std::int64_t id) {
        step s{.of = of};
        s.drop.push_back(id);
        out.push_back(std::move(s));
    };
    subscriber key = 0;
    const std::string& digits = record.msisdn;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), key);
    if (error != std::errc{} || end != digits.data() + digits.size() || digits.size() > 15) {
        drop(0, record.id); // nobody's: it can neither be shown nor go on
        return;
    }
    if (now.utc - record.updated > (record.phase == phase::ended ? limits_.ended : limits_.idle)) {
        // The network gave this dialogue up while we were away. A call marked `once` goes on by its
        // intent.
        drop(key, record.id);
        return;
    }
    if (const auto found = by_subscriber_.find(key); found != by_subscriber_.end()) {
        // Two rows of one subscriber: the newer one counts.
        drop(key, std::min(found->second->record.id, record.id));
        if (found->second->record.id >= record.id) {
            return;
        }
    }
    entry& e = place_for(key);
    const auto age =
        std::clamp<std::chrono::milliseconds>(now.utc - record.begun, std::chrono::milliseconds{0},
                                              limits_.whole + std::chrono::seconds{1});
    e.begun = now.steady - age;
    e.profile.reset();
    e.record = std::move(record);
    e.serves = service_of(e.record);
    touch(e, now);
    if (e.record.phase == phase::calling) {
        call_again(e, now, out);
    }
}

void sessions::call_again(entry& e, core::instant now, steps& out) {
    const menu::engine* engine = engine_of(e);
    auto at = menu::decode_state(e.record.state);
    if (engine && at) {
        const menu::state before = *at;
        menu::turn turn = engine->again(*at, environment_of(e, now.utc));
        if (auto* asked = std::get_if<menu::call>(&turn.next)) {
            asked->request.idempotency_key = idempotency_key(e.record);
            step s{.of = e.key};
            s.call = outgoing_call{e.key, e.record.id, e.record.trace, std::move(asked->request),
                                   asked->once};
            ++busy_;
            out.push_back(std::move(s));
            return;
        }
        if (*at != before) {
            // The call needs a secret, which is kept nowhere: it is asked for once more.
            go_on(e, *at, std::move(turn), step{.of = e.key, .before = kept(e.record)}, now, out);
            return;
        }
    }
    // The menu has no such call any more, or the row cannot be read: the customer waits for a
    // screen all the same.
    close(e, menu::closing::fault, step{.of = e.key, .before = kept(e.record)}, now, out);
}

void sessions::unsure(subscriber of) {
    if (const auto found = by_subscriber_.find(of); found != by_subscriber_.end()) {
        found->second->unsure = true;
    }
}

std::optional<outgoing> sessions::again(subscriber of, core::utc_time now) {
    const auto found = by_subscriber_.find(of);
    return found == by_subscriber_.end() || found->second->committing ? std::nullopt
                                                                      : render(*found->second, now);
}

std::optional<outgoing> sessions::render(entry& e, core::utc_time now) {
    const menu::engine* engine = engine_of(e);
    auto at = menu::decode_state(e.record.state);
    if (!engine || !at || e.record.phase == phase::calling) {
        return std::nullopt;
    }
    if (e.record.phase == phase::ended && at->ended == menu::ending::abort) {
        return std::nullopt; // nobody is there to read it
    }
    if (e.record.phase == phase::ended && at->ended == menu::ending::timeout) {
        auto last = screen_of(e, closing_text(e, menu::closing::timeout, now), true);
        last.unasked = true;
        return last;
    }
    if (e.record.phase == phase::ended && at->ended == menu::ending::fault) {
        return screen_of(e, closing_text(e, menu::closing::fault, now), true);
    }
    // A session that waits for a key has nothing to call: its state stays as it is.
    menu::turn turn = engine->again(*at, environment_of(e, now));
    if (auto* shown = std::get_if<menu::screen>(&turn.next)) {
        return screen_of(e, std::move(shown->text), e.record.phase == phase::ended);
    }
    if (auto* last = std::get_if<menu::farewell>(&turn.next)) {
        return screen_of(e, std::move(last->text), true);
    }
    return std::nullopt;
}

sessions::entry& sessions::place_for(subscriber key) {
    auto& place = by_subscriber_[key];
    if (!place) {
        place = std::make_unique<entry>();
        place->key = key;
        place->place = live_.insert(live_.end(), place.get());
    }
    return *place;
}

void sessions::forget(entry& e) {
    (e.in_ended ? ended_ : live_).erase(e.place);
    by_subscriber_.erase(subscriber{e.key});
}

/// Moves the entry to the young end of the list that its phase belongs to.
void sessions::touch(entry& e, core::instant now) {
    const bool is_ended = e.record.phase == phase::ended;
    order& to = is_ended ? ended_ : live_;
    to.splice(to.end(), e.in_ended ? ended_ : live_, e.place);
    e.in_ended = is_ended;
    e.touched = now.steady;
}

const menu::engine* sessions::engine_of(const entry& e) const {
    return e.serves ? &e.serves->engine : nullptr;
}

service_ptr sessions::service_of(const session_record& r) const {
    return menus_.by_version(r.dialled, r.menu, r.menu_version);
}

const boost::json::object& sessions::profile_of(entry& e) {
    if (!e.profile) {
        e.profile =
            std::make_unique<boost::json::object>(parse_profile(read_profile_(e.record.msisdn)));
    }
    return *e.profile;
}

menu::environment sessions::environment_of(entry& e, core::utc_time now) {
    return {.msisdn = e.record.msisdn,
            .dialled = e.record.dialled,
            .profile = profile_of(e),
            .now = now,
            .service = e.serves ? std::string_view{e.serves->code} : std::string_view{}};
}

std::string sessions::closing_text(entry& e, menu::closing why, core::utc_time now) {
    // Its own version may be gone: any says in the customer's language that it is over.
    const service_ptr service = e.serves ? e.serves : menus_.by_dialled(e.record.dialled);
    if (!service) {
        return limits_.unknown_code;
    }
    const auto at = menu::decode_state(e.record.state);
    return service->engine.closing_text(at.value_or(menu::state{}), environment_of(e, now), why);
}

outgoing sessions::screen_of(const entry& e, std::string text, bool last) const {
    return {e.key, e.record.msisdn, e.record.dialled, e.record.echo, std::move(text), last};
}

} // namespace yeelen::ussd

#pragma once
// Conversations with a menu in which the fuzzer is the customer and the backend. What the engine
// promises is held after every turn: the screen fits, the state is small and survives its octets,
// no code is in it, and the turn comes out of it once more.
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "menu/engine.hpp"
#include "menu/model/model.hpp"
#include "smpp/text.hpp"
#include "support/menus.hpp"

namespace fuzz {

namespace menu = yeelen::menu;

/// A code that nothing else writes.
inline constexpr std::string_view secret_code = "471147114711";

class conversation {
public:
    conversation(std::shared_ptr<const menu::definition> definition,
                 const menu::operations& operations, input& in)
        : engine_(definition, settings_of(*definition, in.flag()))
        , operations_(operations)
        , in_(in) {}

    /// Dials, and types until the input ends; dials again after each end.
    void talk() {
        if (in_.flag()) {
            profile_["contract"] = "100001";
        }
        if (in_.flag()) {
            profile_["language"] = "en";
        }
        bool ended = true;
        for (int turns = 0; !in_.empty() && turns < 200; ++turns) {
            if (ended) {
                static constexpr const char* codes[]{
                    "*123#",        "*123#",  "*123*2#",     "*123*7#",
                    "*123*1*1*2#",  "*123*#", "*123*bills#", "*123*pay*04123456789#",
                    "*123*5*4711#", "*123*X#"};
                dialled_ = in_.below(12) == 0 ? "*123*" + std::string{in_.take(in_.below(60))}
                                              : codes[in_.below(std::size(codes))];
                state_ = {};
                ended = take([&](auto& s, const auto& e) { return engine_.begin(s, e); });
            } else {
                const std::string typed = key();
                ended = take([&](auto& s, const auto& e) { return engine_.reply(s, e, typed); });
            }
        }
        for (const auto why : {menu::closing::timeout, menu::closing::overload,
                               menu::closing::fault, menu::closing::draining}) {
            shown(engine_.closing_text(state_, environment(), why));
        }
    }

private:
    static std::shared_ptr<const menu::settings> settings_of(const menu::definition& d, bool on) {
        menu::settings all;
        for (const auto& flag : d.data().flags) {
            all.flags[flag] = {.percent = static_cast<std::uint8_t>(on ? 100 : 0), .allowed = {}};
        }
        return std::make_shared<const menu::settings>(std::move(all));
    }
    menu::environment environment() const {
        return {.msisdn = "2250701020304",
                .dialled = dialled_,
                .profile = profile_,
                .now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 6},
                .visited = nullptr,
                .service = "*123#"};
    }
    static bool shown(const std::string& text) {
        must(!text.empty() && smpp::measure_screen(text).fits(), "a screen fits");
        return true;
    }
    std::string key() {
        const auto& screens = engine_.menu().data().screens;
        const auto* asks = state_.at < screens.size()
                               ? std::get_if<menu::ask_screen>(&screens[state_.at].body)
                               : nullptr;
        if (asks && asks->secret()) {
            return std::string{
                secret_code.substr(0, static_cast<std::size_t>(std::max<std::int64_t>(
                                          asks->least, std::min<std::int64_t>(asks->most, 12))))};
        }
        const std::uint8_t kind = in_.octet();
        if (kind < 200) {
            static constexpr const char* keys[]{"1", "2",  "3",  "4",  "5",       "6",      "7",
                                                "8", "0",  "00", "98", "97",      "100001", "1 ",
                                                "9", "10", "",   "12", "OUT-001", "1234567"};
            return keys[kind % std::size(keys)];
        }
        return kind < 210 ? std::string(std::size_t{4} * in_.octet(), 'x')
                          : std::string{in_.take(in_.below(200))};
    }

    /// True when the session is over.
    template<typename Step>
    bool take(Step step) {
        menu::turn t = stored(step);
        for (int calls = 0; std::holds_alternative<menu::call>(t.next); ++calls) {
            must(calls < 64, "a menu does not call for ever");
            const auto outcome = answer(std::get<menu::call>(t.next).request);
            for (const auto& e : engine_.answered_late(state_, environment(), outcome)) {
                must(!std::holds_alternative<menu::send_sms>(e) ||
                         !std::get<menu::send_sms>(e).text.empty(),
                     "an SMS says something");
            }
            t = stored([&](auto& s, const auto& e) { return engine_.answered(s, e, outcome); });
        }
        if (const auto* s = std::get_if<menu::screen>(&t.next)) {
            return !shown(s->text);
        }
        return shown(std::get<menu::farewell>(t.next).text);
    }

    template<typename Step>
    menu::turn stored(Step step) {
        menu::turn t = step(state_, environment());
        must(state_.history.size() <= 16 && state_.frames.size() <= 5, "the way back is bounded");
        const auto octets = menu::encode(state_);
        must(octets.find(secret_code.substr(0, 8)) == std::string::npos, "no code is stored");
        auto read = menu::decode_state(octets);
        must(read.has_value() && *read == state_, "a state survives its octets");
        state_ = std::move(*read);
        for (const auto& e : t.effects) {
            if (const auto* r = std::get_if<menu::remember>(&e)) {
                if (r->value.is_null()) {
                    profile_.erase(r->name);
                } else {
                    profile_[r->name] = r->value;
                }
            }
        }
        auto copy = state_;
        const auto again = engine_.again(copy, environment());
        must(again.effects.empty(), "nothing is done twice");
        if (std::holds_alternative<menu::call>(t.next) && copy != state_) {
            must(std::holds_alternative<menu::screen>(again.next), "a code is asked for again");
            return t;
        }
        must(copy == state_ && again.next.index() == t.next.index(), "a turn comes again");
        if (const auto* s = std::get_if<menu::screen>(&t.next)) {
            must(std::get<menu::screen>(again.next).text == s->text, "a screen comes again");
        } else if (const auto* c = std::get_if<menu::call>(&t.next)) {
            const auto& request = std::get<menu::call>(again.next).request;
            must(request.operation == c->request.operation &&
                     request.arguments == c->request.arguments,
                 "a call comes again");
        }
        return t;
    }

    yeelen::core::call_outcome answer(const yeelen::core::call_request& request) {
        if (in_.below(4) == 0) {
            return std::unexpected(static_cast<yeelen::core::call_failure>(in_.below(6)));
        }
        boost::json::object all;
        for (const auto& [name, type] : operations_.at(request.operation).answer) {
            all[name] = in_.below(20) == 0 ? value(0) : fair(type);
        }
        return all;
    }
    /// As the operation declares it: else every answer would be garbage.
    boost::json::value fair(const yeelen::core::value_type& type) {
        using kind = yeelen::core::value_kind;
        switch (type.kind) {
        case kind::any:
        case kind::text: return boost::json::string(in_.take(in_.below(60)));
        case kind::number:
        case kind::amount: {
            const auto n = std::int64_t{in_.octet()} * in_.octet() * in_.octet() - 1000;
            return std::clamp(n, type.least, type.most);
        }
        case kind::date:
            return boost::json::string(fmt::format("2026-{:02}-20", 1 + in_.below(12)));
        case kind::month: return boost::json::string(fmt::format("2026-{:02}", 1 + in_.below(12)));
        case kind::flag: return in_.flag();
        case kind::record: {
            boost::json::object o;
            for (const auto& [name, of] : type.fields) {
                if (!of.optional || in_.flag()) {
                    o[name] = fair(of);
                }
            }
            return o;
        }
        case kind::list: {
            boost::json::array all;
            for (auto n = in_.below(16); n > 0; --n) {
                all.push_back(type.entry.empty() ? fair({}) : fair(type.entry.front()));
            }
            return all;
        }
        }
        return nullptr;
    }
    boost::json::value value(int depth) {
        switch (in_.below(12)) {
        case 0: return nullptr;
        case 1: return in_.flag();
        case 2: return in_.octet();
        case 3: return INT64_MIN + in_.octet();
        case 4: return in_.octet() * 1e305;
        case 5: return boost::json::string(in_.take(in_.octet()));
        case 6: return boost::json::string(std::string(std::size_t{8} * in_.octet(), 'w'));
        case 7: return "2026-07-06";
        case 8: return std::int64_t{in_.octet()} * 5000;
        case 9: return "é漢";
        case 10: {
            boost::json::array list;
            for (std::size_t n = depth < 2 ? in_.below(40) : 0; n > 0; --n) {
                list.push_back(value(depth + 1));
            }
            return list;
        }
        default: {
            static constexpr const char* names[]{"number", "month",    "amount", "currency",
                                                 "date",   "due_date", "kwh",    "instalments"};
            boost::json::object map;
            for (const char* name : names) {
                map[name] = depth < 3 ? value(depth + 1) : boost::json::value("2026-09");
            }
            return map;
        }
        }
    }

    menu::engine engine_;
    const menu::operations& operations_;
    input& in_;
    std::string dialled_ = "*123#";
    menu::state state_;
    boost::json::object profile_;
};

} // namespace fuzz

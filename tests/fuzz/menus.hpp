#pragma once
// Conversations with a menu in which the fuzzer is the customer and the backend. What the engine
// promises is held after every turn: the screen fits, the state is small and survives its octets,
// and the turn comes out of it once more.
#include "document/node.hpp"
#include "fuzz/check.hpp"
#include "fuzz/input.hpp"
#include "menu/engine.hpp"
#include "smpp/text.hpp"

namespace fuzz {

namespace menu = yeelen::menu;

/// As config/backends/utility.yaml declares them; arguments are not needed for talking.
inline const menu::operations& utility_operations() {
    static const menu::operations all = [] {
        menu::operations read;
        const auto root =
            yeelen::document::read_yaml_file(YEELEN_SOURCE_DIR "/config/backends/utility.yaml");
        must(root.has_value(), "the project's operations can be read");
        for (const auto& [name, body] : root->find("operations")->entries) {
            auto& shape = read[name.text];
            const auto& path = body.find("path")->text;
            for (std::size_t at = 0; (at = path.find('{', at)) != std::string::npos; ++at) {
                shape.arguments.insert(path.substr(at + 1, path.find('}', at) - at - 1));
            }
            for (const char* part : {"query", "body"}) {
                if (const auto* map = body.find(part)) {
                    for (const auto& [key, argument] : map->entries) {
                        shape.arguments.insert(argument.text);
                    }
                }
            }
            if (const auto* answer = body.find("answer")) {
                for (const auto& [key, from] : answer->entries) {
                    shape.answer.insert(key.text.substr(0, key.text.find('?')));
                }
            }
            shape.once = body.find("once") != nullptr;
        }
        return read;
    }();
    return all;
}

class conversation {
public:
    conversation(std::shared_ptr<const menu::definition> definition, input& in)
        : engine_(std::move(definition))
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
    menu::environment environment() const {
        return {.msisdn = "2250701020304",
                .dialled = "*123#",
                .profile = profile_,
                .now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 6}};
    }
    static bool shown(const std::string& text) {
        must(!text.empty() && smpp::measure_screen(text).fits(), "a screen fits");
        return true;
    }
    std::string key() {
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
        must(state_.history.size() <= 16, "the way back is bounded");
        auto read = menu::decode_state(menu::encode(state_));
        must(read.has_value() && *read == state_, "a state survives its octets");
        state_ = std::move(*read);
        for (const auto& e : t.effects) {
            if (const auto* r = std::get_if<menu::remember>(&e)) {
                profile_[r->name] = r->value;
            }
        }
        const auto again = engine_.again(state_, environment());
        must(again.effects.empty() && again.next.index() == t.next.index(), "a turn comes again");
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
        for (const auto& field : utility_operations().at(request.operation).answer) {
            all[field] = value(0);
        }
        return all;
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
    input& in_;
    menu::state state_;
    boost::json::object profile_;
};

} // namespace fuzz

#include "workbench/conversation_check.hpp"

#include "menu/model/model.hpp"
#include <fmt/format.h>

namespace yeelen::workbench {

namespace {

using types = std::map<std::string, core::value_type, std::less<>>;

template<class Map>
std::vector<std::string> keys_of(const Map& map) {
    std::vector<std::string> names;
    for (const auto& [name, unused] : map) {
        names.push_back(name);
    }
    return names;
}

class checker {
public:
    checker(const conversation& c, const menu::menu_data& menu, const menu::operations& known)
        : c_(c)
        , menu_(menu)
        , known_(known) {}

    core::faults check() {
        for (const auto& flag : c_.flags) {
            if (!menu_.flags.contains(flag)) {
                fault(c_.flags_at, fmt::format("the menu has no flag '{}'{}", flag,
                                               core::suggestion(flag, {menu_.flags.begin(),
                                                                       menu_.flags.end()})));
            }
        }
        auto kept = menu_.profile;
        kept["language"] = {.kind = core::value_kind::text, .most = 8};
        fields(c_.profile, kept, c_.profile_at, "the profile");
        fields(c_.config, menu_.config, c_.config_at, "'config'");
        for (const auto& step : c_.steps) {
            answers(step.backend, step.where);
            answers(step.late, step.where);
            for (const auto& [name, arguments] : step.calls) {
                if (const auto* shape = operation(name, step.where)) {
                    for (const auto& [argument, value] : arguments) {
                        declared(argument, shape->arguments, step.where,
                                 fmt::format("the operation '{}' has no argument", name));
                    }
                }
            }
        }
        return std::move(faults_);
    }

private:
    void fault(spot where, std::string message) {
        faults_.push_back({c_.file, where.line, where.column, std::move(message)});
    }

    const menu::operation_shape* operation(const std::string& name, spot where) {
        const auto found = known_.find(name);
        if (found == known_.end()) {
            fault(where, fmt::format("there is no backend operation '{}'{}", name,
                                     core::suggestion(name, keys_of(known_))));
            return nullptr;
        }
        return &found->second;
    }

    const core::value_type* declared(std::string_view name, const types& all, spot where,
                                     std::string_view says) {
        const auto found = all.find(name);
        if (found == all.end()) {
            fault(where, fmt::format("{} '{}'{}", says, name,
                                     core::suggestion(std::string{name}, keys_of(all))));
            return nullptr;
        }
        return &found->second;
    }

    void fields(const boost::json::object& given, const types& all, spot where,
                std::string_view what) {
        for (const auto& [name, value] : given) {
            if (std::string_view{name}.starts_with("lock.")) {
                continue; // what a lock counts
            }
            const auto* type = declared(name, all, where, fmt::format("{} has no", what));
            if (type && !value.is_null()) {
                check(value, *type, where, fmt::format("'{}' in {}", std::string_view{name}, what));
            }
        }
    }

    /// As deep as it is declared.
    void check(const boost::json::value& value, const core::value_type& type, spot where,
               const std::string& what) {
        const auto as_kept = menu::bounded(value, type);
        if (!as_kept) {
            fault(where, fmt::format("{} is declared {} within bounds: {} is not", what,
                                     core::phrase_of(type.kind), boost::json::serialize(value)));
            return;
        }
        const auto* text = value.if_string();
        if (type.kind == core::value_kind::text && text && *as_kept != *text) {
            fault(where, fmt::format("{} has at most {} characters: '{}' would be cut", what,
                                     type.most, std::string_view{*text}));
        }
        if (const auto* o = value.if_object(); o && !type.fields.empty()) {
            whole(*o, type.fields, where, what);
        }
        const auto* all = value.if_array();
        if (!all || type.entry.empty()) {
            return;
        }
        if (type.most > 0 && all->size() > static_cast<std::size_t>(type.most)) {
            fault(where,
                  fmt::format("{} has at most {} entries, not {}", what, type.most, all->size()));
        }
        for (std::size_t i = 0; i < all->size(); ++i) {
            check((*all)[i], type.entry.front(), where, fmt::format("entry {} of {}", i + 1, what));
        }
    }

    void answers(const canned_answers& all, spot where) {
        for (const auto& [name, outcomes] : all) {
            const auto* shape = operation(name, where);
            for (const auto& outcome : outcomes) {
                if (shape && outcome) {
                    whole(*outcome, shape->answer, where, fmt::format("the answer of '{}'", name));
                }
            }
        }
    }

    /// A record, or an answer: with all that is not optional.
    void whole(const boost::json::object& given, const types& all, spot where,
               const std::string& what) {
        fields(given, all, where, what);
        for (const auto& [name, type] : all) {
            if (!type.optional && !given.contains(name)) {
                fault(where, fmt::format("{} lacks '{}': a backend that leaves it out is garbage",
                                         what, name));
            }
        }
    }

    const conversation& c_;
    const menu::menu_data& menu_;
    const menu::operations& known_;
    core::faults faults_;
};

} // namespace

core::faults check_conversation(const conversation& c, const menu::definition& menu,
                                const menu::operations& known) {
    return checker{c, menu.data(), known}.check();
}

} // namespace yeelen::workbench

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
        values(c_.profile, kept, c_.profile_at, "the profile");
        values(c_.config, menu_.config, c_.config_at, "'config'");
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

    void values(const boost::json::object& given, const types& all, spot where,
                std::string_view what) {
        for (const auto& [name, value] : given) {
            if (std::string_view{name}.starts_with("lock.")) {
                continue; // what a lock counts
            }
            const auto* type = declared(name, all, where, fmt::format("{} has no", what));
            if (type && !menu::bounded(value, *type)) {
                fault(where, fmt::format("'{}' in {} is declared {} within bounds: {} is not",
                                         std::string_view{name}, what, core::phrase_of(type->kind),
                                         boost::json::serialize(value)));
            }
        }
    }

    void answers(const canned_answers& all, spot where) {
        for (const auto& [name, outcomes] : all) {
            const auto* shape = operation(name, where);
            for (const auto& outcome : outcomes) {
                if (shape && outcome) {
                    answer(*outcome, shape->answer, where, fmt::format("the answer of '{}'", name));
                }
            }
        }
    }

    void answer(const boost::json::object& given, const types& all, spot where,
                const std::string& what) {
        values(given, all, where, what);
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

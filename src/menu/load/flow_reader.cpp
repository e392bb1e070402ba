// Flows: their heads, their screens, who uses whom.
#include "document/value_type_reader.hpp"
#include "menu/load/language.hpp"
#include "menu/load/menu_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

void menu_reader::name_flows(const node& flows) {
    for (const auto& [name, body] : flows.entries) {
        const auto& reserved = reserved_names();
        if (!is_name(name.text) ||
            std::find(reserved.begin(), reserved.end(), name.text) != reserved.end()) {
            fault(name, fmt::format("'{}' cannot name a flow", name.text));
        }
        if (menu_.flows.size() >= UINT16_MAX) {
            fault(name, "too many flows");
            return;
        }
        flow_ = static_cast<flow_id>(menu_.flows.size());
        menu_.flows.push_back({.name = name.text, .place = place_of(name)});
        const auto what = fmt::format("the flow '{}'", name.text);
        const auto told = faults_.size();
        const auto f = shaped(body, language::flow(), what);
        if (faults_.size() > told) {
            misread_.insert(flow_);
        }
        auto& flow = menu_.flows.back();
        if (const auto* takes = f.find("takes")) {
            flow.takes = document::read_value_types(*takes, fmt::format("'takes' of {}", what),
                                                    source_.file, faults_);
            current_ = no_screen;
            for (const auto& [key, type] : takes->entries) {
                if (const auto found = flow.takes.find(key.text); found != flow.takes.end()) {
                    save({.name = key.text, .place = place_of(key), .type = found->second});
                }
            }
        }
        if (const auto* gives = f.find("gives")) {
            flow.gives = document::read_value_type(*gives, fmt::format("'gives' of {}", what),
                                                   source_.file, faults_);
        }
        source_.incomplete = source_.incomplete || faults_.size() > told;
        if (const auto* screens = f.find("screens")) {
            name_screens(*screens);
        }
    }
}

void menu_reader::read_flow(flow_id id, const node& body) {
    flow_ = id;
    // What is wrong with its form was told when it was named.
    if (const auto* screens = body.find("screens"); screens && screens->is_map()) {
        read_screens(*screens);
    }
    what_ = fmt::format("the flow '{}'", menu_.flows[id].name);
    current_ = no_screen;
    if (const auto* start = body.find("start"); start && start->is_scalar()) {
        const auto edges = source_.edges.size();
        menu_.flows[id].start = target(*start, false);
        source_.edges.resize(edges);
    }
}

std::optional<flow_id> menu_reader::flow_named(const node& name) {
    std::vector<std::string> names;
    const auto count = static_cast<flow_id>(menu_.flows.size());
    for (flow_id id = 1; id < count; ++id) {
        if (name.is_scalar() && menu_.flows[id].name == name.text) {
            return id;
        }
        names.push_back(menu_.flows[id].name);
    }
    source_.astray = true;
    const bool screen = menu_.screen_ids.contains(screen_name(name.text));
    if (!screen && source_.absent.flows) {
        source_.incomplete = true; // the flows' screens would use, lead and set
        if (!source_.absent.told && !no_flows_) {
            no_flows_ = true;
            fault(name, fmt::format("there is no flow '{}': the menu has no 'flows'", name.text));
        }
        return std::nullopt;
    }
    fault(name, screen ? fmt::format("'{}' is a screen: {} can use a flow only, one under 'flows'",
                                     name.text, what_)
                       : fmt::format("there is no flow '{}'{}", name.text,
                                     core::suggestion(name.text, names)));
    return std::nullopt;
}

std::vector<assignment> menu_reader::given_to(flow_id id, const node* with, const node& where) {
    auto given = assignments(with);
    const auto& flow = menu_.flows[id];
    std::vector<std::string> names;
    for (const auto& [name, type] : flow.takes) {
        names.push_back(name);
        const bool there =
            std::any_of(given.begin(), given.end(), [&](const auto& a) { return a.name == name; });
        if (!there && !type.optional) {
            fault(with ? *with : where,
                  fmt::format("the flow '{}' takes '{}': say it in 'with'", flow.name, name));
        }
    }
    for (const auto& a : given) {
        const auto type = flow.takes.find(a.name);
        if (type == flow.takes.end() && misread_.contains(id)) {
            continue; // it may stand there misnamed
        }
        if (type == flow.takes.end()) {
            fault(a.place, fmt::format("the flow '{}' does not take '{}'{}", flow.name, a.name,
                                       core::suggestion(a.name, names)));
        } else {
            source_.given.push_back(
                {a.value, type->second,
                 fmt::format("what the flow '{}' takes as '{}'", flow.name, a.name), current_});
        }
    }
    return given;
}

/// No flow uses itself, through others neither, and none is used deeper than the state has room.
void menu_reader::check_flows() {
    enum class mark : std::uint8_t { fresh, open, done };
    std::vector<mark> marks(menu_.flows.size(), mark::fresh);
    std::vector<std::size_t> depth(menu_.flows.size(), 0); ///< flows within it, itself not counted
    // The stack is bounded by the number of flows; it is our own, for a menu of any size.
    struct level {
        flow_id flow;
        std::size_t next;
        std::size_t via;
    };
    const auto count = static_cast<flow_id>(menu_.flows.size());
    for (flow_id root = 0; root < count; ++root) {
        if (marks[root] != mark::fresh) {
            continue;
        }
        std::vector<level> way{{root, 0, 0}};
        marks[root] = mark::open;
        while (!way.empty()) {
            auto& top = way.back();
            if (top.next == uses_.size()) {
                const auto done = top;
                marks[done.flow] = mark::done;
                way.pop_back();
                if (!way.empty()) {
                    auto& above = depth[way.back().flow];
                    above = std::max(above, depth[done.flow] + 1);
                }
                continue;
            }
            const auto number = top.next++;
            const auto& use = uses_[number];
            if (use.inside != top.flow) {
                continue;
            }
            if (marks[use.flow] == mark::open) {
                source_.astray = true;
                fault(use.place, fmt::format("the flow '{}' would use itself here: flows cannot go "
                                             "round",
                                             menu_.flows[use.flow].name));
            } else if (marks[use.flow] == mark::done) {
                depth[top.flow] = std::max(depth[top.flow], depth[use.flow] + 1);
            } else {
                marks[use.flow] = mark::open;
                way.push_back({use.flow, 0, number});
            }
        }
    }
    for (const auto& use : uses_) {
        if (use.inside == whole_menu && depth[use.flow] + 1 > max_flow_depth) {
            fault(use.place,
                  fmt::format("the flow '{}' and the flows in it are {} deep: at most {}",
                              menu_.flows[use.flow].name, depth[use.flow] + 1, max_flow_depth));
        }
    }
}

/// The ways into flows and back out, now that every `return` is known.
void menu_reader::connect_flows() {
    std::vector<std::vector<screen_id>> returns(menu_.flows.size());
    for (screen_id id = 0; id < menu_.screens.size(); ++id) {
        if (std::holds_alternative<return_screen>(menu_.screens[id].body)) {
            returns[menu_.screens[id].flow].push_back(id);
        }
    }
    for (const auto& use : uses_) {
        const auto start = menu_.flows[use.flow].start;
        if (start != no_screen) {
            source_.edges.push_back({use.screen, start, use.place, false, way::enter, use.flow});
        }
        for (const auto from : returns[use.flow]) {
            if (use.back != no_screen) {
                source_.edges.push_back({from, use.back, use.place, false, way::leave, use.flow});
            }
        }
    }
}

// --- the kinds that speak of flows ---------------------------------------------------------------

screen_body menu_reader::read_use(const fields& f, const node& word) {
    use_screen u;
    const auto flow = word.is_scalar() ? flow_named(word) : std::nullopt;
    const auto edges = source_.edges.size();
    u.to = needed_target(f, "to", false);
    if (!flow) {
        saved(f, "save", {});
        return u;
    }
    u.flow = *flow;
    for (auto i = edges; i < source_.edges.size(); ++i) {
        source_.edges[i].how = way::over;
        source_.edges[i].by = *flow;
    }
    u.with = given_to(*flow, f.find("with"), word);
    const auto& gives = menu_.flows[*flow].gives;
    u.save = saved(f, "save", {.type = gives});
    if (const auto* save = f.find("save"); save && !gives && !misread_.contains(*flow)) {
        fault(*save, fmt::format("the flow '{}' gives nothing that could be saved",
                                 menu_.flows[*flow].name));
    }
    uses_.push_back({current_, flow_, *flow, u.to, place_of(word)});
    return u;
}

screen_body menu_reader::read_return(const fields& f, const node& word) {
    return_screen r;
    const auto& flow = menu_.flows[flow_];
    const auto* written = f.map().find("return");
    const node& where = written ? *written : word;
    if (flow_ == whole_menu) {
        fault(where, fmt::format("{} cannot return: only a flow does", what_));
        return r;
    }
    if (where.kind == node::type::null) {
        if (flow.gives && !flow.gives->optional) {
            fault(where, fmt::format("the flow '{0}' gives {1}: say what, or make its 'gives' "
                                     "optional",
                                     flow.name, core::phrase_of(flow.gives->kind)));
        }
        return r;
    }
    r.value = value(where);
    if (!flow.gives && misread_.contains(flow_)) {
        return r;
    }
    if (!flow.gives) {
        fault(where, fmt::format("the flow '{}' gives nothing: declare under 'gives' what it "
                                 "returns",
                                 flow.name));
    } else {
        source_.given.push_back(
            {*r.value, *flow.gives, fmt::format("what the flow '{}' gives", flow.name), current_});
    }
    return r;
}

} // namespace yeelen::menu

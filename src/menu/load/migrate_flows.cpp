#include "menu/load/migrate_flows.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <set>

namespace yeelen::menu {

namespace {

using document::node;
using names = std::set<std::string>;

constexpr std::array<std::string_view, 6> place_fields{"to", "yes",  "no",
                                                       "ok", "else", "otherwise"};

node scalar(std::string text, const node& at) {
    node n;
    n.kind = node::type::scalar;
    n.text = std::move(text);
    n.line = at.line;
    n.column = at.column;
    return n;
}
node map_at(const node& at) {
    node n;
    n.kind = node::type::map;
    n.line = at.line;
    n.column = at.column;
    return n;
}
node* find(node& map, std::string_view key) {
    for (auto& [name, value] : map.entries) {
        if (name.text == key) {
            return &value;
        }
    }
    return nullptr;
}

/// Every place that a screen of version 1 leads to by name; `within` is the map that it stands in
/// (an option may have a `then`).
void each_place(node& screen, const std::function<void(node& place, node& within)>& visit) {
    const auto of_map = [&](node& map) {
        for (auto& [key, value] : map.entries) {
            const bool place =
                std::find(place_fields.begin(), place_fields.end(), key.text) != place_fields.end();
            if (place && value.is_scalar()) {
                visit(value, map);
            }
        }
    };
    of_map(screen);
    for (const char* list : {"options", "branch"}) {
        if (auto* items = find(screen, list)) {
            for (auto& item : items->items) {
                of_map(item);
            }
        }
    }
    if (auto* failed = find(screen, "failed")) {
        for (auto& [key, value] : failed->entries) {
            if (value.is_scalar()) {
                visit(value, *failed);
            }
        }
    }
}

/// The name as a whole word, not the field of another, in an expression or behind '='.
bool mentions(std::string_view text, std::string_view name) {
    const auto part = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_';
    };
    for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        const auto end = at + name.size();
        const bool before = at > 0 && (part(text[at - 1]) || text[at - 1] == '.');
        const bool after = end < text.size() && part(text[end]);
        if (!before && !after) {
            return true;
        }
    }
    return false;
}

/// Every expression in a screen: `when`, `unless`, `of`, and what begins with '='.
void each_expression(const node& n, bool expression,
                     const std::function<void(const node&)>& visit) {
    if (n.is_scalar() && (expression || n.text.starts_with('='))) {
        visit(n);
    }
    for (const auto& item : n.items) {
        each_expression(item, false, visit);
    }
    for (const auto& [key, value] : n.entries) {
        const bool one = key.text == "when" || key.text == "unless" || key.text == "of";
        each_expression(value, one, visit);
    }
}

/// Names that a screen saves.
void saved_in(const node& screen, names& all) {
    const auto of = [&](const node& map) {
        if (const auto* save = map.find("save"); save && save->is_scalar()) {
            all.insert(save->text);
        }
        if (const auto* set = map.find("set")) {
            for (const auto& [key, value] : set->entries) {
                all.insert(key.text);
            }
        }
    };
    of(screen);
    if (const auto* options = screen.find("options")) {
        for (const auto& item : options->items) {
            of(item);
        }
    }
}

class migration {
public:
    migration(node& screens, std::string start, const std::string& file, core::faults& faults)
        : screens_(screens)
        , start_(std::move(start))
        , file_(file)
        , faults_(faults) {
        for (auto& [name, body] : screens.entries) {
            auto& out = out_[name.text]; // also of a screen that leads nowhere
            each_place(body, [&](node& place, node&) { out.insert(place.text); });
        }
    }

    node flows() {
        auto flows = map_at(screens_);
        find_heads();
        for (const auto& [head, where] : heads_) {
            bodies_[head] = body_of(head);
            if (bodies_[head].empty()) {
                fault(*where, fmt::format("nothing behind '{}' comes back by 'to: return': in "
                                          "version 2 this place wants a flow that does",
                                          head));
            }
        }
        for (const auto& [head, body] : bodies_) {
            for (const auto& name : body) {
                inside_.insert(name);
            }
        }
        check_values();
        for (const auto& [head, body] : bodies_) {
            if (!body.empty()) {
                flows.entries.push_back(flow(head, body));
            }
        }
        std::erase_if(screens_.entries,
                      [&](const auto& e) { return inside_.contains(e.key.text); });
        mend_menu();
        return flows;
    }

private:
    void fault(const node& where, std::string message) {
        faults_.push_back({file_, where.line, where.column, std::move(message)});
    }
    node* screen(const std::string& name) { return find(screens_, name); }

    /// Screens that something sends to and waits for; `go` becomes `use`.
    void find_heads() {
        for (auto& [name, body] : screens_.entries) {
            if (auto* first = find(body, "first")) {
                for (auto& [key, value] : first->entries) {
                    if (key.text == "go") {
                        key.text = "use";
                        add_head(value);
                    }
                }
            }
            if (auto* options = find(body, "options")) {
                for (auto& item : options->items) {
                    if (const auto* to = item.find("to"); to && item.find("then")) {
                        add_head(*to);
                    }
                }
            }
        }
    }
    void add_head(const node& where) {
        if (where.is_scalar() && screen(where.text)) {
            heads_.emplace(where.text, &where);
        }
    }

    /// Not through the start: there the customer is back at the beginning, in no part of anything.
    names reached(const std::string& from) const {
        names all{from};
        std::vector<std::string> open{from};
        while (!open.empty()) {
            const auto here = open.back();
            open.pop_back();
            if (const auto out = out_.find(here); out != out_.end()) {
                for (const auto& to : out->second) {
                    if (to != start_ && out_.contains(to) && all.insert(to).second) {
                        open.push_back(to);
                    }
                }
            }
        }
        return all;
    }

    /// A place that is misspelt may have been meant to: it is told when the screen is read.
    bool may_return(const std::string& name) const {
        const auto& out = out_.at(name);
        return std::any_of(out.begin(), out.end(),
                           [&](const auto& to) { return to == "return" || !out_.contains(to); });
    }

    /// The screens between the head and the return, and those that only they lead to.
    names body_of(const std::string& head) const {
        names body;
        const auto all = reached(head);
        for (const auto& name : all) {
            const auto on = reached(name);
            if (std::any_of(on.begin(), on.end(), [&](const auto& n) { return may_return(n); })) {
                body.insert(name);
            }
        }
        for (bool grew = !body.empty(); grew;) {
            grew = false;
            for (const auto& name : all) {
                if (body.contains(name)) {
                    continue;
                }
                const bool outside = std::any_of(out_.begin(), out_.end(), [&](const auto& e) {
                    return e.second.contains(name) && !body.contains(e.first);
                });
                if (!outside) {
                    grew = body.insert(name).second;
                }
            }
        }
        return body;
    }

    document::entry flow(const std::string& head, const names& body) {
        const auto& where = *screen(head);
        auto inner = map_at(where);
        document::entry flow;
        for (const auto& [name, screen] : screens_.entries) {
            if (!body.contains(name.text)) {
                continue;
            }
            inner.entries.push_back({name, screen});
            each_place(inner.entries.back().value, [&](node& place, node&) {
                if (place.text != "return" && !body.contains(place.text) && screen_named(place)) {
                    fault(place, fmt::format("'{}' lies outside of what becomes the flow '{}': "
                                             "version 2 goes back to the menu only by 'return', or "
                                             "ends with {{say: ...}} or {{end: ...}}",
                                             place.text, head));
                }
            });
            if (name.text == head) {
                flow.key = name;
            }
        }
        auto& out = flow.value;
        out = map_at(flow.key);
        out.entries.push_back({scalar("start", flow.key), scalar(head, flow.key)});
        out.entries.push_back({scalar("screens", flow.key), std::move(inner)});
        return flow;
    }
    bool screen_named(const node& place) const { return out_.contains(place.text); }

    /// What is left: `to: X` and `then: Y` become a screen that uses the flow X.
    void mend_menu() {
        std::vector<document::entry> made;
        for (auto& [name, body] : screens_.entries) {
            each_place(body, [&](node& place, node& within) {
                if (!inside_.contains(place.text)) {
                    return;
                }
                if (!bodies_.contains(place.text)) {
                    fault(place, fmt::format("'{}' is in the middle of what becomes a flow in "
                                             "version 2: lead to the flow's beginning, or write "
                                             "the screen twice",
                                             place.text));
                    return;
                }
                const auto* then = within.find("then");
                const auto back = then ? scalar(then->text, *then) : scalar(start_, place);
                const auto use = fmt::format("{}_then_{}", place.text, back.text);
                if (std::none_of(made.begin(), made.end(),
                                 [&](const auto& e) { return e.key.text == use; })) {
                    auto screen = map_at(place);
                    screen.entries.push_back({scalar("use", place), scalar(place.text, place)});
                    screen.entries.push_back({scalar("to", back), back});
                    made.push_back({scalar(use, place), std::move(screen)});
                }
                place.text = use;
            });
            if (auto* options = find(body, "options")) {
                for (auto& item : options->items) {
                    std::erase_if(item.entries, [](const auto& e) { return e.key.text == "then"; });
                }
            }
        }
        for (auto& e : made) {
            screens_.entries.push_back(std::move(e));
        }
    }

    /// Values of version 1 were everybody's; those of a flow are its own.
    void check_values() {
        for (const auto& [head, body] : bodies_) {
            names within;
            names without;
            for (const auto& [name, screen] : screens_.entries) {
                saved_in(screen, body.contains(name.text) ? within : without);
            }
            for (const auto& [name, screen] : screens_.entries) {
                const bool in = body.contains(name.text);
                each_expression(screen, false, [&](const node& n) {
                    for (const auto& value : in ? without : within) {
                        if ((in ? within : without).contains(value) || !mentions(n.text, value)) {
                            continue;
                        }
                        fault(n,
                              in ? fmt::format("'{0}' is set outside of what becomes the flow "
                                               "'{1}': let the flow take it ('takes: {{ {0}: "
                                               "any }}', 'with: {{ {0}: ={0} }}')",
                                               value, head)
                                 : fmt::format("'{0}' is set in what becomes the flow '{1}', "
                                               "and ends with it: let the flow give it ('gives', "
                                               "'return: ={0}') and save it where it is used",
                                               value, head));
                    }
                });
            }
        }
    }

    node& screens_;
    std::string start_;
    const std::string& file_;
    core::faults& faults_;
    std::map<std::string, names> out_; ///< of every screen: where it leads
    std::map<std::string, const node*> heads_;
    std::map<std::string, names> bodies_; ///< of every head
    names inside_;
};

} // namespace

document::node flows_of(document::node& screens, const std::string& start, const std::string& file,
                        core::faults& faults) {
    return migration{screens, start, file, faults}.flows();
}

} // namespace yeelen::menu

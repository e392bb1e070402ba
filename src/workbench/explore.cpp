#include "workbench/explore.hpp"

#include "menu/model/model.hpp"
#include "menu/walk/answer_pattern.hpp"
#include "smpp/text.hpp"
#include "workbench/samples.hpp"
#include "workbench/talk.hpp"
#include <algorithm>
#include <deque>
#include <fmt/format.h>
#include <map>
#include <unordered_set>

namespace yeelen::workbench {

namespace {

constexpr std::string_view today = "2026-07-06";
constexpr std::chrono::sys_days day{std::chrono::year{2026} / 7 / 6};

/// How a situation was reached: the situations before it, by number.
struct step_taken {
    std::size_t from = 0;
    std::vector<std::string> notes;
};

class explorer {
public:
    explorer(const std::shared_ptr<const menu::definition>& menu, const menu::operations& known,
             const explore_options& options, coverage& seen)
        : menu_(*menu)
        , options_(options)
        , seen_(seen)
        , shared_(menu) {
        for (const auto& [name, shape] : known) {
            outcomes_.emplace(name, outcomes_of(shape));
        }
    }

    exploration run();

private:
    struct situation {
        talk phone;
        std::size_t depth;
        std::size_t taken; ///< index in taken_
    };

    static std::shared_ptr<const menu::settings> settings_of(const explore_options& o) {
        auto s = std::make_shared<menu::settings>();
        for (const auto& flag : o.flags) {
            s->flags[flag].percent = 100;
        }
        return s;
    }
    talk customer(boost::json::object profile, const std::string& language) const {
        if (!language.empty()) {
            profile["language"] = language;
        }
        return {menu::engine{shared_, settings_of(options_)}, "2250701020304", std::move(profile),
                core::utc_time{day} + std::chrono::hours{10}};
    }

    void every_outcome(const talk& before, std::size_t from, std::size_t depth,
                       const std::string& typed);
    void take(talk after, const heard& h, std::size_t from, std::size_t depth,
              std::vector<std::string> notes);
    void hold(const talk& after, const heard& h, std::size_t taken);
    bool enough() const { return result_.broken || !result_.whole; }

    const menu::definition& menu_;
    const explore_options& options_;
    coverage& seen_;
    std::shared_ptr<const menu::definition> shared_;
    std::map<std::string, std::vector<core::call_outcome>, std::less<>> outcomes_;
    std::vector<step_taken> taken_;
    std::deque<situation> open_;
    std::unordered_set<std::string> met_;
    exploration result_;
};

exploration explorer::run() {
    taken_.push_back({});
    const auto dials = dials_of(menu_.data(), options_.code, today);
    std::vector<talk> customers;
    // Nobody ever asked this one for a language.
    if (const auto& first = menu_.data().locales.front(); options_.language == first.language) {
        customers.push_back(customer({}, {}));
    }
    for (auto& profile : profiles_of(menu_.data())) {
        customers.push_back(customer(std::move(profile), options_.language));
    }
    for (const auto& phone : customers) {
        for (const auto& dialled : dials) {
            every_outcome(phone, 0, 0, dialled);
        }
    }
    // Breadth first: the first breach found is one with the fewest keys.
    while (!open_.empty() && !enough()) {
        const situation at = std::move(open_.front());
        open_.pop_front();
        if (at.depth >= options_.depth) {
            continue;
        }
        for (const auto& typed : inputs_for(menu_.data(), at.phone.at().at, today)) {
            every_outcome(at.phone, at.taken, at.depth + 1, typed);
        }
    }
    const auto& all = menu_.data().screens;
    for (menu::screen_id id = 0; id < all.size(); ++id) {
        const auto* ask = std::get_if<menu::ask_screen>(&all[id].body);
        if (ask && ask->pattern &&
            std::ranges::none_of(
                inputs_for(menu_.data(), id, today),
                [&](const std::string& typed) { return ask->pattern->matches(typed); })) {
            result_.not_answered.push_back(all[id].name);
        }
    }
    return std::move(result_);
}

/// One turn, again and again, with every row of outcomes that its calls can have.
void explorer::every_outcome(const talk& before, std::size_t from, std::size_t depth,
                             const std::string& typed) {
    std::vector<std::size_t> row; // which outcome each call of the turn gets
    for (bool more = true; more && !enough();) {
        if (++result_.turns > options_.most_turns) {
            result_.whole = false;
            return;
        }
        std::vector<std::string> notes{depth == 0
                                           ? fmt::format("dial {}, with the profile {}", typed,
                                                         boost::json::serialize(before.profile()))
                                           : fmt::format("type {}", typed)};
        std::size_t calls = 0;
        std::vector<std::size_t> choices;
        const backend answers = [&](const core::call_request& asked) -> core::call_outcome {
            const auto known = outcomes_.find(asked.operation);
            if (known == outcomes_.end()) {
                return std::unexpected(core::call_failure::unreachable);
            }
            if (calls == row.size()) {
                row.push_back(0);
            }
            choices.push_back(known->second.size());
            const auto& outcome = known->second[row[calls++]];
            notes.push_back(fmt::format("{}: {}", asked.operation,
                                        outcome ? boost::json::serialize(*outcome)
                                                : std::string{core::name_of(outcome.error())}));
            return outcome;
        };
        talk after = before;
        after.forget_visited();
        const heard h = depth == 0 ? after.dial(typed, answers) : after.type(typed, answers);
        auto way = after.visited(); // with the screen that the key was pressed on
        if (depth != 0) {
            way.insert(way.begin(), before.at().at);
        }
        seen_.add(way);
        take(std::move(after), h, from, depth, std::move(notes));
        // The next row: the last call that has another outcome gets it, those behind begin anew.
        row.resize(calls);
        while (!row.empty() && row.back() + 1 >= choices[row.size() - 1]) {
            row.pop_back();
        }
        more = !row.empty();
        if (more) {
            ++row.back();
        }
    }
}

void explorer::take(talk after, const heard& h, std::size_t from, std::size_t depth,
                    std::vector<std::string> notes) {
    taken_.push_back({from, std::move(notes)});
    const auto taken = taken_.size() - 1;
    hold(after, h, taken);
    result_.largest_state = std::max(result_.largest_state, after.stored_size());
    const bool is_new =
        met_.insert(menu::encode(after.at()) + boost::json::serialize(after.profile())).second;
    if (!is_new) {
        taken_.pop_back();
        return;
    }
    ++result_.situations;
    if (h.open) {
        open_.push_back({std::move(after), depth, taken});
    }
}

void explorer::hold(const talk& after, const heard& h, std::size_t taken) {
    const auto breaks = [&](std::string rule) {
        if (result_.broken) {
            return;
        }
        breach b{.rule = std::move(rule), .path = {}, .screen = h.screen};
        for (std::size_t at = taken; at != 0; at = taken_[at].from) {
            b.path.insert(b.path.begin(), taken_[at].notes.begin(), taken_[at].notes.end());
        }
        result_.broken = std::move(b);
    };
    const auto size = smpp::measure_screen(h.screen);
    if (h.screen.empty()) {
        breaks("the screen is empty");
    } else if (!size.fits()) {
        breaks("the screen does not fit");
    } else if (after.at().ended == menu::ending::fault) {
        breaks("the session ends with a fault");
    } else if (after.stored_size() > most_state) {
        breaks(fmt::format("the session takes {} octets, more than {}", after.stored_size(),
                           most_state));
    }
    for (const auto& sms : h.sms) {
        if (sms.empty()) {
            breaks("an SMS is empty");
        }
    }
}

} // namespace

exploration explore(const std::shared_ptr<const menu::definition>& menu,
                    const menu::operations& known, const explore_options& options, coverage& seen) {
    return explorer{menu, known, options, seen}.run();
}

} // namespace yeelen::workbench

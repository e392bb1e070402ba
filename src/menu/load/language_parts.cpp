// The parts that screens are made of: options, cases, failures, places to go to.
#include "menu/load/language.hpp"

#include <array>

namespace yeelen::menu::language {

namespace {

constexpr std::array failure_fields{
    field{.name = "not_found",
          .form = form::tree,
          .about = "There is no such contract, invoice, ticket ...",
          .example = "{ say: contract.unknown }",
          .holds = "place"},
    field{.name = "rejected",
          .form = form::tree,
          .about = "The backend refuses, for good.",
          .example = "{ say: deferral.rejected }",
          .holds = "place"},
    field{.name = "server_error",
          .form = form::tree,
          .about = "The backend has a fault.",
          .example = "{ say: trouble.later }",
          .holds = "place"},
    field{.name = "timeout",
          .form = form::tree,
          .about = "No answer in time: what it did is not known.",
          .example = "{ say: trouble.timeout }",
          .holds = "place"},
    field{.name = "unreachable",
          .form = form::tree,
          .about = "The backend never got the call.",
          .example = "{ say: trouble.later }",
          .holds = "place"},
    field{.name = "garbage",
          .form = form::tree,
          .about = "The answer is not what the operation declares.",
          .example = "{ say: trouble.later }",
          .holds = "place"},
    field{.name = "otherwise",
          .form = form::tree,
          .about = "All that are not named.",
          .example = "{ say: trouble.later }",
          .holds = "place"},
};

constexpr std::array guard_fields{
    field{.name = "unless",
          .about = "The condition that lets the customer in at once.",
          .example = "exists profile.contract",
          .required = true,
          .holds = "expression"},
    field{.name = "use",
          .about = "The flow that sees to it; then the screen is entered all the same. Going back "
                   "out of the flow goes back to before the screen.",
          .example = "identify",
          .required = true,
          .holds = "flow name"},
    field{.name = "with",
          .form = form::map,
          .about = "What the flow takes.",
          .example = "{ why: balance }",
          .holds = "values"},
};

constexpr std::array option_fields{
    field{.name = "key", .about = "One to four digits.", .example = "1", .required = true},
    field{.name = "text",
          .about = "What the option says.",
          .example = "home.balance",
          .required = true,
          .holds = "text"},
    field{.name = "to",
          .form = form::tree,
          .about = "Where it leads.",
          .example = "balance",
          .required = true,
          .holds = "place"},
    field{.name = "when",
          .about = "It is shown and taken only if this holds.",
          .example = "exists profile.ticket",
          .holds = "expression"},
    field{.name = "set",
          .form = form::map,
          .about = "Values that it sets for this session.",
          .example = "{ kind: outage }",
          .holds = "values"},
};

constexpr std::array listed_fields{
    field{.name = "each",
          .about = "A list: each entry becomes an option; they take the keys from 1 on that no "
                   "other option has.",
          .example = "profile.meters",
          .required = true,
          .holds = "expression"},
    field{.name = "text",
          .about = "What the option of an entry says; it sees `item` and `number`.",
          .example = "meter.line",
          .required = true,
          .holds = "item text"},
    field{.name = "to",
          .form = form::tree,
          .about = "Where each leads.",
          .example = "meter",
          .required = true,
          .holds = "place"},
    field{.name = "save",
          .about = "The value that the chosen entry is saved as.",
          .example = "chosen",
          .holds = "name"},
};

constexpr std::array case_fields{
    field{.name = "when",
          .about = "The condition.",
          .example = "balance.amount <= 0",
          .required = true,
          .holds = "expression"},
    field{.name = "to",
          .form = form::tree,
          .about = "Where it leads if it holds and none before it did.",
          .example = "settled",
          .required = true,
          .holds = "place"},
};
constexpr std::array else_fields{
    field{.name = "else",
          .form = form::tree,
          .about = "Where it leads if none holds: always the last.",
          .example = "owed",
          .required = true,
          .holds = "place"},
};

constexpr std::array late_fields{
    field{.name = "sms",
          .about = "The SMS when it was done after all; it sees the answer.",
          .example = "deferral.sms",
          .required = true,
          .holds = "text"},
    field{.name = "refused",
          .about = "The SMS when it was refused for good; without it none is sent.",
          .example = "deferral.late_refused",
          .holds = "text"},
};

constexpr std::array place_fields{
    field{.name = "say",
          .about = "A text, with the way back.",
          .example = "trouble.later",
          .holds = "text"},
    field{.name = "end",
          .about = "A last text: the session ends.",
          .example = "goodbye",
          .holds = "text"},
};

} // namespace

const shape& failures() {
    static constexpr shape s{
        .name = "failures",
        .about = "How a call can fail. Every failure of every call must lead somewhere: from the "
                 "call's `failed`, its `otherwise`, or the menu's `failures`.",
        .fields = failure_fields};
    return s;
}
const shape& guard() {
    static constexpr shape s{.name = "first",
                             .about = "What must hold before a screen is entered.",
                             .fields = guard_fields};
    return s;
}
const shape& option() {
    static constexpr shape s{
        .name = "option", .about = "One line of a choose.", .fields = option_fields};
    return s;
}
const shape& listed_options() {
    static constexpr shape s{.name = "option for each entry",
                             .about = "At most one in a choose.",
                             .fields = listed_fields};
    return s;
}
const shape& branch_case() {
    static constexpr shape s{
        .name = "case", .about = "One case of a branch.", .fields = case_fields};
    return s;
}
const shape& branch_else() {
    static constexpr shape s{
        .name = "else", .about = "The last case of a branch.", .fields = else_fields};
    return s;
}
const shape& late() {
    static constexpr shape s{
        .name = "late",
        .about = "What the customer is told when the outcome comes after the session.",
        .fields = late_fields};
    return s;
}
const shape& place() {
    static constexpr shape s{
        .name = "place",
        .about = "Where to go: the name of a screen (of the same flow), one of these, or, in a "
                 "flow, `return`: it ends and returns nothing.",
        .fields = place_fields};
    return s;
}

} // namespace yeelen::menu::language

// The kinds of screen that go on by themselves or end.
#include "menu/load/language_table.hpp"

namespace yeelen::menu::language {

namespace {

constexpr std::array branch_fields{
    field{.name = "branch",
          .form = form::list,
          .about = "Goes to the first case that holds.",
          .example = "[{ when: balance.amount <= 0, to: settled }, { else: owed }]",
          .required = true,
          .least = 1,
          .most = 64,
          .holds = "cases"},
};

constexpr std::array set_fields{
    field{.name = "set",
          .form = form::map,
          .about = "Sets values for this session.",
          .example = "{ wanted: =balance.amount }",
          .holds = "values"},
    field{.name = "remember",
          .form = form::map,
          .about = "Keeps values of the profile for the phone number.",
          .example = "{ contract: =found.contract }",
          .holds = "values"},
    field{.name = "forget",
          .form = form::words,
          .about = "Forgets values of the profile; the way back is home then.",
          .example = "[contract]",
          .least = 1,
          .most = 64},
    field{.name = "unlock",
          .form = form::words,
          .about = "Takes back the wrong tries of a lock.",
          .example = "[agent]",
          .least = 1,
          .most = 16,
          .holds = "lock name"},
    to_go,
};

constexpr std::array lock_fields{
    field{.name = "lock",
          .about = "Counts one wrong try for the phone number, across its sessions; `locked name` "
                   "tells in a condition whether there were too many.",
          .example = "agent",
          .required = true,
          .holds = "name"},
    field{.name = "after",
          .form = form::integer,
          .about = "So many wrong tries lock it.",
          .example = "3",
          .least = 1,
          .most = 9,
          .otherwise = "3"},
    field{.name = "for",
          .form = form::duration,
          .about = "For so long, in whole minutes.",
          .example = "30m",
          .least = 60'000,
          .most = 7 * 24 * 3'600'000,
          .otherwise = "30m"},
    field{.name = "to",
          .form = form::tree,
          .about = "Where it goes on while there are tries left.",
          .example = "ask",
          .required = true,
          .holds = "place"},
    field{.name = "locked",
          .form = form::tree,
          .about = "Where it goes on after the last.",
          .example = "{ end: agent.locked }",
          .required = true,
          .holds = "place"},
};

constexpr std::array sms_fields{
    field{.name = "sms",
          .about = "Sends an SMS to the customer.",
          .example = "deferral.sms",
          .required = true,
          .holds = "text"},
    to_go,
};

constexpr std::array language_fields{
    field{.name = "language",
          .about = "Changes the language, and keeps it for the phone number.",
          .example = "en",
          .required = true,
          .holds = "language"},
    to_go,
};

constexpr std::array use_fields{
    field{.name = "use",
          .about = "Enters a flow.",
          .example = "check_pin",
          .required = true,
          .holds = "flow name"},
    field{.name = "with",
          .form = form::map,
          .about = "What the flow takes.",
          .example = "{ why: deferral }",
          .holds = "values"},
    field{.name = "save",
          .about = "The value that what it returns is saved as.",
          .example = "contract",
          .holds = "name"},
    to_go,
};

constexpr std::array return_fields{
    field{.name = "return",
          .form = form::tree,
          .about = "Ends a flow and returns the value; without one it returns nothing.",
          .example = "=found.contract",
          .required = true,
          .holds = "value"},
};

constexpr std::array end_fields{
    field{.name = "end",
          .about = "The last screen.",
          .example = "goodbye",
          .required = true,
          .holds = "text"},
};

} // namespace

std::span<const kind> passing_kinds() {
    static const std::array all{
        make(branch_fields, R"(due:
  call: balance
  arguments: { contract: =profile.contract }
  save: balance
  ok: due_kind
due_kind:
  branch:
    - { when: balance.amount <= 0, to: { say: due.settled } }
    - { when: exists balance.due_date and balance.due_date < today, to: { say: due.late } }
    - else: { say: due.open }
)"),
        make(set_fields, R"(report_kind:
  ask: report.ask
  type: text
  max: 20
  save: ticket
  to: report_keep
report_keep:
  set: { kept: =upper(ticket) }
  remember: { ticket: =ticket }
  to: { say: report.kept }
)",
             false, "remember forget unlock"),
        make(lock_fields, R"(agent:
  branch:
    - { when: locked agent, to: { end: agent.locked } }
    - else: agent_ask
agent_ask:
  ask: agent.ask
  type: digits
  max: 6
  save: code
  to: agent_check
agent_check:
  branch:
    - { when: code == config.agent_code, to: agent_open }
    - else: agent_wrong
agent_wrong: { lock: agent, after: 3, for: 30m, to: agent_ask, locked: { end: agent.locked } }
agent_open: { unlock: [agent], to: { say: agent.welcome } }
)"),
        make(sms_fields, R"(send_help: { sms: help.sms, to: { say: help.sent } }
)"),
        make(language_fields, R"(english: { language: en, to: home }
)"),
        make(use_fields, R"(change: { use: identify, save: contract, to: changed }
changed: { show: contract.changed }
)"),
        make(return_fields, R"(ask_contract:
  gives: { type: text, max: 13 }
  start: ask
  screens:
    ask: { ask: contract.ask, type: digits, min: 6, max: 13, save: typed, to: done }
    done: { return: =typed }
)",
             true),
        make(end_fields, R"(goodbye: { end: goodbye }
)"),
    };
    return all;
}

} // namespace yeelen::menu::language

// The kinds of screen that call a backend.
#include "menu/load/language_table.hpp"

namespace yeelen::menu::language {

namespace {

constexpr std::array call_fields{
    field{.name = "call",
          .about = "Calls a backend operation, declared in config/backends.",
          .example = "balance",
          .required = true,
          .holds = "operation"},
    field{.name = "arguments",
          .form = form::map,
          .about = "What the operation is given.",
          .example = "{ contract: =profile.contract }",
          .holds = "values"},
    save_maybe,
    field{.name = "ok",
          .form = form::tree,
          .about = "Where it goes on with the answer.",
          .example = "balance_shown",
          .required = true,
          .holds = "place"},
    field{.name = "failed",
          .form = form::map,
          .about = "Where each failure leads; the menu's `failures` for the rest.",
          .example = "{ not_found: { say: contract.gone } }",
          .holds = "failures"},
    field{.name = "late",
          .form = form::map,
          .about = "The SMS that brings an outcome after the session: wanted for an operation "
                   "that is carried out once.",
          .example = "{ sms: deferral.sms, refused: deferral.late_refused }",
          .holds = "late"},
    field{.name = "most",
          .form = form::integer,
          .about = "How many entries of each list of the answer are kept. Left out: as many as the "
                   "operation declares; 12 of a list that it does not.",
          .example = "6",
          .least = 1,
          .most = 90},
};

constexpr std::array pay_fields{
    field{.name = "pay",
          .about = "Ends the session with `text`; only then the operation, which must be one that "
                   "is carried out once, is called: a wallet that asks for its PIN cannot while a "
                   "USSD session is open. The outcome comes by SMS.",
          .example = "buy_token",
          .required = true,
          .holds = "operation"},
    field{.name = "text",
          .about = "The last screen.",
          .example = "buy.wait",
          .required = true,
          .holds = "text"},
    field{.name = "arguments",
          .form = form::map,
          .about = "What the operation is given.",
          .example = "{ contract: =profile.contract, amount: =amount, msisdn: =msisdn }",
          .holds = "values"},
    save_maybe,
    field{.name = "late",
          .form = form::map,
          .about = "The SMS that brings the outcome.",
          .example = "{ sms: buy.sms, refused: buy.refused }",
          .required = true,
          .holds = "late"},
    field{.name = "most",
          .form = form::integer,
          .about = "How many entries of each list of the answer are kept. Left out: as many as the "
                   "operation declares; 12 of a list that it does not.",
          .example = "3",
          .least = 1,
          .most = 90},
};

} // namespace

std::span<const kind> calling_kinds() {
    static const std::array all{
        make(call_fields, R"(balance:
  first: { unless: exists profile.contract, use: identify }
  call: balance
  arguments: { contract: =profile.contract }
  save: balance
  ok: balance_shown
  failed:
    not_found: { say: contract.unknown }
    otherwise: { say: trouble.later }
balance_shown: { show: balance.shown }
)"),
        make(pay_fields, R"(buy:
  ask: buy.amount
  type: amount
  min: 500
  max: 100000
  save: amount
  to: buy_pay
buy_pay:
  pay: buy_token
  text: buy.wait
  arguments: { contract: =profile.contract, amount: =amount, msisdn: =msisdn }
  save: bought
  late: { sms: buy.sms, refused: buy.refused }
)"),
    };
    return all;
}

} // namespace yeelen::menu::language

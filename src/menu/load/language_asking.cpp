// The kinds of screen that wait for a key.
#include "core/value_type.hpp"
#include "menu/load/language_table.hpp"

namespace yeelen::menu::language {

namespace {

constexpr std::array choose_fields{
    field{.name = "choose",
          .about = "Shows options and takes the key of one.",
          .example = "home.title",
          .required = true,
          .holds = "text"},
    field{.name = "options",
          .form = form::list,
          .about = "The options; at most one of them for each entry of a list.",
          .example = "[{ key: 1, text: home.balance, to: balance }]",
          .required = true,
          .least = 1,
          .most = 90,
          .holds = "options"},
};

constexpr std::array ask_fields{
    field{.name = "ask",
          .about = "Asks a question and takes what is typed.",
          .example = "meter.ask",
          .required = true,
          .holds = "text"},
    field{.name = "type",
          .form = form::choice,
          .about = "What is taken: a `meter` is digits, doubted once where its last is no Luhn "
                   "check digit; a `pin` is never stored, shown or logged.",
          .example = "meter",
          .required = true,
          .words = "text digits amount phone date meter pin pattern"},
    field{.name = "min",
          .form = form::integer,
          .about = "The least length; of an amount its value.",
          .example = "7",
          .least = 1,
          .most = 1'000'000'000'000,
          .only = "text digits amount meter pin"},
    field{.name = "max",
          .form = form::integer,
          .about = "The most.",
          .example = "12",
          .least = 1,
          .most = 1'000'000'000'000,
          .only = "text digits amount meter pin"},
    field{.name = "decimals",
          .form = form::integer,
          .about = "How many digits may be typed behind the point of an amount. Without them "
                   "`12,500` is twelve thousand five hundred, and `12,5` is refused.",
          .example = "2",
          .least = 0,
          .most = core::most_amount_decimals,
          .otherwise = "0",
          .only = "amount"},
    field{.name = "from",
          .about = "The first date that is taken.",
          .example = "today - 30",
          .only = "date",
          .holds = "expression"},
    field{.name = "until",
          .about = "The last date that is taken.",
          .example = "today",
          .only = "date",
          .holds = "expression"},
    field{.name = "pattern",
          .about = "A regular expression (ICU's) that the whole answer must match.",
          .example = "'[A-Z]{2}[0-9]{4,6}'",
          .required = true,
          .only = "pattern",
          .holds = "pattern"},
    field{.name = "luhn",
          .form = form::choice,
          .about = "`warn`: a number with a wrong check digit is asked for once more, never "
                   "refused. A meter is, unless this says `\"off\"`.",
          .example = "warn",
          .words = "warn off",
          .only = "digits meter"},
    field{.name = "doubt",
          .about = "What is said then, else `doubt.meter`.",
          .example = "meter.doubt",
          .only = "digits meter",
          .holds = "text"},
    field{.name = "expected",
          .about = "What is said after a wrong answer, else `expect.` and the type; it sees `min` "
                   "and `max`.",
          .example = "meter.expected",
          .holds = "text"},
    field{.name = "save",
          .about = "The value that the answer is saved as.",
          .example = "meter",
          .required = true,
          .holds = "name"},
    to_go,
};

constexpr std::array list_fields{
    field{.name = "list",
          .about = "One line for each entry of a list, paged.",
          .example = "invoices.title",
          .required = true,
          .holds = "text"},
    field{.name = "of",
          .about = "The list.",
          .example = "history.invoices where item.status == 'unpaid'",
          .required = true,
          .holds = "expression"},
    field{.name = "item",
          .about = "The text of one entry; it sees `item` and `number`.",
          .example = "invoices.line",
          .required = true,
          .holds = "item text"},
    field{.name = "empty",
          .about = "What is said when the list has no entry.",
          .example = "invoices.none",
          .required = true,
          .holds = "text"},
    field{.name = "save",
          .about = "With it the customer chooses an entry by its number, saved as this; `to` is "
                   "needed then.",
          .example = "invoice",
          .holds = "name"},
    to_go_maybe,
};

constexpr std::array show_fields{
    field{.name = "show",
          .about = "Shows a text, paged where it is long.",
          .example = "help.text",
          .required = true,
          .holds = "text"},
    to_go_maybe,
};

constexpr std::array confirm_fields{
    field{.name = "confirm",
          .about = "Asks for 1 (yes) or 2 (no). Yes counts only on the page that shows it.",
          .example = "deferral.consent",
          .required = true,
          .holds = "text"},
    field{.name = "yes",
          .form = form::tree,
          .about = "Where yes leads.",
          .example = "request",
          .required = true,
          .holds = "place"},
    field{.name = "no",
          .form = form::tree,
          .about = "Where no leads.",
          .example = "home",
          .required = true,
          .holds = "place"},
    field{.name = "yes_text",
          .about = "The word for yes, else `key.yes`.",
          .example = "deferral.yes",
          .holds = "text"},
    field{.name = "no_text",
          .about = "The word for no, else `key.no`.",
          .example = "deferral.no",
          .holds = "text"},
};

} // namespace

std::span<const kind> asking_kinds() {
    static const std::array all{
        make(choose_fields, R"(services:
  choose: services.title
  options:
    - { key: 8, text: services.help, to: help }
    - { key: 9, text: services.ticket, to: ticket, when: exists profile.ticket, set: { kind: outage } }
    - { each: profile.meters, text: services.meter, to: meter, save: chosen }
help: { show: help.text }
ticket: { show: ticket.shown }
meter: { show: meter.shown }
)"),
        make(ask_fields, R"(reading:
  ask: reading.ask
  type: digits
  min: 1
  max: 6
  save: index
  to: reading_day
reading_day:
  ask: reading.day
  type: date
  from: today - 30
  until: today
  expected: reading.day_expected
  save: day
  to: { say: reading.thanks }
)"),
        make(list_fields, R"(history:
  call: invoices
  arguments: { contract: =profile.contract }
  save: history
  ok: unpaid
unpaid:
  list: invoices.unpaid
  of: history.invoices where item.status == 'unpaid'
  item: invoices.line
  empty: invoices.none
  save: invoice
  to: invoice
invoice: { show: invoices.detail }
)"),
        make(show_fields, R"(advice: { show: advice.text, to: advice_more }
advice_more: { show: advice.more }
)"),
        make(confirm_fields, R"(forget_ask:
  confirm: contract.forget_ask
  yes: forget
  no: home
  yes_text: contract.forget_yes
forget: { forget: [contract], to: home }
)"),
    };
    return all;
}

} // namespace yeelen::menu::language

// The head of menu.yaml: its fields, aliases and flows.
#include "menu/load/language.hpp"

#include "document/value_type_reader.hpp"
#include <array>

namespace yeelen::menu::language {

namespace {

constexpr std::array head_fields{
    field{.name = "menu_language",
          .form = form::integer,
          .about = "The version of this language.",
          .example = "2",
          .required = true,
          .least = 1,
          .most = language_version},
    field{.name = "menu",
          .form = form::word,
          .about = "The menu's name.",
          .example = "electricity",
          .required = true},
    field{.name = "languages",
          .form = form::words,
          .about = "The languages, each with its file in locales/; the first is the default.",
          .example = "[fr, en]",
          .required = true,
          .least = 1,
          .most = 32},
    field{.name = "start",
          .form = form::word,
          .about =
              "The first screen: it must wait for a key. It forgets all values of the session.",
          .example = "home",
          .required = true,
          .holds = "screen name"},
    field{.name = "tries",
          .form = form::integer,
          .about = "Wrong answers in a row before a polite end.",
          .example = "3",
          .least = 1,
          .most = 9,
          .otherwise = "3"},
    field{.name = "keys",
          .form = form::map,
          .about = "The keys that mean the same everywhere.",
          .example = R"({ back: "0", home: "00", next: "98", previous: "97" })",
          .holds = "keys"},
    field{.name = "dialled_keys",
          .form = form::flag,
          .about = "`*123*1*2#` presses the keys 1 and 2.",
          .example = "true",
          .otherwise = "false"},
    field{.name = "profile",
          .form = form::map,
          .about = "What is kept for each phone number from call to call, with its type; "
                   "`language` always is.",
          .example = "{ contract: { type: text, max: 13 } }",
          .holds = "value types"},
    field{.name = "config",
          .form = form::map,
          .about = "Values that the gateway's configuration gives to the menu, with their type "
                   "and default.",
          .example = R"({ helpline: { type: text, max: 15, default: "179" } })",
          .holds = "config values"},
    field{.name = "flags",
          .form = form::words,
          .about = "Feature flags; the gateway's configuration says for whom each is on.",
          .example = "[wallet]",
          .most = 64},
    field{.name = "aliases",
          .form = form::list,
          .about = "Places that can be dialled directly: `*123*2#`.",
          .example = R"([{ dial: "2", to: invoices }])",
          .most = 256,
          .holds = "alias"},
    field{.name = "failures",
          .form = form::map,
          .about = "Where a failed call leads when its screen does not say.",
          .example = "{ timeout: { say: trouble.timeout }, otherwise: { say: trouble.later } }",
          .holds = "failures"},
    field{.name = "screens",
          .form = form::map,
          .about = "The menu's own screens, each under its name.",
          .example = "{ home: { show: home.title, to: more }, more: { end: more } }",
          .required = true,
          .least = 1,
          .holds = "screens"},
    field{.name = "flows",
          .form = form::map,
          .about = "Parts that several screens use, each under its name.",
          .example = "{ hello: { start: said, screens: { said: { show: hello, to: return } } } }",
          .holds = "flows"},
};

constexpr std::array key_fields{
    field{.name = "back", .about = "One screen back.", .example = R"("0")", .otherwise = "0"},
    field{.name = "home", .about = "To the start.", .example = R"("00")", .otherwise = "00"},
    field{.name = "next",
          .about = "The next page of a long screen.",
          .example = R"("98")",
          .otherwise = "98"},
    field{.name = "previous", .about = "The page before.", .example = R"("97")", .otherwise = "97"},
};

constexpr std::array alias_fields{
    field{.name = "dial",
          .about = "What stands between the service code and `#`: words of digits or letters (also "
                   "by their keypad digits: deferral is 33337725) and {values}, joined by `*`.",
          .example = R"("pay*{meter}")",
          .required = true},
    field{.name = "to",
          .form = form::tree,
          .about = "Where it leads.",
          .example = "buy_amount",
          .required = true,
          .holds = "place"},
    field{.name = "takes",
          .form = form::map,
          .about =
              "The values in `dial`, each of the form that an ask takes; the screens see them. "
              "A wrong check digit is not asked about: nobody is there to answer yet.",
          .example = "{ meter: { type: meter, min: 7, max: 13 } }",
          .holds = "alias values"},
};

constexpr std::array alias_value_fields{
    field{.name = "type",
          .form = form::choice,
          .about = "As of an ask; a PIN must not be dialled.",
          .example = "meter",
          .required = true,
          .words = "text digits amount phone date meter"},
    field{.name = "min",
          .form = form::integer,
          .about = "The least length; of an amount its value.",
          .example = "7",
          .least = 1,
          .most = 1'000'000'000'000,
          .only = "text digits amount meter"},
    field{.name = "max",
          .form = form::integer,
          .about = "The most.",
          .example = "13",
          .least = 1,
          .most = 1'000'000'000'000,
          .only = "text digits amount meter"},
    field{.name = "decimals",
          .form = form::integer,
          .about = "How many digits behind the point an amount may have.",
          .example = "2",
          .least = 0,
          .most = core::most_amount_decimals,
          .otherwise = "0",
          .only = "amount"},
};

constexpr std::array flow_fields{
    field{.name = "takes",
          .form = form::map,
          .about = "The values that whoever uses the flow gives it, each with its type.",
          .example = "{ why: { type: text, max: 20 } }",
          .holds = "value types"},
    field{.name = "gives",
          .form = form::tree,
          .about = "The type of what it returns.",
          .example = "{ type: text, max: 13 }",
          .holds = "value type"},
    field{.name = "start",
          .about = "Its first screen, of any kind.",
          .example = "ask",
          .required = true,
          .holds = "screen name"},
    field{.name = "screens",
          .form = form::map,
          .about = "Its screens; their names are the flow's own.",
          .example = "{ ask: { ask: why.ask, type: text, max: 13, save: typed, to: done }, "
                     "done: { return: =typed } }",
          .required = true,
          .least = 1,
          .holds = "screens"},
};

constexpr std::array config_fields{
    field{.name = "default",
          .form = form::tree,
          .about = "Its value where the gateway's configuration does not say; without one it is "
                   "missing then.",
          .example = R"("179")"},
};

} // namespace

const shape& head() {
    static constexpr shape s{
        .name = "menu.yaml", .about = "The head of the file.", .fields = head_fields};
    return s;
}
const shape& keys() {
    static constexpr shape s{
        .name = "keys",
        .about = "One to four digits each, neither 1 nor 2; the menu adds them to the last line "
                 "where they fit.",
        .fields = key_fields};
    return s;
}
const shape& config_value() {
    static const shape s{.name = "config value",
                         .about = "A value type, and the default.",
                         .fields = config_fields,
                         .also = &document::value_type_shape()};
    return s;
}
const shape& alias() {
    static constexpr shape s{
        .name = "alias",
        .about = "A place by its name, not its position: it survives a new order of options.",
        .fields = alias_fields};
    return s;
}
const shape& alias_value() {
    static constexpr shape s{.name = "alias value",
                             .about = "What may be dialled in place of a {value}.",
                             .fields = alias_value_fields};
    return s;
}
const shape& flow() {
    static constexpr shape s{
        .name = "flow",
        .about = "A part of the menu with a beginning and an end. It sees what it takes and saves "
                 "itself, the profile, config, flags, msisdn, dialled, language and today; not the "
                 "values of its caller. Flows use flows at most 4 deep, never themselves. The way "
                 "back from its first screen leaves it.",
        .fields = flow_fields};
    return s;
}

std::span<const shape* const> parts() {
    static const std::array all{&keys(),           &document::value_type_shape(),
                                &config_value(),   &alias(),
                                &alias_value(),    &failures(),
                                &flow(),           &place(),
                                &guard(),          &option(),
                                &listed_options(), &branch_case(),
                                &branch_else(),    &late()};
    return all;
}

} // namespace yeelen::menu::language

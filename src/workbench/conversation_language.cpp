#include "workbench/conversation_language.hpp"

#include "core/call_outcome.hpp"
#include "menu/load/reference.hpp"
#include "menu/load/schema_writer.hpp"
#include <array>

namespace yeelen::workbench {

namespace {

namespace json = boost::json;
using document::field;
using document::form;
using document::shape;

constexpr std::int64_t a_week = 7 * 24 * 3'600'000;

constexpr std::array head_fields{
    field{.name = "test",
          .about = "What the conversation shows, in a sentence.",
          .example = "A household sees what it owes",
          .required = true},
    field{.name = "phone",
          .about = "The customer's number, with its country's code.",
          .example = R"("2250701020304")",
          .otherwise = "2250701020304"},
    field{.name = "date",
          .about = "The day on which it takes place, at 10:00 UTC.",
          .example = "2026-07-06",
          .otherwise = "2026-07-06"},
    field{.name = "profile",
          .form = form::map,
          .about = "What the profile of the phone number holds at the beginning.",
          .example = R"({ contract: "100001" })"},
    field{.name = "config",
          .form = form::map,
          .about = "Values of the configuration, in place of their defaults.",
          .example = R"({ helpline: "179" })"},
    field{.name = "flags",
          .form = form::words,
          .about = "The feature flags that are on.",
          .example = "[wallet]"},
    field{.name = "steps",
          .form = form::list,
          .about = "What happens, one thing after another.",
          .example = R"([{ dial: "*123#", contains: Welcome }])",
          .required = true,
          .least = 1,
          .holds = "step"},
};

constexpr std::array step_fields{
    field{.name = "dial", .about = "The customer dials a code.", .example = R"("*123#")"},
    field{.name = "type", .about = "The customer types an answer.", .example = "1"},
    field{.name = "wait",
          .form = form::duration,
          .about = "Time passes; 3m is longer than a network waits, and the session ends.",
          .example = "3m",
          .least = 1000,
          .most = a_week},
    field{.name = "late",
          .form = form::map,
          .about = "The outcome of a call made once, or of a payment, comes after the session.",
          .example = R"({ buy_token: { token: "12345678901234567890" } })",
          .holds = "answers"},
    field{.name = "backend",
          .form = form::map,
          .about = "What the backends answer in this step: each operation with its answer or with "
                   "the name of a failure; a list of them is for one call after another.",
          .example = "{ balance: { amount: 12500, currency: XOF } }",
          .holds = "answers"},
    field{.name = "calls",
          .form = form::map,
          .about = "What the operations that were called must have been given, all of it.",
          .example = R"({ balance: { contract: "100001" } })",
          .holds = "calls"},
    field{.name = "expect",
          .about = "The whole screen; `yeelen menu test --update` writes it.",
          .example = "Goodbye."},
    field{.name = "contains",
          .form = form::words,
          .about = "Parts of the screen.",
          .example = "[12 500 FCFA, 06/07/2026]"},
    field{.name = "sms",
          .form = form::words,
          .about = "Exactly these SMS are sent in this step; [] for none.",
          .example = "[Your payment was received.]"},
    field{.name = "sms_contains",
          .form = form::words,
          .about = "Parts of the SMS sent in this step.",
          .example = "received"},
    field{.name = "ends",
          .form = form::flag,
          .about = "Whether the session ends here.",
          .example = "true"},
};

} // namespace

const shape& conversation_shape() {
    static constexpr shape s{.name = "conversation",
                             .about = "A file of the folder `tests` of a menu.",
                             .fields = head_fields};
    return s;
}

const shape& step_shape() {
    static constexpr shape s{
        .name = "step",
        .about = "One of `dial`, `type`, `wait` and `late`, and what must come of it. Where "
                 "nothing is said of the SMS or the end, they are not looked at.",
        .fields = step_fields};
    return s;
}

std::string conversation_schema() {
    menu::schema_definitions all;
    auto step = menu::schema_of(step_shape());
    json::array deeds;
    for (const char* deed : {"dial", "type", "wait", "late"}) {
        deeds.push_back(json::object{{"required", json::array{deed}}});
    }
    step["oneOf"] = std::move(deeds);
    all.add("step", std::move(step));

    json::array failures;
    for (int i = 0; i <= static_cast<int>(core::call_failure::garbage); ++i) {
        failures.emplace_back(core::name_of(static_cast<core::call_failure>(i)));
    }
    const json::object answer{{"type", "object"},
                              {"description", "The fields of the operation's answer."}};
    const json::object failure{{"enum", std::move(failures)},
                               {"description", "The call fails in this way."}};
    all.add("outcome", menu::schema_of_any({answer, failure}));
    const json::object many{
        {"type", "array"}, {"minItems", 1}, {"items", menu::schema_reference("outcome")}};
    all.add("answers",
            menu::schema_of_map(menu::schema_of_any({menu::schema_reference("outcome"), many})));
    all.add("calls", menu::schema_of_map({{"type", "object"}}));
    return std::move(all).text("A scripted conversation with a Yeelen menu",
                               menu::schema_of(conversation_shape()));
}

std::string conversation_reference() {
    return menu::reference_of(conversation_shape()) + menu::reference_of(step_shape());
}

} // namespace yeelen::workbench

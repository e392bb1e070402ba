#include "config/declaration.hpp"

#include <fmt/format.h>
#include <string>

namespace yeelen::config {

namespace {

std::string_view introduction = R"(# Settings

Written by the program from the tables that it reads its configuration by; do not edit
(`YEELEN_UPDATE_GOLDENS=1`, then the config tests, write it anew).

`yeelen check --config FILE` reads everything, starts nothing and prints every fault as `file:line:col: message`.

- **Values from the environment.** `${NAME}` and `${NAME:-otherwise}` may stand in any value of these files. A variable
  that is empty counts as not set; without an otherwise that is a fault. In `[ ]` and `{ }` such a value needs quotes.
- **Secrets** must be wholly `${NAME}`. Only an otherwise that is plainly for demonstration (it begins with `demo`, or
  its variable with `DEMO_`) may stand in a file.
- **Paths** are relative to the folder of the file that they are written in.
- **Times** are written `250ms`, `4s`, `2m`, `1h`; where microseconds make sense also `500us`.

)";

std::string_view services_text = R"(### services

```yaml
services:
  "*123#": ../menus/electricity
  "*124#":
    menu: ../menus/electricity
    config: { helpline: "179" }
    flags: { wallet: { percent: 20, allow: ["2250701020304"] } }
```

`config` gives values to what the menu declares under its own `config`; those left out have the menu's defaults. `flags`
says for whom a feature is on that the menu declares: for the numbers of `allow`, and for `percent` of all others, always
the same ones. A flag that is not named is off.

Services with their menus, and the backends' files, are read anew by SIGHUP or `POST /v1/reload`; all other settings from
a restart on.

)";

std::string_view name_of(kind k) {
    switch (k) {
    case kind::text: return "text";
    case kind::path: return "file";
    case kind::folder: return "folder";
    case kind::integer: return "number";
    case kind::port: return "port";
    case kind::flag: return "true or false";
    case kind::duration:
    case kind::microseconds: return "time";
    case kind::choice: return "one of";
    case kind::secret: return "secret";
    case kind::secrets: return "list of secrets";
    case kind::texts: return "list of texts";
    case kind::paths: return "list of files";
    case kind::services: return "map";
    }
    return "";
}

std::string time_text(std::int64_t milliseconds) {
    constexpr std::int64_t second = 1000, minute = 60 * second, hour = 60 * minute;
    if (milliseconds != 0 && milliseconds % hour == 0) {
        return fmt::format("{}h", milliseconds / hour);
    }
    if (milliseconds != 0 && milliseconds % minute == 0) {
        return fmt::format("{}m", milliseconds / minute);
    }
    return milliseconds % second == 0 ? fmt::format("{}s", milliseconds / second)
                                      : fmt::format("{}ms", milliseconds);
}

std::string bounds(kind k, std::int64_t least, std::int64_t most, std::string_view choices) {
    switch (k) {
    case kind::text:
    case kind::secret: return fmt::format("{} to {} characters", least, most);
    case kind::secrets:
    case kind::texts: return fmt::format("{} to {} characters each", least, most);
    case kind::integer:
    case kind::port: return fmt::format("{} to {}", least, most);
    case kind::duration: return fmt::format("{} to {}", time_text(least), time_text(most));
    case kind::microseconds: return fmt::format("{}us to {}us", least, most);
    case kind::choice: return fmt::format("`{}`", choices);
    case kind::path:
    case kind::folder:
    case kind::flag:
    case kind::paths:
    case kind::services: return "";
    }
    return "";
}

template<typename T>
void append_table(std::string& out, std::span<const declared<T>> rows, std::string_view section) {
    out += "| setting | kind | default | bounds | what it is |\n|---|---|---|---|---|\n";
    for (const auto& row : rows) {
        if (row.section != section) {
            continue;
        }
        const auto otherwise = row.otherwise == required ? std::string{"must be given"}
                               : row.otherwise.empty()   ? std::string{"empty"}
                                                         : fmt::format("`{}`", row.otherwise);
        out += fmt::format("| `{}` | {} | {} | {} | {} |\n", row.name, name_of(row.kind), otherwise,
                           bounds(row.kind, row.least, row.most, row.choices), row.text);
    }
    out += '\n';
}

} // namespace

std::string reference() {
    std::string out{introduction};
    out += "## gateway.yaml\n\n";
    append_table(out, gateway_table(), "");
    std::string_view section;
    for (const auto& row : gateway_table()) {
        if (!row.section.empty() && row.section != section) {
            section = row.section;
            out += fmt::format("### {}\n\n", section);
            append_table(out, gateway_table(), section);
        }
    }
    out += services_text;
    out += "## An operator's file\n\n";
    append_table(out, operator_table(), "");
    out.pop_back();
    return out;
}

} // namespace yeelen::config

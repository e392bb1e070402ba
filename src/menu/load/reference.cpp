// The table of the language as a part of the manual.
#include "menu/load/reference.hpp"
#include "document/value_type_reader.hpp"
#include "menu/expression/functions.hpp"
#include "menu/load/language.hpp"
#include "menu/model/builtin_texts.hpp"

#include <fmt/format.h>

namespace yeelen::menu {

namespace {

using document::field;
using document::form;
using document::shape;

std::string time_text(std::int64_t milliseconds) {
    for (const auto& [unit, name] :
         {std::pair{3'600'000, "h"}, std::pair{60'000, "m"}, std::pair{1000, "s"}}) {
        if (milliseconds % unit == 0) {
            return fmt::format("{}{}", milliseconds / unit, name);
        }
    }
    return fmt::format("{}ms", milliseconds);
}

/// From there on a bound only keeps numbers within their type: nothing for authors.
constexpr std::int64_t any_number = 1'000'000'000;

/// What the field takes, in a word or two.
std::string takes(const field& f) {
    switch (f.form) {
    case form::word: return std::string{f.holds.empty() ? "word" : f.holds};
    case form::integer:
        return f.most >= any_number ? "whole number" : fmt::format("{} to {}", f.least, f.most);
    case form::duration:
        return fmt::format("time, {} to {}", time_text(f.least), time_text(f.most));
    case form::flag: return "true, false";
    case form::choice: return fmt::format("{}", fmt::join(document::words_of(f.words), ", "));
    case form::words:
        return f.holds.empty() ? "list of words" : fmt::format("list of {}s", f.holds);
    case form::list:
        return f.holds.ends_with('s') && f.holds != "alias" ? fmt::format("list of {}", f.holds)
                                                            : fmt::format("list: {}", f.holds);
    case form::map: return f.holds.empty() ? "map" : fmt::format("map: {}", f.holds);
    case form::tree: return std::string{f.holds.empty() ? "value" : f.holds};
    }
    return {};
}

void append_rows(std::string& out, const shape& s) {
    for (const auto& f : s.fields) {
        std::string about{f.about};
        if (!f.only.empty()) {
            about += fmt::format(" Type {} only.", fmt::join(document::words_of(f.only), ", "));
        }
        if (!f.otherwise.empty()) {
            about += fmt::format(" Default `{}`.", f.otherwise);
        }
        out += fmt::format("| {}`{}`{} | {} | {} | `{}` |\n", f.required ? "" : "[", f.name,
                           f.required ? "" : "]", takes(f), about, f.example);
    }
}

void append_table(std::string& out, const shape& s) {
    out += "\n| field | takes | what it says | such as |\n|---|---|---|---|\n";
    append_rows(out, s);
}

std::string capital(std::string_view text) {
    std::string out{text};
    out.front() = out.front() >= 'a' && out.front() <= 'z' ? static_cast<char>(out.front() - 32)
                                                           : out.front();
    return out;
}

std::string plain_row(std::string_view usage, std::string_view sentence, std::string_view example,
                      std::string_view result) {
    return fmt::format("| `{}` | {} | `{}` | `{}` |\n", usage, sentence, example, result);
}

std::string kinds_part() {
    std::string out = "\n## Reference: the kinds of screen\n\nA screen is of the kind whose field "
                      "it has. Every kind may also have:\n";
    append_table(out, language::common());
    for (const auto& kind : language::kinds()) {
        out += fmt::format("\n### {}\n\n{}\n", kind.shape.name, kind.shape.about);
        if (!kind.also.empty()) {
            out += fmt::format("Any of `{}` makes this kind as well.\n",
                               fmt::join(document::words_of(kind.also), "`, `"));
        }
        append_table(out, kind.shape);
        out += fmt::format("\n```yaml {}\n{}```\n", kind.flows ? "flows" : "screens", kind.example);
    }
    return out;
}

std::string expressions_part() {
    std::string out = "\n## Reference: expressions\n\nWhat binds closer stands lower in this "
                      "table; `not` binds closer than `and`, looser than `==`.\n\n"
                      "| sign | what it says | such as | gives |\n|---|---|---|---|\n";
    for (const auto& o : operators()) {
        out += plain_row(o.sign, o.sentence, o.example, o.result);
    }
    out += "\n| function | what it gives | such as | gives |\n|---|---|---|---|\n";
    for (const auto& f : functions()) {
        out += plain_row(f.usage, f.sentence, f.example, f.result);
    }
    return out;
}

std::string locale_part() {
    std::string out = "\n## Reference: locales/*.yaml\n";
    append_table(out, language::locale());
    out += "\nEvery menu must have these texts:\n\n| key | when it is shown |\n|---|---|\n";
    for (std::size_t i = 0; i < builtin_keys.size(); ++i) {
        out += fmt::format("| `{}` | {} |\n", builtin_keys[i], language::builtin_helps()[i].about);
    }
    return out;
}

} // namespace

std::string reference_of(const shape& declared) {
    auto out = fmt::format("\n### {}\n\n{}\n", capital(declared.name), declared.about);
    append_table(out, declared);
    if (declared.also) {
        out += fmt::format("\nAnd every field of a {}.\n", declared.also->name);
    }
    return out;
}

std::string reference() {
    std::string out =
        "## Reference: the head of menu.yaml\n\nFields in [brackets] may be left out.\n";
    append_table(out, language::head());
    out += kinds_part() + "\n## Reference: the parts\n";
    for (const auto* part : language::parts()) {
        out += reference_of(*part);
    }
    return out + expressions_part() + locale_part();
}

} // namespace yeelen::menu

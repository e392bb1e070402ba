#include "menu/load/locale_file.hpp"

#include "menu/load/language.hpp"
#include "menu/load/menu_reader.hpp"
#include "menu/text/measure.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <smpp/text.hpp>

namespace yeelen::menu {

namespace {

bool continues(std::string_view text, std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

/// In the place of a text that cannot be read: neither missing nor empty.
text_template unread_text() {
    return *text_template::parse("-");
}

/// {contract} without quotes is a map to YAML, with nothing behind its keys.
bool only_words(const document::node& map) {
    return !map.entries.empty() &&
           std::all_of(map.entries.begin(), map.entries.end(),
                       [](const auto& e) { return e.value.kind == document::node::type::null; });
}

/// U+0300 to U+036F: the accent of the letter before.
bool combining_mark(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    return at + 1 < text.size() &&
           (lead == 0xCC || (lead == 0xCD && static_cast<unsigned char>(text[at + 1]) < 0xB0));
}

} // namespace

std::string literal_for(std::string_view written, bool gsm7) {
    std::string firm;
    firm.reserve(written.size());
    for (std::size_t at = 0; at < written.size();) {
        const auto rest = written.substr(at);
        const std::size_t size = rest.starts_with("\u00A0")   ? 2
                                 : rest.starts_with("\u202F") ? 3
                                                              : 0;
        firm += size == 0 ? written[at] : firm_space;
        at += size == 0 ? 1 : size;
    }
    return gsm7 ? smpp::transliterate_to_gsm7(firm) : firm;
}

std::string_view letter_without_form(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (end < text.size() && (continues(text, end) || combining_mark(text, end))) {
            ++end;
        }
        const auto letter = text.substr(at, end - at);
        if (!all_gsm7(smpp::transliterate_to_gsm7(letter))) {
            return letter;
        }
        at = end;
    }
    return {};
}

locale_file locale_file_reader::read(const document::node& root) {
    out_.read = true;
    out_.head = place_of(root);
    out_.texts.resize(menu_.text_keys.size());
    source_.places.resize(menu_.text_keys.size());
    const document::shape_reader f{root, language::locale(), "the locale", source_.file, faults_};
    in_.gsm7 = f.text("encoding") == "gsm7";
    read_region(f);
    read_fallback(f);
    if (const auto* months = f.find("months")) {
        read_months(*months);
    }
    if (const auto* texts = f.find("texts")) {
        source_.texts = place_of(*texts);
        read_texts(*texts, "");
    }
    return std::move(out_);
}

void locale_file_reader::fault(place where, std::string message) {
    faults_.push_back({source_.file, where.line, where.column, std::move(message)});
}

void locale_file_reader::read_region(const document::shape_reader& f) {
    const auto* region = f.find("region");
    if (!region) {
        return;
    }
    const std::string_view code = region->text;
    const auto all = [&](char from, char to) {
        return std::all_of(code.begin(), code.end(), [&](char c) { return c >= from && c <= to; });
    };
    if (!region->is_scalar() ||
        !((code.size() == 2 && all('A', 'Z')) || (code.size() == 3 && all('0', '9')))) {
        fault(place_of(*region), "'region' is the two capital letters of a country, such as CI");
        return;
    }
    in_.region = code;
}

void locale_file_reader::read_fallback(const document::shape_reader& f) {
    const auto* fallback = f.find("fallback");
    if (!fallback) {
        return;
    }
    std::vector<std::string> languages;
    for (const auto& l : menu_.locales) {
        if (&l != &in_) {
            languages.push_back(l.language);
        }
    }
    if (!fallback->is_scalar() ||
        std::find(languages.begin(), languages.end(), fallback->text) == languages.end()) {
        fault(place_of(*fallback),
              fmt::format("'fallback' is another language of the menu, not '{}'{}", fallback->text,
                          core::suggestion(fallback->text, languages)));
        return;
    }
    in_.fallback = fallback->text;
    out_.fallback = place_of(*fallback);
}

void locale_file_reader::read_months(const document::node& months) {
    if (!months.is_list() || months.items.size() != 12 ||
        !std::all_of(months.items.begin(), months.items.end(),
                     [](const auto& m) { return m.is_scalar() && !m.text.empty(); })) {
        fault(place_of(months), "'months' must be a list of the twelve names of the months");
        return;
    }
    auto& names = out_.months.emplace();
    for (std::size_t i = 0; i < 12; ++i) {
        const auto& month = months.items[i];
        check_letters(month.text, text_place_of(month), true);
        names[i] = literal_for(month.text, in_.gsm7);
    }
}

void locale_file_reader::read_texts(const document::node& map, const std::string& above) {
    if (!map.is_map()) {
        fault(place_of(map), "texts stand in maps: key: text");
        return;
    }
    for (const auto& [key, value] : map.entries) {
        const auto name = above.empty() ? key.text : above + "." + key.text;
        if (value.is_map() && !(menu_.text_ids.contains(name) && only_words(value))) {
            read_texts(value, name);
        } else {
            read_text(name, key, value);
        }
    }
}

void locale_file_reader::read_text(const std::string& name, const document::node& key,
                                   const document::node& value) {
    const auto found = menu_.text_ids.find(name);
    if (found == menu_.text_ids.end()) {
        if (!uses_.incomplete) {
            fault(place_of(key), fmt::format("no screen uses the text '{}'{}", name,
                                             core::suggestion(name, menu_.text_keys)));
        }
        return;
    }
    auto& where = source_.places[found->second];
    auto& text = out_.texts[found->second];
    where = {place_of(key), false};
    if (!value.is_scalar()) {
        const bool bare = value.kind != document::node::type::null;
        fault(place_of(bare ? value : key),
              fmt::format("'{}' must be a text{}", name, bare ? ": put quotes around it" : ""));
        text = unread_text();
        return;
    }
    // The line end that YAML's | leaves behind shows as an empty line on a phone.
    std::string_view written = value.text;
    while (written.ends_with('\n') || written.ends_with(' ')) {
        written.remove_suffix(1);
    }
    const bool one_line =
        written.find('\n') == std::string_view::npos && value.text.size() == written.size();
    if (const auto at = text_place_of(value); at.line != 0) {
        where = {at, one_line};
    }
    if (value.commented) {
        fault(place_of(value), fmt::format("the text '{}' ends before the #, which begins a "
                                           "comment: put quotes around the text",
                                           name));
    }
    auto parsed = text_template::parse(written);
    if (!parsed) {
        const auto& e = parsed.error();
        fault(within(where.place, one_line, e.offset),
              fmt::format("text '{}': {}", name, e.message));
        text = unread_text();
        return;
    }
    check_letters(written, where.place, one_line);
    text = std::move(*parsed);
}

/// Under gsm7 each letter must have a form there, else one letter would cost the screen half its
/// room.
void locale_file_reader::check_letters(std::string_view written, place where, bool one_line) {
    for (std::size_t i = 0; i < written.size(); ++i) {
        const auto c = static_cast<unsigned char>(written[i]);
        if ((c < 0x20 && c != '\n') || c == 0x7F) {
            fault(within(where, one_line, i), "a control character stands in the text");
            return;
        }
    }
    const auto letter = in_.gsm7 ? letter_without_form(written) : std::string_view{};
    if (!letter.empty()) {
        fault(within(where, one_line, static_cast<std::size_t>(letter.data() - written.data())),
              fmt::format("'{}' has no form in GSM-7: leave it out, or set 'encoding: ucs2' for "
                          "the language (80 characters a screen)",
                          letter));
    }
}

} // namespace yeelen::menu

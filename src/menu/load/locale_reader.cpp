#include "menu/load/locale_reader.hpp"

#include "document/reader.hpp"
#include "menu/load/menu_reader.hpp"
#include <algorithm>
#include <fmt/format.h>
#include <smpp/text.hpp>

namespace yeelen::menu {

namespace {

class locale_reader {
public:
    locale_reader(const menu_data& menu, locale& into, locale_source& source,
                  const menu_source& uses, core::faults& faults)
        : menu_(menu)
        , in_(into)
        , source_(source)
        , uses_(uses)
        , faults_(faults) {
        in_.texts.resize(menu.text_keys.size());
        source_.places.resize(menu.text_keys.size());
    }

    void read(const document::node& root) {
        document::map_reader f{root, "the locale", source_.file, faults_};
        in_.gsm7 = f.choice("encoding", {"gsm7", "ucs2"}) == "gsm7";
        if (const auto* months = f.required("months")) {
            read_months(*months);
        }
        if (const auto* texts = f.required("texts")) {
            source_.texts = place_of(*texts);
            read_texts(*texts, "");
        }
        f.finish();
    }

    void report_missing() {
        for (text_id id = 0; id < source_.places.size(); ++id) {
            if (source_.places[id].place.line != 0) {
                continue;
            }
            const auto& key = menu_.text_keys[id];
            const auto use = std::find_if(uses_.texts.begin(), uses_.texts.end(),
                                          [&](const auto& u) { return u.id == id; });
            if (use == uses_.texts.end()) {
                fault(source_.texts,
                      fmt::format("the text '{}' is missing: every menu needs it", key));
            } else {
                faults_.push_back({uses_.file, use->place.line, use->place.column,
                                   fmt::format("the text '{}' is missing in {}{}", key,
                                               source_.file, core::suggestion(key, names_))});
            }
        }
    }

private:
    void fault(place where, std::string message) {
        faults_.push_back({source_.file, where.line, where.column, std::move(message)});
    }

    void read_months(const document::node& months) {
        if (!months.is_list() || months.items.size() != 12) {
            fault(place_of(months), "'months' must be a list of the twelve names of the months");
            return;
        }
        for (std::size_t i = 0; i < 12; ++i) {
            in_.months[i] =
                in_.gsm7 ? smpp::transliterate_to_gsm7(months.items[i].text) : months.items[i].text;
            check_letters(months.items[i], months.items[i].text, text_place_of(months.items[i]));
        }
    }

    void read_texts(const document::node& map, const std::string& above) {
        if (!map.is_map()) {
            fault(place_of(map), "texts stand in maps: key: text");
            return;
        }
        for (const auto& [key, value] : map.entries) {
            const auto name = above.empty() ? key.text : above + "." + key.text;
            if (value.is_map()) {
                read_texts(value, name);
            } else {
                read_text(name, key, value);
            }
        }
    }

    void read_text(const std::string& name, const document::node& key,
                   const document::node& value) {
        names_.push_back(name);
        const auto found = menu_.text_ids.find(name);
        if (found == menu_.text_ids.end()) {
            if (!uses_.incomplete) {
                fault(place_of(key), fmt::format("no screen uses the text '{}'{}", name,
                                                 core::suggestion(name, menu_.text_keys)));
            }
            return;
        }
        if (!value.is_scalar()) {
            fault(place_of(key), fmt::format("'{}' must be a text", name));
            source_.places[found->second] = {place_of(key), false};
            return;
        }
        // The line end that YAML's | leaves behind shows as an empty line on a phone.
        std::string_view written = value.text;
        while (written.ends_with('\n') || written.ends_with(' ')) {
            written.remove_suffix(1);
        }
        const bool one_line =
            written.find('\n') == std::string_view::npos && value.text.size() == written.size();
        auto& where = source_.places[found->second];
        where = {text_place_of(value), one_line};
        if (source_.places[found->second].place.line == 0) {
            where.place = place_of(key);
        }
        auto parsed = text_template::parse(written);
        if (!parsed) {
            const auto& e = parsed.error();
            fault(within(where.place, one_line, e.offset),
                  fmt::format("text '{}': {}", name, e.message));
            return;
        }
        check_letters(value, written, where.place);
        if (in_.gsm7) {
            transliterate(*parsed);
        }
        in_.texts[found->second] = std::move(*parsed);
    }

    void transliterate(text_template& t) {
        for (auto& part : t.parts) {
            if (part.what == text_part::kind::literal) {
                part.literal = smpp::transliterate_to_gsm7(part.literal);
            }
            for (auto& branch : part.cases) {
                transliterate(branch.text);
            }
        }
    }

    /// Under gsm7 each letter must have a form there, else one letter would cost the screen half
    /// its room.
    void check_letters(const document::node&, std::string_view written, place where) {
        for (const char c : written) {
            if (static_cast<unsigned char>(c) < 0x20 && c != '\n') {
                fault(where, "a control character stands in the text");
                return;
            }
        }
        if (!in_.gsm7) {
            return;
        }
        for (std::size_t i = 0; i < written.size();) {
            std::size_t end = i + 1;
            while (end < written.size() &&
                   (static_cast<unsigned char>(written[end]) & 0xC0) == 0x80) {
                ++end;
            }
            const auto letter = written.substr(i, end - i);
            if (!smpp::gsm7_length(smpp::transliterate_to_gsm7(letter))) {
                fault(
                    where,
                    fmt::format(
                        "'{}' has no form in GSM-7: leave it out, or set 'encoding: ucs2' for the "
                        "language (80 characters a screen)",
                        letter));
                return;
            }
            i = end;
        }
    }

    const menu_data& menu_;
    locale& in_;
    locale_source& source_;
    const menu_source& uses_;
    core::faults& faults_;
    std::vector<std::string> names_;
};

} // namespace

void read_locale(const menu_data& menu, locale& into, locale_source& source,
                 const document::node& root, const menu_source& uses, core::faults& faults) {
    locale_reader reader{menu, into, source, uses, faults};
    reader.read(root);
    reader.report_missing();
}

} // namespace yeelen::menu

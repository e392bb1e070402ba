#pragma once
// One locale's file as it was written.
#include "document/shape.hpp"
#include "menu/load/menu_source.hpp"
#include <optional>

namespace yeelen::menu {

struct locale_file {
    bool read = false;
    menu::place fallback{}; ///< where its name stands; line 0: none
    menu::place head{};
    std::optional<std::array<std::string, 12>> months;
    std::vector<std::optional<text_template>> texts; ///< by text_id; not transliterated
};

class locale_file_reader {
public:
    locale_file_reader(const menu_data& menu, locale& into, locale_source& source,
                       const menu_source& uses, core::faults& faults)
        : menu_(menu)
        , in_(into)
        , source_(source)
        , uses_(uses)
        , faults_(faults) {}

    locale_file read(const document::node& root);

private:
    void fault(place where, std::string message);
    void read_region(const document::shape_reader& f);
    void read_fallback(const document::shape_reader& f);
    void read_months(const document::node& months);
    void read_texts(const document::node& map, const std::string& above);
    void read_text(const std::string& name, const document::node& key, const document::node& value);
    void check_letters(std::string_view written, place where, bool one_line);

    const menu_data& menu_;
    locale& in_;
    locale_source& source_;
    const menu_source& uses_;
    core::faults& faults_;
    locale_file out_;
};

/// With no-break spaces as firm ones; in GSM-7 where that is asked for.
std::string literal_for(std::string_view written, bool gsm7);
/// The first character (with the marks on it) that has no form in GSM-7; empty for none.
std::string_view letter_without_form(std::string_view text);

} // namespace yeelen::menu

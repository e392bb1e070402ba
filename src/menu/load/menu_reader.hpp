#pragma once
// menu.yaml to menu_data and menu_source. Faults of form are found here, faults of sense by the
// checkers.
#include "document/reader.hpp"
#include "menu/load/menu_source.hpp"
#include <optional>

namespace yeelen::menu {

class menu_reader {
public:
    menu_reader(menu_data& menu, menu_source& source, const operations& known, core::faults& faults)
        : menu_(menu)
        , source_(source)
        , known_(known)
        , faults_(faults) {}

    /// The languages are made as empty locales, in their order.
    void read(const document::node& root);

private:
    using node = document::node;
    using fields = document::map_reader;

    void read_header(fields& top);
    void read_keys(const node& keys);
    void read_failures(const node& failures);
    void name_screens(const node& screens);
    void read_screen(const node& name, const node& body);

    // One for each kind; `word` is the kind's own value.
    screen_body read_choose(fields& f, const node& word);
    screen_body read_ask(fields& f, const node& word);
    screen_body read_list(fields& f, const node& word);
    screen_body read_show(fields& f, const node& word);
    screen_body read_confirm(fields& f, const node& word);
    screen_body read_call(fields& f, const node& word);
    screen_body read_branch(fields& f, const node& word);
    screen_body read_set(fields& f, const node& word);
    screen_body read_sms(fields& f, const node& word);
    screen_body read_language(fields& f, const node& word);
    screen_body read_end(fields& f, const node& word);

    option read_option(const node& item);
    void check_option_keys(const std::vector<option>& options);
    void read_failed(call_screen& call, const node* failed, const node& where);
    void read_bounds(ask_screen& ask, fields& f);

    void fault(const node& where, std::string message);
    void fault(place where, std::string message);
    text_id text(const node& key, bool item = false);
    text_id required_text(fields& f, std::string_view key, bool item = false);
    screen_id target(const node& to, bool pressed);
    screen_id required_target(fields& f, std::string_view key, bool pressed);
    screen_id made_screen(std::string_view kind, const node& key, screen_body body);
    std::optional<expression> condition(const node& n);
    std::optional<path> value_path(const node& n, bool content);
    std::vector<assignment> assignments(const node* map, std::string what);
    operand value(const node& n);
    std::string saved(fields& f, std::string_view key, bool required, const std::string& operation,
                      const std::string& list);
    void save(const std::string& name, place where, const std::string& operation,
              const std::string& list);

    menu_data& menu_;
    menu_source& source_;
    const operations& known_;
    core::faults& faults_;
    std::uint8_t tries_ = 3;
    std::array<std::optional<screen_id>, 6> failures_; ///< defaults of every call
    std::array<place, 6> failure_places_;
    screen_id current_ = no_screen;
    std::string what_; ///< "screen 'balance'"
};

place place_of(const document::node& n);
/// Of the text inside its quotes.
place text_place_of(const document::node& n);

} // namespace yeelen::menu

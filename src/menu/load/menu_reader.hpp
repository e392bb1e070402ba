#pragma once
// menu.yaml to menu_data and menu_source. Faults of form are found here, faults of sense by the
// checkers in menu/proof. Which fields there are is said by language.hpp alone.
#include "document/shape.hpp"
#include "menu/load/menu_source.hpp"
#include <array>
#include <map>
#include <optional>
#include <set>

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
    using fields = document::shape_reader;
    using wanted = expression_use::wanted;

    /// Its form is checked; what is wrong with it makes the source incomplete.
    fields shaped(const node& map, const document::shape& declared, std::string what);

    // The head: header.cpp.
    void read_header(const fields& top);
    void read_languages(const fields& top);
    void read_keys(const node& keys);
    void read_config(const node& config);
    void read_profile(const node& profile);
    void read_flags(const fields& top);
    void read_failures(const node& failures);
    void read_start(const fields& top);

    // Aliases: alias_reader.cpp.
    void read_aliases(const node& aliases);
    void read_alias(const node& item);
    std::vector<alias_part> read_dial(const node& dial, const fields& f);
    ask_screen read_alias_value(const std::string& name, const node& type);
    void check_aliases();

    // Flows: flow_reader.cpp.
    void name_flows(const node& flows);
    void read_flow(flow_id id, const node& body);
    void check_flows();
    std::vector<assignment> given_to(flow_id flow, const node* with, const node& where);
    std::optional<flow_id> flow_named(const node& name);
    void connect_flows();

    // Screens: menu_reader.cpp.
    void name_screens(const node& screens);
    void read_screens(const node& screens);
    void read_screen(const node& name, const node& body);
    std::optional<guard> read_guard(const fields& f);
    const std::string* kind_of(const node& name, const node& body);

    // One for each kind; `word` is the kind's own value.
    screen_body read_choose(const fields& f, const node& word);
    screen_body read_ask(const fields& f, const node& word);
    screen_body read_list(const fields& f, const node& word);
    screen_body read_show(const fields& f, const node& word);
    screen_body read_confirm(const fields& f, const node& word);
    screen_body read_call(const fields& f, const node& word);
    screen_body read_pay(const fields& f, const node& word);
    screen_body read_branch(const fields& f, const node& word);
    screen_body read_set(const fields& f, const node& word);
    screen_body read_lock(const fields& f, const node& word);
    screen_body read_sms(const fields& f, const node& word);
    screen_body read_language(const fields& f, const node& word);
    screen_body read_use(const fields& f, const node& word);
    screen_body read_return(const fields& f, const node& word);
    screen_body read_end(const fields& f, const node& word);

    option read_option(const node& item);
    listed_options read_listed(const node& item);
    /// Of an option whose condition could not be read it is not known when it is offered.
    void check_option_keys(const std::vector<option>& options, const std::vector<bool>& unclear);
    void read_bounds(ask_screen& ask, const fields& f);
    backend_request read_request(const fields& f, const node& word);
    void read_arguments(backend_request& r, const fields& f, const node& word);
    void read_late(backend_request& r, const fields& f);
    void read_failed(call_screen& call, const node* failed, const node& where);

    // Texts and places: reader_parts.cpp.
    void fault(const node& where, std::string message);
    void fault(place where, std::string message);
    text_id text(const node& key);
    text_id item_text(const fields& f, std::string_view name, const expression* of);
    text_id needed_text(const fields& f, std::string_view name);
    text_id maybe_text(const fields& f, std::string_view name, text_id otherwise);
    text_id text_numbered(const node& key);
    /// Of {say: key} and {end: key}: which word, and its key; the form is told where it is wrong.
    std::optional<std::pair<std::string_view, const node*>> said_in(const node& to);
    screen_id target(const node& to, bool pressed);
    void no_such_screen(const node& to);
    screen_id needed_target(const fields& f, std::string_view name, bool pressed);
    screen_id made_screen(std::string_view kind, const node& key);
    screen_id made_return(const node& where);
    std::string screen_name(std::string_view name) const;

    // Values: reader_values.cpp.
    std::optional<expression> read_expression(const node& n, wanted as);
    std::optional<expression> parsed(std::string_view text, place where, bool one_line, wanted as);
    operand value(const node& n);
    std::vector<assignment> assignments(const node* map);
    void save(value_save saved);
    std::string saved(const fields& f, std::string_view name, value_save as);
    void save_all(const std::vector<assignment>& set);

    /// A screen that enters a flow.
    struct use_place {
        screen_id screen = no_screen;
        flow_id inside = whole_menu; ///< the flow that the screen is in
        flow_id flow = whole_menu;   ///< the flow that it enters
        screen_id back = no_screen;  ///< where it goes on afterwards
        menu::place place;
    };

    menu_data& menu_;
    menu_source& source_;
    const operations& known_;
    core::faults& faults_;
    std::uint8_t tries_ = 3;
    std::array<const node*, 6> failures_{}; ///< defaults of every call
    std::vector<use_place> uses_;
    std::map<std::string, lock_screen> locks_;
    std::vector<named_place> unlocks_;
    screen_id declared_ = 0;    ///< screens below it are the author's own, the others were made
    std::set<flow_id> misread_; ///< flows whose head is not in its form
    bool no_flows_ = false;     ///< told that there are none
    flow_id flow_ = whole_menu; ///< being read
    screen_id current_ = no_screen;
    std::string what_; ///< "screen 'balance'"
};

place place_of(const document::node& n);
/// Of the text inside its quotes.
place text_place_of(const document::node& n);
/// What an ask brings.
core::value_type type_of(const ask_screen& ask);
/// One to four digits.
bool dialled_key(std::string_view key) noexcept;

} // namespace yeelen::menu

// The values that texts name.
#include "menu/proof/checker.hpp"

#include <fmt/format.h>

namespace yeelen::menu {

namespace {

bool expects(text_id id) {
    return id >= id_of(builtin::expect_text) && id <= id_of(builtin::expect_pattern);
}

class text_checker {
public:
    text_checker(const value_types& types, const locale& in, const locale_source& file,
                 core::faults& faults)
        : types_(types)
        , in_(in)
        , file_(file)
        , faults_(faults) {}

    void used(const text_use& use) {
        const auto& at = file_.places[use.id];
        if (at.inherited || at.place.line == 0) {
            return; // told of in the fallback, or as missing
        }
        place_types here{types_, use.flow, use.screen};
        if (use.item) {
            here.set_item(use.of ? types_.entry_of(*use.of, use.flow) : core::value_type{});
        }
        for (const auto* p : in_.texts[use.id].paths()) {
            if (const auto type = here.type_of(*p); !type) {
                fault(within(at.place, at.one_line, p->offset), type.error());
            }
        }
    }

    void builtins() {
        for (text_id id = 0; id < builtin_keys.size(); ++id) {
            if (!expects(id) && !in_.texts[id].fixed()) {
                fault(file_.places[id].place, fmt::format("the text '{}' cannot have values in it",
                                                          types_.menu().text_keys[id]));
            }
        }
    }

private:
    void fault(place where, std::string message) {
        faults_.push_back({file_.file, where.line, where.column, std::move(message)});
    }

    const value_types& types_;
    const locale& in_;
    const locale_source& file_;
    core::faults& faults_;
};

} // namespace

void check_texts(const menu_source& source, const value_types& types,
                 const std::vector<locale_source>& locales, core::faults& faults) {
    for (std::size_t l = 0; l < locales.size(); ++l) {
        text_checker checker{types, types.menu().locales[l], locales[l], faults};
        for (const auto& use : source.texts) {
            checker.used(use);
        }
        checker.builtins();
    }
}

} // namespace yeelen::menu

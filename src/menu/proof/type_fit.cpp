#include "menu/proof/type_fit.hpp"

#include <fmt/format.h>

namespace yeelen::menu {

namespace {

using core::value_kind;
using core::value_type;

std::string other_kind(const value_type& has, const value_type& wants) {
    return fmt::format("is {}: {} is wanted", core::phrase_of(has.kind),
                       core::phrase_of(wants.kind));
}

std::optional<std::string> fields_misfit(const value_type& has, const value_type& wants) {
    for (const auto& [name, field] : wants.fields) {
        const auto found = has.fields.find(name);
        if (found == has.fields.end()) {
            if (!field.optional && !has.fields.empty()) {
                return fmt::format("has no '{}' in it", name);
            }
        } else if (auto wrong = misfit(found->second, field)) {
            return fmt::format("has a '{}' in it that {}", name, *wrong);
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> misfit(const value_type& has, const value_type& wants) {
    if (has.kind == value_kind::any || wants.kind == value_kind::any) {
        return std::nullopt;
    }
    switch (wants.kind) {
    case value_kind::text:
        // Dates and months are texts of their own form.
        if (has.kind == value_kind::date || has.kind == value_kind::month) {
            return std::nullopt;
        }
        if (has.kind != value_kind::text) {
            return other_kind(has, wants);
        }
        if (has.most > wants.most) {
            return fmt::format("can have up to {} characters: at most {} are taken", has.most,
                               wants.most);
        }
        return std::nullopt;
    case value_kind::number:
    case value_kind::amount:
        if (!core::is_number(has.kind)) {
            return other_kind(has, wants);
        }
        if (has.least > wants.most || has.most < wants.least) {
            return fmt::format("is from {} to {}: from {} to {} is taken", has.least, has.most,
                               wants.least, wants.most);
        }
        // More places than may be declared come from a quotient: it may be whole all the same.
        if (wants.kind == value_kind::amount && has.kind == value_kind::amount &&
            has.decimals > wants.decimals && has.decimals <= core::most_amount_decimals) {
            return fmt::format("can have {} decimals: {} are taken", has.decimals,
                               wants.decimals == 0 ? std::string{"none"}
                                                   : fmt::format("at most {}", wants.decimals));
        }
        return std::nullopt;
    case value_kind::month:
        if (has.kind == value_kind::date) {
            return std::nullopt;
        }
        break;
    case value_kind::date:
        if (has.kind == value_kind::text && has.least <= 10 && has.most == 10) {
            return std::nullopt; // '2026-07-06'
        }
        break;
    case value_kind::list:
        if (has.kind == value_kind::list && !has.entry.empty() && !wants.entry.empty()) {
            auto wrong = misfit(has.entry.front(), wants.entry.front());
            return wrong ? std::optional{fmt::format("is a list whose entry {}", *wrong)}
                         : std::nullopt;
        }
        break;
    case value_kind::record:
        if (has.kind == value_kind::record) {
            return fields_misfit(has, wants);
        }
        break;
    case value_kind::flag:
    case value_kind::any: break;
    }
    return has.kind == wants.kind ? std::nullopt : std::optional{other_kind(has, wants)};
}

} // namespace yeelen::menu

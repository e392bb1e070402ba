#pragma once
// The menu language as one table: the readers ask it which fields there are, the JSON Schema and
// the manual are written from it. There is no second list of field names.
#include "document/shape.hpp"
#include <span>
#include <string>

namespace yeelen::menu {

/// What `menu_language` says; version 1 is still read (migrate.hpp).
inline constexpr std::int64_t language_version = 2;

namespace language {

using document::field;
using document::form;
using document::shape;

/// The head of menu.yaml.
const shape& head();
const shape& keys();
const shape& config_value(); ///< a value type with its default
const shape& failures();     ///< of the menu and of a call
const shape& alias();
const shape& alias_value();
const shape& flow();

/// locales/<language>.yaml.
const shape& locale();
/// A text that every menu must have, see menu/model/builtin_texts.hpp.
struct builtin_help {
    std::string_view about; ///< when it is shown
    std::string_view example;
};
/// In the order of builtin_keys.
std::span<const builtin_help> builtin_helps() noexcept;
/// The examples as the beginning of an English locale, up to and with `texts:`.
std::string builtin_locale();

/// One kind of screen.
struct kind {
    document::shape shape;    ///< its name is the field that makes the kind
    std::string_view also;    ///< other fields that make it as well, joined by spaces
    std::string_view example; ///< whole screens, as under `screens`; or flows
    bool flows = false;       ///< the example stands under `flows`
};
const shape& common(); ///< fields that every kind may have
std::span<const kind> kinds();
std::vector<std::string> kind_names();
/// By the field that makes it; nullptr: no such kind.
const kind* kind_of(std::string_view field_name) noexcept;
/// Of a kind that must exist.
const shape& shape_of(std::string_view kind_name);

const shape& guard();
const shape& option();
const shape& listed_options();
const shape& branch_case();
const shape& branch_else();
const shape& late();
const shape& place();

/// Every shape but the kinds, in the manual's order.
std::span<const shape* const> parts();

} // namespace language

/// For editors: completion and hovers in menu.yaml. menus/menu.schema.json.
std::string json_schema();
/// The same for locales/*.yaml: menus/locale.schema.json.
std::string locale_schema();
/// Markdown: every field of the head, of each kind and its parts. A part of menus/README.md.
std::string reference();

} // namespace yeelen::menu

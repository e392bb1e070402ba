#pragma once
// Version 1 of the menu language to version 2: a transformation of the document before it is read.
// Every node keeps its place, so that faults point into the author's own file.
#include "document/node.hpp"
#include "menu/definition.hpp"

namespace yeelen::menu {

/// What `menu_language` says; 0 when it says nothing of use.
std::int64_t version_of(const document::node& menu);

/// menu.yaml of version 1. `first: { unless, go: X }`, `then` and `to: return` become flows: the
/// screens that are reached from X until the return, under the name X. A list under `profile`
/// becomes a map of types. What cannot be moved by itself is a fault that says what to do.
void migrate_menu(document::node& menu, const std::string& file, core::faults& faults);
/// locales/<language>.yaml of a version 1 menu: built-in texts that are new since are taken from
/// the nearest old ones.
void migrate_locale(document::node& locale);

/// The files of a menu as they are in the newest version of the language, for an author to go on
/// with. What is of that version already comes back as it is, to the octet; else comments are lost.
/// `folder` stands before the names in faults.
std::expected<sources, core::faults> migrated(sources files, const std::string& folder);

} // namespace yeelen::menu

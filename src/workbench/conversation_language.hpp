#pragma once
// What a conversation's file may hold, as tables: the reader, the JSON Schema and the manual come
// from them.
#include "document/shape.hpp"
#include <string>

namespace yeelen::workbench {

/// The head of menus/<service>/tests/*.yaml.
const document::shape& conversation_shape();
/// One of its `steps`.
const document::shape& step_shape();

/// For editors: menus/conversation.schema.json.
std::string conversation_schema();
/// Markdown: a part of menus/README.md.
std::string conversation_reference();

} // namespace yeelen::workbench

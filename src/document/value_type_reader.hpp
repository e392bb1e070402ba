#pragma once
// What a value is, as menus and backends declare it:
//   name: text
//   meters: { type: list, most: 5, of: { number: { type: text, max: 13 }, name: text } }
#include "core/value_type.hpp"
#include "document/shape.hpp"

namespace yeelen::document {

/// type, min, max, decimals, most, of, fields, optional; with their bounds.
const shape& value_type_shape();

/// The short form (the type's name alone) or the map. Faults are added; what could not be read is
/// of kind any. `what` names the value in messages: "'contract' of 'profile'". `declared` may be a
/// larger shape than value_type_shape() that has it as its `also`: whoever gives it reads the rest.
core::value_type read_value_type(const node& n, const std::string& what, const std::string& file,
                                 core::faults& faults, const shape& declared = value_type_shape());

/// A map of names to types, as under `profile` and `takes`. Names are letters, digits and _, the
/// first no digit.
std::map<std::string, core::value_type, std::less<>> read_value_types(const node& map,
                                                                      const std::string& what,
                                                                      const std::string& file,
                                                                      core::faults& faults);

} // namespace yeelen::document

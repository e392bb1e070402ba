#pragma once
// From tables of fields to JSON Schema (draft 07): completion and hovers in editors.
#include "document/shape.hpp"

#include <boost/json.hpp>

namespace yeelen::menu {

/// {"$ref": "#/definitions/..."}; spaces in the name become _.
boost::json::object schema_reference(std::string_view name);
/// A map with those fields and no others.
boost::json::object schema_of(const document::shape& declared);
boost::json::object schema_of(const document::field& declared);
boost::json::object schema_of_any(std::initializer_list<boost::json::object> all);
boost::json::object schema_of_map(boost::json::object values);
boost::json::object schema_of_pattern(std::string_view pattern);
boost::json::object schema_of_word();

/// What stands under "definitions".
class schema_definitions {
public:
    void add(std::string_view name, boost::json::object what);
    boost::json::object& at(std::string_view name);

    /// The whole file; `root` describes the document.
    std::string text(std::string_view title, const boost::json::object& root) &&;

private:
    boost::json::object all_;
};

} // namespace yeelen::menu

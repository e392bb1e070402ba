#include "app/menu_operations.hpp"

namespace yeelen::app {

menu::operations menu_operations(const backends::catalogue& all) {
    menu::operations shapes;
    for (const auto& backend : all.backends) {
        for (const auto& [name, operation] : backend.operations) {
            menu::operation_shape& shape = shapes[name];
            shape.once = operation.once;
            shape.arguments = operation.arguments;
            for (const auto& argument : backends::argument_names(operation)) {
                shape.arguments.try_emplace(argument);
            }
            for (const auto& field : operation.answer) {
                shape.answer.emplace(field.name, field.type);
            }
        }
    }
    return shapes;
}

} // namespace yeelen::app

#include "workbench/json_node.hpp"

namespace yeelen::workbench {

namespace {

namespace json = boost::json;

json::value scalar(const document::node& n) {
    if (!n.quoted) {
        boost::system::error_code failed;
        auto value = json::parse(n.text, failed);
        if (!failed && (value.is_number() || value.is_bool() || value.is_null())) {
            return value;
        }
    }
    return json::string(n.text);
}

} // namespace

json::value to_json(const document::node& n) {
    switch (n.kind) {
    case document::node::type::null: return nullptr;
    case document::node::type::scalar: return scalar(n);
    case document::node::type::list: {
        json::array all;
        for (const auto& item : n.items) {
            all.push_back(to_json(item));
        }
        return all;
    }
    case document::node::type::map: {
        json::object all;
        for (const auto& [key, value] : n.entries) {
            all[key.text] = to_json(value);
        }
        return all;
    }
    }
    return nullptr;
}

} // namespace yeelen::workbench

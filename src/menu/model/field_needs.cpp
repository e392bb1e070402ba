#include "menu/model/field_needs.hpp"

namespace yeelen::menu {

namespace json = boost::json;

namespace {

constexpr int max_levels = 6;

bool index_step(const std::string& step) {
    return step.front() >= '0' && step.front() <= '9';
}

json::value keep_value(const json::value& v, const field_needs& needs, std::size_t most, int level);

json::object keep_object(const json::object& o, const field_needs& needs, std::size_t most,
                         int level) {
    json::object kept;
    for (const auto& [key, v] : o) {
        const auto found = needs.fields.find(std::string_view{key});
        if (kept.size() < max_kept_entries && key.size() <= max_kept_text &&
            (needs.whole || found != needs.fields.end())) {
            kept.emplace(key, keep_value(v, needs.whole ? needs : found->second, most, level + 1));
        }
    }
    return kept;
}

json::value keep_value(const json::value& v, const field_needs& needs, std::size_t most,
                       int level) {
    if (level > max_levels) {
        return nullptr;
    }
    if (const auto* object = v.if_object()) {
        return keep_object(*object, needs, most, level);
    }
    if (const auto* list = v.if_array()) {
        json::array kept;
        for (std::size_t i = 0; i < list->size() && i < most; ++i) {
            kept.push_back(keep_value((*list)[i], needs, most, level + 1));
        }
        return kept;
    }
    if (const auto* s = v.if_string(); s && s->size() > max_kept_text) {
        auto size = max_kept_text;
        while (size > 0 && (static_cast<unsigned char>((*s)[size]) & 0xC0) == 0x80) {
            --size;
        }
        return json::string(std::string_view{*s}.substr(0, size));
    }
    if (v.is_uint64()) { // past int64: no exact whole number for us
        return static_cast<double>(v.get_uint64());
    }
    return v;
}

} // namespace

field_needs& field_needs::at(const std::vector<std::string>& steps, std::size_t first) {
    field_needs* here = this;
    for (std::size_t i = first; i < steps.size(); ++i) {
        if (!index_step(steps[i])) {
            here = &here->fields[steps[i]];
        }
    }
    return *here;
}

void field_needs::add(const std::vector<std::string>& steps, std::size_t first, bool content) {
    auto& leaf = at(steps, first);
    leaf.whole = leaf.whole || content;
}

void field_needs::merge(const field_needs& other) {
    whole = whole || other.whole;
    for (const auto& [name, needs] : other.fields) {
        fields[name].merge(needs);
    }
}

json::value keep(const json::value& answer, const field_needs& needs, std::size_t most) {
    return keep_value(answer, needs, most, 0);
}

json::object keep(const json::object& answer, const field_needs& needs, std::size_t most) {
    return keep_object(answer, needs, most, 0);
}

} // namespace yeelen::menu

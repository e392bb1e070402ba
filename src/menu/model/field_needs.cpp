#include "menu/model/field_needs.hpp"

#include "menu/expression/day.hpp"
#include "menu/expression/decimal.hpp"
#include <algorithm>

namespace yeelen::menu {

namespace json = boost::json;

namespace {

using core::value_kind;
using core::value_type;

bool index_step(const std::string& step) {
    return step.front() >= '0' && step.front() <= '9';
}

/// At most that many characters, whole ones. None has more than four octets, whatever is sent.
std::string_view cut(std::string_view text, std::int64_t characters) {
    const auto most = static_cast<std::size_t>(std::clamp<std::int64_t>(characters, 0, 4096));
    text = text.substr(0, most * 4);
    std::size_t begun = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && ++begun > most) {
            return text.substr(0, i);
        }
    }
    return text;
}

class keeper {
public:
    explicit keeper(std::size_t most)
        : most_(most) {}

    /// nullptr of needs: all of it.
    std::optional<json::value> value(const json::value& v, const value_type& type,
                                     const field_needs* needs, int level);
    std::optional<json::object> record(const json::object& o, const value_type& type,
                                       const field_needs* needs, int level);

private:
    std::optional<json::value> undeclared(const json::value& v, const value_type& type,
                                          const field_needs* needs, int level);
    std::optional<json::value> list(const json::array& all, const value_type& type,
                                    const field_needs* needs, int level);
    static std::optional<json::value> number(const json::value& v, const value_type& type);

    std::size_t most_;
    std::size_t left_ = max_kept_values;
};

const value_type anything;

std::optional<json::value> missing() {
    return json::value{};
}

std::optional<json::value> text_value(std::string_view s) {
    return json::value(json::string(s));
}

/// The needs of one field; nothing where it is not needed.
std::optional<const field_needs*> needs_of(const field_needs* needs, std::string_view name) {
    if (!needs || needs->whole) {
        return nullptr;
    }
    const auto found = needs->fields.find(name);
    return found == needs->fields.end() ? std::nullopt
                                        : std::optional<const field_needs*>{&found->second};
}

std::optional<json::value> keeper::number(const json::value& v, const value_type& type) {
    const auto n = decimal::of(v);
    const auto least = decimal::of(type.least);
    const auto most = decimal::of(type.most);
    if (!n || (least && *n < *least) || (most && *n > *most)) {
        return std::nullopt;
    }
    if (type.kind == value_kind::amount && n->places() > type.decimals) {
        return std::nullopt; // shown, it would be rounded: another amount than the one that is paid
    }
    return n->to_json();
}

std::optional<json::value> keeper::list(const json::array& all, const value_type& type,
                                        const field_needs* needs, int level) {
    const auto& entry = type.entry.empty() ? anything : type.entry.front();
    const auto otherwise = static_cast<std::size_t>(core::default_most_entries);
    const auto declared = type.kind == value_kind::list && type.most > 0
                              ? static_cast<std::size_t>(type.most)
                              : std::max(most_, otherwise);
    json::array kept;
    const auto n = std::min({all.size(), most_ == 0 ? declared : most_, declared});
    for (std::size_t i = 0; i < n && left_ > 0; ++i) {
        auto one = value(all[i], entry, needs, level + 1);
        if (!one) {
            return std::nullopt;
        }
        kept.push_back(std::move(*one));
    }
    return kept;
}

std::optional<json::object> keeper::record(const json::object& o, const value_type& type,
                                           const field_needs* needs, int level) {
    json::object kept;
    const auto add = [&](std::string_view name, const json::value& v, const value_type& of) {
        const auto wanted = needs_of(needs, name);
        if (!wanted || v.is_null()) {
            return true;
        }
        auto one = value(v, of, *wanted, level + 1);
        if (one && !one->is_null()) {
            kept.emplace(name, std::move(*one));
        }
        return one.has_value();
    };
    if (type.fields.empty()) {
        for (const auto& [key, v] : o) {
            if (kept.size() < max_kept_entries && key.size() <= max_kept_name &&
                !add(key, v, anything)) {
                return std::nullopt;
            }
        }
        return kept;
    }
    for (const auto& [name, of] : type.fields) {
        const auto* v = o.if_contains(name);
        if (v && !add(name, *v, of)) {
            return std::nullopt;
        }
    }
    return kept;
}

std::optional<json::value> keeper::undeclared(const json::value& v, const value_type& type,
                                              const field_needs* needs, int level) {
    if (const auto* o = v.if_object()) {
        return record(*o, anything, needs, level);
    }
    if (const auto* all = v.if_array()) {
        return list(*all, type, needs, level);
    }
    if (const auto* s = v.if_string()) {
        return text_value(cut(*s, type.most));
    }
    if (v.is_number() && !v.is_int64()) { // exact, or nothing
        const auto n = decimal::of(v);
        return n ? n->to_json() : json::value{};
    }
    return v;
}

std::optional<json::value> keeper::value(const json::value& v, const value_type& type,
                                         const field_needs* needs, int level) {
    if (level > max_kept_levels || left_ == 0) {
        return missing();
    }
    --left_;
    if (v.is_null()) {
        return missing();
    }
    const auto* s = v.if_string();
    switch (type.kind) {
    case value_kind::any: return undeclared(v, type, needs, level);
    case value_kind::text: return s ? text_value(cut(*s, type.most)) : std::nullopt;
    case value_kind::number:
    case value_kind::amount: return number(v, type);
    case value_kind::date:
        if (!s || (!s->empty() && !read_day(*s))) {
            return std::nullopt;
        }
        return s->empty() ? missing() : text_value(std::string_view{*s}.substr(0, 10));
    case value_kind::month: {
        const auto month = s ? read_month(*s) : std::nullopt;
        if (!month) {
            return s && s->empty() ? missing() : std::nullopt;
        }
        return text_value(*month);
    }
    case value_kind::flag: return v.is_bool() ? std::optional{v} : std::nullopt;
    case value_kind::record: {
        if (const auto* o = v.if_object()) {
            auto kept = record(*o, type, needs, level);
            return kept ? std::optional<json::value>{std::move(*kept)} : std::nullopt;
        }
        return std::nullopt;
    }
    case value_kind::list:
        return v.is_array() ? list(v.get_array(), type, needs, level) : std::nullopt;
    }
    return std::nullopt;
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

std::optional<json::object> keep(const json::object& answer, const field_needs& needs,
                                 const core::value_type& declared, std::size_t most) {
    return keeper{most}.record(answer, declared, &needs, 0);
}

std::optional<json::value> bounded(const json::value& v, const core::value_type& declared) {
    return keeper{static_cast<std::size_t>(core::default_most_entries) * 8}.value(v, declared,
                                                                                  nullptr, 0);
}

} // namespace yeelen::menu

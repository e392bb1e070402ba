#include "menu/expression/expression.hpp"

#include "menu/expression/expression_part.hpp"

namespace yeelen::menu {

namespace {

/// Goes through the parts as they are used, not as they stand in the list.
class use_finder {
public:
    explicit use_finder(const std::vector<expression::part>& parts)
        : parts_(parts) {}

    /// `content`: not only its being there or its number. `list`: whose entry `item` is.
    void visit(std::uint16_t index, bool content, const path* list) {
        const auto& p = parts_[index];
        switch (p.kind) {
        case part_kind::path: add(p.path(), content, list, false); break;
        case part_kind::gathered: add(p.path(), content, list, true); break;
        case part_kind::field:
            add(p.path(), content, list, true);
            visit(p.inputs[0], false, list);
            break;
        case part_kind::where:
            visit(p.inputs[0], content, list);
            visit(p.inputs[1], true, list_of(p.inputs[0]));
            break;
        case part_kind::call: {
            const bool looked_at = p.function->form != function_form::prefix;
            for (std::size_t i = 0; i < p.function->arity(); ++i) {
                visit(p.inputs[i], looked_at && (content || p.function->name != "first"), list);
            }
            break;
        }
        case part_kind::operation:
            visit(p.inputs[0], true, list);
            visit(p.inputs[1], true, list);
            break;
        case part_kind::negate:
        case part_kind::minus: visit(p.inputs[0], true, list); break;
        case part_kind::text:
        case part_kind::number:
        case part_kind::boolean:
        case part_kind::locked: break;
        }
    }

    std::vector<path_use> found;

private:
    void add(const path& p, bool content, const path* list, bool gathered) {
        found.push_back({.path = &p,
                         .content = content,
                         .of = p.root == path_root::item ? list : nullptr,
                         .gathered = gathered});
    }

    const path* list_of(std::uint16_t index) const {
        const auto& p = parts_[index];
        if (std::holds_alternative<path>(p.leaf)) {
            return &p.path();
        }
        const bool passes = p.kind == part_kind::where || p.kind == part_kind::call;
        return passes ? list_of(p.inputs[0]) : nullptr;
    }

    const std::vector<expression::part>& parts_;
};

} // namespace

const path* expression::as_path() const noexcept {
    if (!parts_ || (*parts_)[root_].kind != part_kind::path) {
        return nullptr;
    }
    return &(*parts_)[root_].path();
}

const std::vector<expression::part>& expression::parts() const noexcept {
    static const std::vector<part> none;
    return parts_ ? *parts_ : none;
}

std::vector<path_use> expression::uses(bool content) const {
    if (!parts_) {
        return {};
    }
    use_finder finder{*parts_};
    finder.visit(root_, content, nullptr);
    return std::move(finder.found);
}

} // namespace yeelen::menu

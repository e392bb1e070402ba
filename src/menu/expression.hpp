#pragma once
// Conditions: `exists profile.contract and count invoices.invoices > 0`. Read once at load, total
// when evaluated: a missing value or a comparison of unlike things is simply false.
#include "menu/path.hpp"
#include <cstdint>
#include <variant>
#include <vector>

namespace yeelen::menu {

class scope;

class expression {
public:
    /// At most 256 parts, nested at most 32 deep.
    static std::expected<expression, text_error> parse(std::string_view text);

    bool holds(const scope& s) const;
    /// Every value that it looks at.
    std::vector<const path*> paths() const;
    /// Those of them whose content is compared, not only their being there or their number.
    std::vector<const path*> content_paths() const;

    enum class op : std::uint8_t {
        text,
        number,
        boolean,
        path,
        exists,
        count,
        negate,
        both,
        either,
        eq,
        ne,
        lt,
        le,
        gt,
        ge
    };
    struct part {
        op what = op::boolean;
        std::uint16_t left = 0; ///< indices into parts_
        std::uint16_t right = 0;
        std::variant<std::monostate, bool, std::int64_t, std::string, menu::path> leaf;
    };

private:
    friend class expression_parser;
    std::vector<part> parts_;
    std::uint16_t root_ = 0;
};

} // namespace yeelen::menu

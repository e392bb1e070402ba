#include "config/environment.hpp"

#include "document/variables.hpp"

namespace yeelen::config {

namespace {

/// An otherwise that anyone may read: it says itself that it is for demonstration, or its variable
/// does.
origin origin_of(const document::variable& v) {
    if (!v.otherwise) {
        return origin::outside;
    }
    return v.otherwise->empty() || v.otherwise->starts_with("demo") || v.name.starts_with("DEMO_")
               ? origin::demo
               : origin::in_clear;
}

class substitution {
public:
    substitution(const std::string& file, const environment_lookup& environment,
                 core::faults& faults)
        : file_(file)
        , environment_(environment)
        , faults_(faults) {}

    void apply(document::node& n) { // as deep as the document may be: document::max_depth
        if (n.is_scalar() && n.text.find("${") != std::string::npos) {
            replace(n);
        }
        for (auto& item : n.items) {
            apply(item);
        }
        for (auto& [key, value] : n.entries) {
            apply(value);
        }
    }

    std::map<position, origin> take() { return std::move(origins_); }

private:
    void replace(document::node& n) {
        auto from = origin::written;
        if (const auto v = document::read_variable(n.text);
            n.text.starts_with("${") && v && v->length == n.text.size()) {
            from = origin_of(*v);
        }
        auto result = document::substitute(n.text, environment_);
        if (!result) {
            faults_.push_back({file_, n.line, n.column, std::move(result.error())});
            return;
        }
        n.text = std::move(*result);
        origins_[{n.line, n.column}] = from;
    }

    const std::string& file_;
    const environment_lookup& environment_;
    core::faults& faults_;
    std::map<position, origin> origins_;
};

} // namespace

std::map<position, origin> substitute(document::node& root, const std::string& file,
                                      const environment_lookup& environment, core::faults& faults) {
    substitution s{file, environment, faults};
    s.apply(root);
    return s.take();
}

} // namespace yeelen::config

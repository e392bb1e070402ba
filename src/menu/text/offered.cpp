#include "menu/text/offered.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace yeelen::menu {

namespace {

/// The keys that entries take, one after another.
class free_keys {
public:
    free_keys(const choose_screen& c, const key_names& keys)
        : fixed_(c.options)
        , keys_(keys) {}

    std::string next() {
        while (true) {
            auto key = fmt::format("{}", ++last_);
            const bool taken = key == keys_.back || key == keys_.home || key == keys_.next ||
                               key == keys_.previous ||
                               std::any_of(fixed_.begin(), fixed_.end(),
                                           [&](const option& o) { return o.key == key; });
            if (!taken) {
                return key;
            }
        }
    }

private:
    const std::vector<option>& fixed_;
    const key_names& keys_;
    std::size_t last_ = 0;
};

} // namespace

offers::offers(const choose_screen& c, const key_names& keys, const scope& s) {
    const auto fixed = [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const auto& o = c.options[i];
            if (!o.when || o.when->holds(s)) {
                all_.push_back({.key = o.key, .fixed = &o});
            }
        }
    };
    const auto before = c.listed ? std::min(c.listed->before, c.options.size()) : 0;
    fixed(0, before);
    if (c.listed) {
        const entries list{c.listed->of, s};
        free_keys free{c, keys};
        for (std::size_t i = 0; i < list.size(); ++i) {
            all_.push_back({.key = free.next(), .entry = &list[i], .number = i + 1});
        }
    }
    fixed(before, c.options.size());
}

const offer* offers::at(std::string_view key) const noexcept {
    const auto found =
        std::find_if(all_.begin(), all_.end(), [&](const offer& o) { return o.key == key; });
    return found == all_.end() ? nullptr : &*found;
}

} // namespace yeelen::menu

#pragma once
// What a text or a condition can see at one moment of a session.
#include "menu/engine.hpp"
#include "menu/expression/path.hpp"
#include <forward_list>
#include <span>

namespace yeelen::menu {

/// Refers to the state and environment of the step; lives no longer than it.
class scope {
public:
    scope(const state& at, const environment& env, std::span<const effect> effects = {})
        : at_(at)
        , env_(env)
        , effects_(effects) {}

    /// nullptr where there is no such value. JSON null counts as missing.
    const boost::json::value* find(const path& p) const;

    void set_item(const boost::json::value* item, std::size_t number) {
        item_ = item;
        number_ = number;
    }
    void set_bounds(std::int64_t least, std::int64_t most) {
        least_ = least;
        most_ = most;
    }

private:
    const boost::json::value* made(boost::json::value v) const;
    const boost::json::value* profile(const path& p) const;

    const state& at_;
    const environment& env_;
    std::span<const effect> effects_; ///< remembered in this very step: newer than the profile
    const boost::json::value* item_ = nullptr;
    std::size_t number_ = 0;
    std::int64_t least_ = 0;
    std::int64_t most_ = 0;
    mutable std::forward_list<boost::json::value> made_;
};

} // namespace yeelen::menu

#pragma once
// What a text or an expression can see at one moment of a session.
#include "menu/engine.hpp"
#include "menu/expression/path.hpp"
#include <forward_list>
#include <span>

namespace yeelen::menu {

/// Refers to the state, environment, settings and effects of the step; lives no longer than they.
class scope {
public:
    /// `effects`: what the step has remembered so far, newer than the profile. `secrets`: values
    /// that were typed in this very step and are in no state; they stand before those of the flow.
    scope(const state& at, const environment& env, const settings& configured,
          const menu_data& menu, std::span<const effect> effects = {},
          const boost::json::object* secrets = nullptr)
        : at_(at)
        , env_(env)
        , settings_(configured)
        , menu_(menu)
        , effects_(effects)
        , secrets_(secrets) {}

    /// nullptr where there is no such value. JSON null counts as missing. What it points to lives
    /// as long as the scope and what that refers to, unchanged.
    const boost::json::value* find(const path& p) const;
    /// The value that the path's first step names (of `item`: the entry itself), and how many of
    /// the steps that took. Only of value, profile, config and item.
    const boost::json::value* find_first(const path& p, std::size_t& taken) const;

    bool flag(std::string_view name) const noexcept;
    /// Whether the phone number has used up its tries at the lock of that name, and the time for
    /// which that holds is not over. Kept as the profile value `lock.NAME`:
    /// {"n": 3, "until": "2026-07-06T10:20:30Z"}.
    bool locked(std::string_view name) const;
    std::string_view msisdn() const noexcept { return env_.msisdn; }
    std::string_view dialled() const noexcept { return env_.dialled; }
    std::string_view language() const noexcept { return at_.language; }
    std::chrono::sys_days today() const noexcept;
    /// By its whole name: "contract", "lock.pin".
    const boost::json::value* profile(std::string_view name) const;

    void set_item(const boost::json::value* item, std::size_t number) {
        item_ = item;
        number_ = number;
    }
    const boost::json::value* item() const noexcept { return item_; }
    std::size_t number() const noexcept { return number_; }
    void set_bounds(std::int64_t least, std::int64_t most) {
        least_ = least;
        most_ = most;
    }
    std::int64_t least() const noexcept { return least_; }
    std::int64_t most() const noexcept { return most_; }

private:
    const boost::json::value* made(boost::json::value v) const;

    const state& at_;
    const environment& env_;
    const settings& settings_;
    const menu_data& menu_;
    std::span<const effect> effects_;
    const boost::json::object* secrets_;
    const boost::json::value* item_ = nullptr;
    std::size_t number_ = 0;
    std::int64_t least_ = 0;
    std::int64_t most_ = 0;
    mutable std::forward_list<boost::json::value> made_; ///< what find() had to make
};

/// The name under which the profile keeps the tries at a lock: "lock.pin".
std::string lock_name(std::string_view name);

} // namespace yeelen::menu

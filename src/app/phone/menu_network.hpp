#pragma once
// A network of one phone and one menu: no operator, no gateway, no backend. The menu is read again
// when its files were saved.
#include "app/menu_choice.hpp"
#include "app/phone/network.hpp"
#include "workbench/talk.hpp"
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace yeelen::app {

/// Backends answer what is declared of them, with made-up values; a call that is made once is
/// settled at once.
class menu_network final : public network {
public:
    menu_network(menu_choice choice, std::string msisdn);

    std::expected<phone_screen, std::string> dial(std::string_view code) override;
    std::expected<phone_screen, std::string> press(std::string_view text) override;
    std::expected<phone_screen, std::string> hang_up() override;
    std::expected<std::vector<phone_sms>, std::string> inbox(std::uint64_t after,
                                                             unsigned wait_seconds) override;
    /// That the menu was saved, or what is wrong with it since then.
    std::string news() override { return refresh(); }

private:
    std::string stamp() const;
    /// Reads the menu where it changed, and says so; a bad one leaves the menu read last.
    std::string refresh();
    core::call_outcome answer(const core::call_request& asked) const;
    phone_screen take(workbench::heard h);

    menu_choice choice_;
    std::string msisdn_;
    std::optional<std::string> seen_; ///< the files' times when they were read
    std::string faults_;              ///< of the files as they are
    std::shared_ptr<const chosen_menu> menu_;
    std::unique_ptr<workbench::talk> talk_;
    boost::json::object profile_;
    std::vector<phone_sms> messages_;
};

} // namespace yeelen::app

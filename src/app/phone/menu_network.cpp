#include "app/phone/menu_network.hpp"

#include "core/time.hpp"
#include "menu/model/model.hpp"
#include "smpp/text.hpp"
#include "workbench/samples.hpp"
#include <filesystem>
#include <fmt/chrono.h>
#include <fmt/format.h>

namespace yeelen::app {

menu_network::menu_network(menu_choice choice, std::string msisdn)
    : choice_(std::move(choice))
    , msisdn_(std::move(msisdn)) {}

/// Which files there are, how large, and when they were written.
std::string menu_network::stamp() const {
    std::string all;
    std::error_code failed;
    for (const auto& folder : {choice_.folder, choice_.folder + "/locales"}) {
        for (const auto& entry : std::filesystem::directory_iterator{folder, failed}) {
            if (entry.path().extension() == ".yaml") {
                all += fmt::format("{} {} {}\n", entry.path().string(), entry.file_size(failed),
                                   entry.last_write_time(failed).time_since_epoch().count());
            }
        }
    }
    return all;
}

std::string menu_network::refresh() {
    auto now = stamp();
    if (now == seen_) {
        return {};
    }
    seen_ = std::move(now);
    auto loaded = load_chosen(choice_);
    faults_.clear();
    if (loaded) {
        const bool again = menu_ != nullptr;
        menu_ = std::make_shared<const chosen_menu>(std::move(*loaded));
        return again ? "The menu was saved: the next dial shows it.\n" : "";
    }
    for (const auto& fault : loaded.error()) {
        faults_ += fault.text() + '\n';
    }
    faults_ += menu_ ? "The menu as it was before goes on." : "There is no menu to dial.";
    return faults_ + '\n';
}

core::call_outcome menu_network::answer(const core::call_request& asked) const {
    const auto found = menu_->operations.find(asked.operation);
    return found == menu_->operations.end()
               ? core::call_outcome{std::unexpected(core::call_failure::unreachable)}
               : workbench::outcomes_of(found->second).front();
}

std::expected<phone_screen, std::string> menu_network::dial(std::string_view code) {
    refresh();
    if (!menu_) {
        return std::unexpected(faults_);
    }
    // Whoever tries a menu wants to see what its flags would show.
    auto settings = std::make_shared<menu::settings>();
    for (const auto& flag : menu_->menu->data().flags) {
        settings->flags[flag].percent = 100;
    }
    talk_ = std::make_unique<workbench::talk>(menu::engine{menu_->menu, std::move(settings)},
                                              msisdn_, profile_, core::now().utc);
    auto shown =
        take(talk_->dial(code, [this](const core::call_request& asked) { return answer(asked); }));
    shown.note = faults_;
    return shown;
}

std::expected<phone_screen, std::string> menu_network::press(std::string_view text) {
    if (!talk_ || !talk_->open()) {
        return phone_screen{.text = {}, .note = "no session is open"};
    }
    return take(
        talk_->type(text, [this](const core::call_request& asked) { return answer(asked); }));
}

std::expected<phone_screen, std::string> menu_network::hang_up() {
    talk_.reset();
    return phone_screen{};
}

phone_screen menu_network::take(workbench::heard h) {
    // Payments are made after the session: here at once.
    for (const auto& asked : h.calls) {
        workbench::heard later;
        if (!h.open && talk_->late(asked.operation, answer(asked), later)) {
            h.sms.insert(h.sms.end(), later.sms.begin(), later.sms.end());
        }
    }
    profile_ = talk_->profile();
    for (auto& text : h.sms) {
        const auto cut = smpp::segment_text(text, 1);
        const auto parts = cut ? cut->parts.size() : smpp::max_segments + 1;
        messages_.push_back({messages_.size() + 1, "menu", std::move(text),
                             fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                                         std::chrono::floor<std::chrono::seconds>(core::now().utc)),
                             parts});
    }
    const auto size = smpp::measure_screen(h.screen);
    return {.text = std::move(h.screen),
            .ucs2 = size.alphabet == smpp::alphabet::ucs2,
            .used = size.used,
            .limit = size.limit,
            .open = h.open,
            .answered = true,
            .note = {}};
}

std::expected<std::vector<phone_sms>, std::string> menu_network::inbox(std::uint64_t after,
                                                                       unsigned) {
    std::vector<phone_sms> fresh;
    for (const auto& one : messages_) {
        if (one.id > after) {
            fresh.push_back(one);
        }
    }
    return fresh;
}

} // namespace yeelen::app

// Every menu of the project with its conversations: it loads with the operations that
// config/backends really declares, and its phones show what the files expect.
// YEELEN_UPDATE_GOLDENS=1 writes the expected screens anew.
#include "menu/model/model.hpp"
#include "smpp/text.hpp"
#include "support/hex_golden.hpp"
#include "support/menus.hpp"
#include "workbench/conversation_check.hpp"
#include "workbench/explore.hpp"
#include "workbench/phone_screen.hpp"
#include "workbench/rewrite.hpp"
#include "workbench/run_conversation.hpp"
#include <doctest/doctest.h>
#include <filesystem>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fstream>
#include <iterator>
#include <set>

using namespace yeelen;
namespace fs = std::filesystem;

namespace {

/// menus/*/ that have tests/.
std::vector<fs::path> tested_menus() {
    std::vector<fs::path> all;
    for (const auto& entry : fs::directory_iterator{YEELEN_SOURCE_DIR "/menus"}) {
        if (fs::is_directory(entry.path() / "tests")) {
            all.push_back(entry.path());
        }
    }
    std::ranges::sort(all);
    return all;
}

std::string drawn(const workbench::failure& f, const std::string& phone) {
    const auto size = smpp::measure_screen(f.screen);
    return workbench::draw_screen({.text = f.screen,
                                   .ucs2 = size.alphabet == smpp::alphabet::ucs2,
                                   .used = size.used,
                                   .limit = size.limit,
                                   .open = f.open,
                                   .answered = !f.screen.empty(),
                                   .note = f.screen.empty() ? "nothing" : ""},
                                  "", phone);
}

void tell_failures(const workbench::conversation& c, const workbench::run_result& result) {
    for (const auto& f : result.failures) {
        ADD_FAIL_CHECK_AT(c.file.c_str(), static_cast<int>(f.where.line),
                          f.message << "\nthe phone shows:\n"
                                    << drawn(f, c.phone));
    }
}

void converse(const std::string& file, const std::shared_ptr<const menu::definition>& menu,
              const menu::operations& known, workbench::coverage& seen) {
    const auto c = workbench::read_conversation(file);
    if (!c) {
        for (const auto& fault : c.error()) {
            FAIL_CHECK(fault.text());
        }
        return;
    }
    for (const auto& fault : workbench::check_conversation(*c, *menu, known)) {
        FAIL_CHECK(fault.text());
    }
    const bool update = support::update_goldens();
    auto result = workbench::run(*c, menu, seen, update);
    if (update) {
        const auto text = support::read_text_file(file);
        const auto after = workbench::with_expectations(text, result.shown);
        if (after != text) {
            std::ofstream{file, std::ios::binary} << after;
        }
        std::erase_if(result.failures, [](const auto& f) { return f.of_screen; });
    }
    tell_failures(*c, result);
}

/// A flow has its own `say:` and `end:` screens; one text of them is looked at once.
std::vector<std::string> never_shown(const menu::menu_data& menu, const workbench::coverage& seen) {
    const auto what_of = [](const std::string& name) {
        const auto text = std::min(name.find("say:"), name.find("end:"));
        return text == std::string::npos ? name : name.substr(text);
    };
    std::set<std::string> met, all;
    for (menu::screen_id id = 0; id < menu.screens.size(); ++id) {
        const auto what = what_of(menu.screens[id].name);
        all.insert(what);
        if (seen.met(id)) {
            met.insert(what);
        }
    }
    std::vector<std::string> missing;
    std::ranges::set_difference(all, met, std::back_inserter(missing));
    return missing;
}

/// `yeelen menu explore` goes each failure of each call; conversations show what comes of it.
bool leads_to_failure(const std::string& way) {
    for (int i = 0; i <= static_cast<int>(core::call_failure::garbage); ++i) {
        if (way.find(core::name_of(static_cast<core::call_failure>(i))) != std::string::npos) {
            return true;
        }
    }
    return false;
}

} // namespace

TEST_CASE("every conversation of every menu goes as written") {
    const auto menus = tested_menus();
    REQUIRE(!menus.empty());
    for (const auto& folder : menus) {
        CAPTURE(folder.string());
        const auto menu = menu::load(folder.string(), support::all_operations());
        if (!menu) {
            for (const auto& fault : menu.error()) {
                FAIL_CHECK(fault.text());
            }
            continue;
        }
        workbench::coverage seen;
        const auto files = support::files_with(folder / "tests", ".yaml");
        REQUIRE(!files.empty());
        for (const auto& file : files) {
            converse(file.string(), *menu, support::all_operations(), seen);
        }
        const auto r = workbench::report(**menu, seen);
        MESSAGE(fmt::format("{}: {} conversations, screens {} of {}, ways {} of {}",
                            (*menu)->name(), files.size(), r.screens_met, r.screens, r.ways_gone,
                            r.ways));
        // What no conversation shows is a screen that nobody has looked at.
        const auto unseen = never_shown((*menu)->data(), seen);
        CHECK_MESSAGE(unseen.empty(), fmt::format("never shown: {}", unseen));
        auto ways = r.not_gone;
        std::erase_if(ways, leads_to_failure);
        CHECK_MESSAGE(ways.empty(), fmt::format("never gone: {}", ways));
    }
}

TEST_CASE("no way through a menu breaks a rule, in any language, whatever backends answer") {
    for (const auto& folder : tested_menus()) {
        CAPTURE(folder.string());
        const auto menu = menu::load(folder.string(), support::all_operations());
        REQUIRE(menu);
        const auto& all = (*menu)->data();
        for (const auto& locale : all.locales) {
            workbench::coverage seen;
            const auto e = workbench::explore(*menu, support::all_operations(),
                                              {.depth = 4,
                                               .most_turns = 20'000,
                                               .language = locale.language,
                                               .flags = {all.flags.begin(), all.flags.end()}},
                                              seen);
            MESSAGE(fmt::format("{} in {}: {} turns{}, {} situations, at most {} octets",
                                (*menu)->name(), locale.language, e.turns,
                                e.whole ? "" : " (not all)", e.situations, e.largest_state));
            if (e.broken) {
                FAIL_CHECK(e.broken->rule << "\n"
                                          << fmt::format("{}", fmt::join(e.broken->path, ", "))
                                          << "\n"
                                          << e.broken->screen);
            }
            CHECK_MESSAGE(e.not_answered.empty(), fmt::format("{}", e.not_answered));
        }
    }
}

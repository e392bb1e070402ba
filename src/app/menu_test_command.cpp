#include "app/menu_commands.hpp"
#include "app/print_faults.hpp"
#include "smpp/text.hpp"
#include "workbench/conversation_check.hpp"
#include "workbench/phone_screen.hpp"
#include "workbench/rewrite.hpp"
#include "workbench/run_conversation.hpp"
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

namespace yeelen::app {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> conversations_of(const std::string& folder) {
    std::vector<std::string> files;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator{fs::path{folder} / "tests", failed}) {
        if (entry.path().extension() == ".yaml") {
            files.push_back(entry.path().string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

class test_run {
public:
    test_run(const chosen_menu& menu, const menu_test_options& options)
        : menu_(menu)
        , options_(options) {}

    void one(const std::string& file);
    int finish(std::chrono::steady_clock::duration time);

private:
    void tell(const workbench::conversation& c, const workbench::run_result& result);
    void rewrite(const workbench::conversation& c, const workbench::run_result& result);

    const chosen_menu& menu_;
    const menu_test_options& options_;
    workbench::coverage seen_;
    std::size_t conversations_ = 0, steps_ = 0, failed_ = 0, rewritten_ = 0;
};

void test_run::one(const std::string& file) {
    ++conversations_;
    const auto c = workbench::read_conversation(file);
    if (!c) {
        print_faults(c.error());
        ++failed_;
        return;
    }
    if (const auto faults = workbench::check_conversation(*c, *menu_.menu, menu_.operations);
        !faults.empty()) {
        print_faults(faults);
        ++failed_;
        return;
    }
    steps_ += c->steps.size();
    auto result = workbench::run(*c, menu_.menu, seen_, options_.update);
    if (options_.update) {
        rewrite(*c, result);
        // What the file expects is now what is shown: only the other expectations can fail.
        std::erase_if(result.failures, [](const auto& f) { return f.of_screen; });
    }
    failed_ += result.failures.empty() ? 0 : 1;
    fmt::print("{} {}: {}\n", result.failures.empty() ? "ok  " : "FAIL", file, c->name);
    tell(*c, result);
}

void test_run::tell(const workbench::conversation& c, const workbench::run_result& result) {
    for (const auto& f : result.failures) {
        fmt::print("{}:{}:{}: {}\n", c.file, f.where.line, f.where.column, f.message);
    }
    if (!result.failures.empty()) {
        const auto& f = result.failures.front();
        const auto size = smpp::measure_screen(f.screen);
        fmt::print("the phone shows:\n{}",
                   workbench::draw_screen({.text = f.screen,
                                           .ucs2 = size.alphabet == smpp::alphabet::ucs2,
                                           .used = size.used,
                                           .limit = size.limit,
                                           .open = f.open,
                                           .answered = !f.screen.empty(),
                                           .note = f.screen.empty() ? "nothing" : ""},
                                          "", c.phone));
    }
}

void test_run::rewrite(const workbench::conversation& c, const workbench::run_result& result) {
    std::ifstream in{c.file, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    const auto after = workbench::with_expectations(text.view(), result.shown);
    if (after != text.view()) {
        std::ofstream{c.file, std::ios::binary} << after;
        ++rewritten_;
    }
}

int test_run::finish(std::chrono::steady_clock::duration time) {
    const auto r = workbench::report(*menu_.menu, seen_);
    fmt::print("{} conversations, {} steps in {} ms: {}\n", conversations_, steps_,
               std::chrono::duration_cast<std::chrono::milliseconds>(time).count(),
               failed_ == 0 ? "all passed" : fmt::format("{} failed", failed_));
    if (options_.update) {
        fmt::print("{} files rewritten\n", rewritten_);
    }
    fmt::print("screens {} of {}, ways {} of {}\n", r.screens_met, r.screens, r.ways_gone, r.ways);
    if (options_.coverage) {
        for (const auto& name : r.not_met) {
            fmt::print("  never shown: {}\n", name);
        }
        for (const auto& name : r.not_gone) {
            fmt::print("  never gone:  {}\n", name);
        }
    }
    return failed_ == 0 ? 0 : 1;
}

} // namespace

int menu_test(const menu_choice& choice, const menu_test_options& options) {
    const auto menu = load_chosen(choice);
    if (!menu) {
        print_faults(menu.error());
        return 1;
    }
    const auto files = options.files.empty() ? conversations_of(choice.folder) : options.files;
    if (files.empty()) {
        fmt::print(stderr, "yeelen menu test: there are no conversations in {}/tests\n",
                   choice.folder);
        return 1;
    }
    const auto began = std::chrono::steady_clock::now();
    test_run tests{*menu, options};
    for (const auto& file : files) {
        tests.one(file);
    }
    return tests.finish(std::chrono::steady_clock::now() - began);
}

} // namespace yeelen::app

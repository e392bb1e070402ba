// How long one step of the menu engine takes, the session's octets read before and written after
// it, as the gateway does; how large these octets get; how long a menu of 5,000 screens takes to
// load and to be proved. Used by `scripts/bench menu`.
#include "bench/menu/big_menu.hpp"
#include "menu/engine.hpp"
#include "menu/model/model.hpp"
#include "support/menus.hpp"
#include "support/random_answers.hpp"
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <iostream>

using namespace yeelen;
namespace json = boost::json;

namespace {

std::shared_ptr<const menu::definition>
must(std::expected<std::shared_ptr<const menu::definition>, core::faults> loaded) {
    if (!loaded) {
        for (const auto& f : loaded.error()) {
            std::cerr << f.text() << "\n";
        }
        std::exit(1);
    }
    return *loaded;
}

const json::object& profile() {
    static const json::object one{{"contract", "100009"}};
    return one;
}

menu::environment phone() {
    return {.msisdn = "2250701020304",
            .dialled = "*123#",
            .profile = profile(),
            .now = std::chrono::sys_days{std::chrono::year{2026} / 7 / 6}};
}

json::object invoices(int count) {
    json::array all;
    for (int i = count; i > 0; --i) {
        all.push_back({{"number", fmt::format("F26{:02}0000417", i)},
                       {"month", fmt::format("2026-{:02}", i)},
                       {"amount", 18000 + 137 * i},
                       {"due_date", fmt::format("2026-{:02}-20", i)},
                       {"status", i == 12 ? "unpaid" : "paid"}});
    }
    return {{"invoices", all}};
}

/// One key from a stored session: what the gateway does between its socket and its store.
void step(benchmark::State& state, const menu::engine& engine, const std::string& octets,
          std::string_view key) {
    const auto env = phone();
    std::size_t size = 0;
    for (auto _ : state) {
        auto at = menu::decode_state(octets);
        auto turn = engine.reply(*at, env, key);
        auto stored = menu::encode(*at);
        size = stored.size();
        benchmark::DoNotOptimize(turn);
        benchmark::DoNotOptimize(stored);
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["state_octets"] = static_cast<double>(size);
}

/// The octets alone.
void octets(benchmark::State& state, const std::string& stored, bool read) {
    const auto at = menu::decode_state(stored);
    for (auto _ : state) {
        if (read) {
            auto again = menu::decode_state(stored);
            benchmark::DoNotOptimize(again);
        } else {
            auto written = menu::encode(*at);
            benchmark::DoNotOptimize(written);
        }
    }
    state.counters["state_octets"] = static_cast<double>(stored.size());
}

std::string after(const menu::engine& engine, std::initializer_list<std::string_view> keys,
                  const json::object& answer) {
    menu::state at;
    auto turn = engine.begin(at, phone());
    for (const auto key : keys) {
        turn = engine.reply(at, phone(), key);
        while (std::holds_alternative<menu::call>(turn.next)) {
            turn = engine.answered(at, phone(), answer);
        }
    }
    if (!std::holds_alternative<menu::screen>(turn.next)) {
        std::cerr << "the talk of the bench does not go as it should\n";
        std::exit(1);
    }
    return menu::encode(at);
}

/// The largest state of fair conversations with the electricity menu.
void largest_state() {
    const auto definition =
        must(menu::load(support::menu_folder("electricity"), support::utility_operations()));
    menu::settings settings;
    for (const auto& flag : definition->data().flags) {
        settings.flags[flag] = {.percent = 100, .allowed = {}};
    }
    const menu::engine engine{definition, std::make_shared<const menu::settings>(settings)};
    std::vector<std::size_t> sizes;
    std::string where;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        support::luck luck{seed};
        menu::state at;
        auto turn = engine.begin(at, phone());
        for (int i = 0; i < 60; ++i) {
            if (const auto* call = std::get_if<menu::call>(&turn.next)) {
                json::object answer;
                for (const auto& [name, type] :
                     support::utility_operations().at(call->request.operation).answer) {
                    answer[name] = luck.fair(type);
                }
                turn = engine.answered(at, phone(), answer);
            } else if (std::holds_alternative<menu::farewell>(turn.next)) {
                turn = engine.begin(at, phone());
            } else {
                static constexpr std::array keys{"1", "2", "3", "4", "5", "6", "100009", "98"};
                turn = engine.reply(at, phone(), keys[luck.below(keys.size())]);
            }
            const auto size = menu::encode(at).size();
            if (sizes.empty() || size > *std::max_element(sizes.begin(), sizes.end())) {
                where = at.at == menu::no_screen ? "" : definition->data().screens[at.at].name;
            }
            sizes.push_back(size);
        }
    }
    std::sort(sizes.begin(), sizes.end());
    std::cout << fmt::format(
        "electricity, {} random fair turns: a session's state takes {} octets in the middle, {} at "
        "the 99th percentile, {} at most (at {})\n",
        sizes.size(), sizes[sizes.size() / 2], sizes[sizes.size() * 99 / 100], sizes.back(), where);
}

} // namespace

int main(int argc, char** argv) {
    constexpr std::size_t big = 5000;
    const auto files = bench::big_menu(big);
    const menu::engine tree{must(menu::load(files, "big", support::utility_operations()))};
    const menu::engine kinds{
        must(menu::load(support::menu_folder("kinds"), support::kinds_operations()))};
    const auto home = after(tree, {"1", "1"}, {});
    const auto list = after(kinds, {"2"}, invoices(12));
    const auto bill = after(kinds, {"2"}, invoices(1));
    const auto entry = after(kinds, {"2", "12"}, invoices(12));

    benchmark::RegisterBenchmark("step to a static screen",
                                 [&](benchmark::State& s) { step(s, tree, home, "2"); });
    benchmark::RegisterBenchmark("step to money and a date",
                                 [&](benchmark::State& s) { step(s, kinds, bill, "1"); });
    benchmark::RegisterBenchmark("step to money and a date, twelve invoices in the state",
                                 [&](benchmark::State& s) { step(s, kinds, list, "12"); });
    benchmark::RegisterBenchmark("step to a list of months and money, chosen by a condition",
                                 [&](benchmark::State& s) { step(s, kinds, entry, "1"); });
    for (const bool read : {true, false}) {
        benchmark::RegisterBenchmark(read ? "read the octets of twelve invoices"
                                          : "write the octets of twelve invoices",
                                     [&, read](benchmark::State& s) { octets(s, list, read); });
    }
    benchmark::RegisterBenchmark("wrong key",
                                 [&](benchmark::State& s) { step(s, tree, home, "9"); });
    benchmark::RegisterBenchmark(fmt::format("load and prove {} screens", big).c_str(),
                                 [&](benchmark::State& s) {
                                     for (auto _ : s) {
                                         auto loaded = menu::load(files, "big",
                                                                  support::utility_operations());
                                         benchmark::DoNotOptimize(loaded);
                                     }
                                 })
        ->Unit(benchmark::kMillisecond)
        ->MinTime(2);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    largest_state();
}

// What the store costs on this machine: prints figures, asserts nothing. Usage: storage_bench
// [folder].
#include "storage/store.hpp"
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

using namespace yeelen;
using namespace yeelen::storage;
using steady = std::chrono::steady_clock;

namespace {

double seconds_since(steady::time_point begun) {
    return std::chrono::duration<double>(steady::now() - begun).count();
}

double cpu_of(clockid_t clock) {
    timespec t{};
    clock_gettime(clock, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

/// The owner: runs posts on this thread.
class owner {
public:
    store::poster poster() {
        return [this](std::move_only_function<void()> what) {
            bool wake = false;
            {
                const std::lock_guard lock(mutex_);
                posts_.push_back(std::move(what));
                wake = posts_.size() == 1;
            }
            if (wake) {
                arrived_.notify_one();
            }
        };
    }
    void run() {
        std::deque<std::move_only_function<void()>> posts;
        {
            std::unique_lock lock(mutex_);
            arrived_.wait(lock, [this] { return !posts_.empty(); });
            posts.swap(posts_);
        }
        for (auto& one : posts) {
            one();
        }
    }

private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<std::move_only_function<void()>> posts_;
};

ussd::session_record session(std::int64_t id, std::size_t state) {
    ussd::session_record out;
    out.id = id;
    out.trace = {{static_cast<std::uint64_t>(id), 7}};
    out.operator_id = "orange";
    out.msisdn = "22370" + std::to_string(100'000 + id);
    out.dialogue = "12345678";
    out.dialled = "*123#";
    out.menu = "electricity";
    out.menu_version = "0123456789abcdef";
    out.state.assign(state, 's');
    out.echo = "\x01\x02\x03\x04";
    out.updated = out.begun = core::now().utc;
    return out;
}

struct latencies {
    std::vector<double> ms;
    double at(double share) {
        std::ranges::sort(ms);
        return ms.empty()
                   ? 0
                   : ms[static_cast<std::size_t>(share * static_cast<double>(ms.size() - 1))];
    }
    void print() {
        std::printf("p50 %.2f ms, p99 %.2f ms, worst %.2f ms\n", at(0.5), at(0.99), at(1));
    }
};

struct bench {
    explicit bench(const std::string& file, std::chrono::microseconds linger = {}) {
        store_config config;
        config.path = file;
        config.linger = linger;
        auto made = store::open(config, own.poster());
        if (!made) {
            std::fprintf(stderr, "%s\n", made.error().c_str());
            std::exit(1);
        }
        it = std::move(*made);
    }
    owner own;
    std::unique_ptr<store> it;

    /// `in_flight` units at all times for so long; make(n) gives the nth.
    template<class Make>
    void closed(const char* name, std::size_t in_flight, double length, Make make) {
        latencies latency;
        std::size_t sent = 0;
        std::size_t told = 0;
        const auto before = it->counters();
        const double process = cpu_of(CLOCK_PROCESS_CPUTIME_ID);
        const double mine = cpu_of(CLOCK_THREAD_CPUTIME_ID);
        const auto begun = steady::now();
        std::uint64_t wal = 0;
        while (told < sent || seconds_since(begun) < length) {
            if (seconds_since(begun) < length && sent < told + in_flight) {
                std::vector<unit> units(told + in_flight - sent);
                for (unit& one : units) {
                    one = make(sent++);
                    one.done = [&, at = steady::now()](commit_result r) {
                        told += 1;
                        if (!r) {
                            std::printf("failed: %s\n", std::string(name_of(r.error())).c_str());
                        }
                        latency.ms.push_back(seconds_since(at) * 1e3);
                    };
                }
                it->submit(std::move(units));
            }
            own.run();
            wal = std::max(wal, it->counters().wal_bytes);
        }
        const double took = seconds_since(begun);
        const auto after = it->counters();
        const auto rows = static_cast<double>(after.rows - before.rows);
        const auto commits = static_cast<double>(after.commits - before.commits);
        const double store_cpu =
            cpu_of(CLOCK_PROCESS_CPUTIME_ID) - process - (cpu_of(CLOCK_THREAD_CPUTIME_ID) - mine);
        std::printf("%-34s %8.0f units/s %8.0f rows/s %6.0f commits/s %6.0f rows/commit  store CPU "
                    "%5.2f us/row (%.2f cores)  WAL %4.0f MB  ",
                    name, static_cast<double>(told) / took, rows / took, commits / took,
                    rows / commits, store_cpu * 1e6 / rows, store_cpu / took,
                    static_cast<double>(wal) / 1e6);
        latency.print();
        std::fflush(stdout);
    }

    /// So many units a second, in ticks of 1 ms.
    template<class Make>
    void open_loop(const char* name, std::size_t a_second, double length, Make make) {
        latencies latency;
        std::atomic<std::size_t> told = 0;
        std::size_t sent = 0;
        std::atomic<bool> stop = false;
        std::thread runner([&] {
            while (!stop) {
                own.run();
            }
        });
        const auto before = it->counters();
        const double process = cpu_of(CLOCK_PROCESS_CPUTIME_ID);
        const auto begun = steady::now();
        auto next = begun;
        while (seconds_since(begun) < length) {
            next += std::chrono::milliseconds(1);
            std::this_thread::sleep_until(next);
            std::vector<unit> units;
            const auto due =
                static_cast<std::size_t>(seconds_since(begun) * static_cast<double>(a_second));
            while (sent < due) {
                unit& one = units.emplace_back(make(sent++));
                one.done = [&, at = steady::now()](commit_result) {
                    latency.ms.push_back(seconds_since(at) * 1e3);
                    ++told;
                };
            }
            it->submit(std::move(units));
        }
        while (told < sent) {
            std::this_thread::yield();
        }
        const double took = seconds_since(begun);
        const auto after = it->counters();
        stop = true;
        std::vector<unit> last(1);
        it->submit(std::move(last));
        runner.join();
        const auto rows = static_cast<double>(after.rows - before.rows);
        const double cpu = cpu_of(CLOCK_PROCESS_CPUTIME_ID) - process;
        std::printf("%-34s %8.0f rows/s %6.0f commits/s  all CPU %5.2f us/row (%.2f cores)  ", name,
                    rows / took, static_cast<double>(after.commits - before.commits) / took,
                    cpu * 1e6 / rows, cpu / took);
        latency.print();
        std::fflush(stdout);
    }
};

unit message_unit(core::id_source& ids, std::int64_t id) {
    sms::message m;
    m.id = id;
    m.uid = ids.next();
    m.operator_id = "orange";
    m.sender = "EDM";
    m.to = "22370000001";
    m.text.assign(120, 't');
    m.idempotency_key = ids.next().hex();
    m.created = m.expires = core::now().utc;
    sms::part p;
    p.message = id;
    unit out;
    out.writes.emplace_back(put_message{std::move(m), {p}});
    return out;
}

unit part_unit(std::int64_t id, sms::part_state state) {
    sms::part p;
    p.message = id;
    p.state = state;
    p.attempts = 1;
    p.updated = core::now().utc;
    if (state == sms::part_state::submitted) {
        p.smsc_id = std::to_string(1'000'000'000 + id);
    }
    unit out;
    out.writes.emplace_back(put_part{"orange", std::move(p)});
    return out;
}

} // namespace

int main(int argc, char** argv) {
    const std::string folder = argc > 1 ? argv[1] : ".";
    const std::string file = folder + "/storage_bench.db";
    const double length = 5;
    const auto clean = [&] {
        for (const char* end : {"", "-wal", "-shm", ".lock"}) {
            std::filesystem::remove(file + end);
        }
    };
    const auto one_of_1000 = [](std::size_t n) {
        unit out;
        out.writes.emplace_back(
            put_session{session(static_cast<std::int64_t>(n * 7 % 1'000 + 1), 120 + n % 40)});
        return out;
    };
    clean();
    {
        bench b(file);
        b.closed("1 session at a time (idle)", 1, length, one_of_1000);
        b.open_loop("sessions, 2,000/s open loop", 2'000, length, one_of_1000);
        b.open_loop("sessions, 20,000/s open loop", 20'000, length, one_of_1000);
        b.closed("1,000 sessions in flight", 1'000, length, one_of_1000);
    }
    {
        bench b(file, std::chrono::microseconds(2'000));
        b.closed("1,000 in flight, linger 2 ms", 1'000, length, one_of_1000);
        b.open_loop("50,000/s open, linger 2 ms", 50'000, length, one_of_1000);
    }
    clean();
    {
        bench b(file);
        core::id_source ids(1);
        std::int64_t id = 0;
        std::int64_t sent = 0;
        std::int64_t answered = 0;
        for (int round = 0; round < 3; ++round) {
            b.closed("messages (new, sending, submitted)", 500, 4 * length, [&](std::size_t n) {
                return n % 3 == 0   ? message_unit(ids, ++id)
                       : n % 3 == 1 ? part_unit(++sent, sms::part_state::sending)
                                    : part_unit(++answered, sms::part_state::submitted);
            });
        }
        b.open_loop("10,000 messages/s + 20,000 parts/s", 30'000, 2 * length, [&](std::size_t n) {
            return n % 3 == 0   ? message_unit(ids, ++id)
                   : n % 3 == 1 ? part_unit(++sent, sms::part_state::sending)
                                : part_unit(++answered, sms::part_state::submitted);
        });
        std::printf("%lld messages kept; file %.0f MB\n", static_cast<long long>(id),
                    static_cast<double>(std::filesystem::file_size(file)) / 1e6);
    }
    clean();
    {
        bench b(file);
        b.closed("100,000 sessions of 1 kB, new", 2'000, 3, [&](std::size_t n) {
            unit out;
            out.writes.emplace_back(
                put_session{session(static_cast<std::int64_t>(n % 100'000 + 1), 1'000)});
            return out;
        });
    }
    {
        const auto begun = steady::now();
        bench b(file);
        const auto found = b.it->recover();
        std::printf("open and recover %zu sessions: %.2f s\n", found->sessions.size(),
                    seconds_since(begun));
    }
    clean();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("most memory: %.0f MB\n", static_cast<double>(usage.ru_maxrss) / 1024);
}

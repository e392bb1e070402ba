// How long one PDU takes to decode and to encode: ours and, where it is installed, libsmpp34, the
// same octets, taking turns in one run. Prints nanoseconds, the ratio and what each allocates. Used
// by `scripts/bench smpp`, which adds node-smpp.
#include "smpp/codec.hpp"
#include <algorithm>
#include <benchmark/benchmark.h>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <map>
#include <new>
#include <string>
#include <vector>

#ifdef BENCH_LIBSMPP34
extern "C" {
// In this order: each needs the one before.
#include <smpp34.h>
// clang-format off
#include <smpp34_structs.h>
#include <smpp34_params.h>
// clang-format on
}
#endif

namespace {

std::size_t allocations = 0;

} // namespace

void* operator new(std::size_t size) {
    ++allocations;
    if (void* p = std::malloc(size)) {
        return p;
    }
    throw std::bad_alloc{};
}
void operator delete(void* p) noexcept {
    std::free(p);
}
void operator delete(void* p, std::size_t) noexcept {
    std::free(p);
}

namespace {

smpp::pdu message(smpp::body body) {
    return {.sequence = 0x1234567, .body = std::move(body)};
}

template<class T>
smpp::pdu with_three_tlvs() {
    T sm;
    sm.service_type = "USSD";
    sm.source = {1, 1, "2250700000001"};
    sm.destination = {0, 1, "123"};
    sm.registered_delivery = 1;
    sm.short_message = "Solde: 12 500 F CFA. Facture du 05/11: 8 200 F.\n1 Payer\n2 Reporter";
    sm.tlvs.add_u16(smpp::tag::user_message_reference, 7);
    sm.tlvs.add_u8(smpp::tag::ussd_service_op, 2);
    sm.tlvs.add_u16(smpp::tag::its_session_info, 0x0102);
    return message(std::move(sm));
}

std::string wire_of(const smpp::pdu& p) {
    std::string out;
    if (!smpp::encode(p, out)) {
        std::abort();
    }
    return out;
}

void count(benchmark::State& state, std::size_t before) {
    state.counters["allocations"] = benchmark::Counter(static_cast<double>(allocations - before),
                                                       benchmark::Counter::kAvgIterations);
}

void decode_ours(benchmark::State& state, const std::string& wire) {
    const std::size_t before = allocations;
    for (auto _ : state) {
        auto p = smpp::decode(wire);
        benchmark::DoNotOptimize(p);
    }
    count(state, before);
}

void encode_ours(benchmark::State& state, const smpp::pdu& p) {
    std::string out;
    out.reserve(1024);
    const std::size_t before = allocations;
    for (auto _ : state) {
        out.clear();
        auto done = smpp::encode(p, out);
        benchmark::DoNotOptimize(done);
        benchmark::DoNotOptimize(out.data());
    }
    count(state, before);
}

#ifdef BENCH_LIBSMPP34
template<class Body>
void decode_libsmpp34(benchmark::State& state, const std::string& wire) {
    std::string octets = wire;
    auto* at = reinterpret_cast<std::uint8_t*>(octets.data());
    for (auto _ : state) {
        Body b;
        std::memset(&b, 0, sizeof b);
        if (smpp34_unpack2(&b, at, static_cast<int>(octets.size())) != 0) {
            state.SkipWithError(smpp34_strerror);
        }
        benchmark::DoNotOptimize(b);
        destroy_tlv(b.tlv);
    }
}

template<class Body>
void encode_libsmpp34(benchmark::State& state, const std::string& wire) {
    std::string octets = wire;
    Body b;
    std::memset(&b, 0, sizeof b);
    if (smpp34_unpack2(&b, reinterpret_cast<std::uint8_t*>(octets.data()),
                       static_cast<int>(octets.size())) != 0) {
        state.SkipWithError(smpp34_strerror);
        return;
    }
    std::uint8_t out[2048];
    int length = 0;
    for (auto _ : state) {
        if (smpp34_pack2(out, sizeof out, &length, &b) != 0) {
            state.SkipWithError(smpp34_strerror);
        }
        benchmark::DoNotOptimize(out);
    }
    // It keeps TLVs in a list that grows at the front: the octets are the same, their order is not.
    if (static_cast<std::size_t>(length) != wire.size()) {
        state.SkipWithError("libsmpp34 writes less or more than it read");
    }
    destroy_tlv(b.tlv);
}
#endif

/// Keeps each run's time; the medians are printed at the end, as ratios.
class collector final : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context&) override { return true; }
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& r : runs) {
            if (r.error_occurred) {
                fmt::print(stderr, "{}: {}\n", r.benchmark_name(), r.error_message);
                failed = true;
            } else if (r.run_type == Run::RT_Iteration) {
                times[r.run_name.function_name].push_back(r.GetAdjustedCPUTime());
                if (const auto c = r.counters.find("allocations"); c != r.counters.end()) {
                    allocated[r.run_name.function_name] = c->second;
                }
            }
        }
    }
    double median(const std::string& name) {
        auto& all = times[name];
        if (all.empty()) {
            return 0;
        }
        std::ranges::sort(all);
        return all[all.size() / 2];
    }

    std::map<std::string, std::vector<double>> times;
    std::map<std::string, double> allocated;
    bool failed = false;
};

} // namespace

int main(int argc, char** argv) {
    const smpp::pdu submit = with_three_tlvs<smpp::submit_sm>();
    const smpp::pdu deliver = with_three_tlvs<smpp::deliver_sm>();
    const std::string submit_wire = wire_of(submit);
    const std::string deliver_wire = wire_of(deliver);
    if (argc > 1 && std::string_view{argv[1]} == "--wire") { // for node-smpp: the same octets
        for (const std::string& wire : {submit_wire, deliver_wire}) {
            for (const char c : wire) {
                fmt::print("{:02x}", static_cast<unsigned char>(c));
            }
            fmt::print("\n");
        }
        return 0;
    }

    const auto add = [](const std::string& name, auto run) {
        benchmark::RegisterBenchmark(name.c_str(), run);
    };
    add("decode submit_sm", [&](benchmark::State& s) { decode_ours(s, submit_wire); });
    add("decode deliver_sm", [&](benchmark::State& s) { decode_ours(s, deliver_wire); });
    add("encode submit_sm", [&](benchmark::State& s) { encode_ours(s, submit); });
    add("encode deliver_sm", [&](benchmark::State& s) { encode_ours(s, deliver); });
#ifdef BENCH_LIBSMPP34
    add("libsmpp34 decode submit_sm",
        [&](benchmark::State& s) { decode_libsmpp34<submit_sm_t>(s, submit_wire); });
    add("libsmpp34 decode deliver_sm",
        [&](benchmark::State& s) { decode_libsmpp34<deliver_sm_t>(s, deliver_wire); });
    add("libsmpp34 encode submit_sm",
        [&](benchmark::State& s) { encode_libsmpp34<submit_sm_t>(s, submit_wire); });
    add("libsmpp34 encode deliver_sm",
        [&](benchmark::State& s) { encode_libsmpp34<deliver_sm_t>(s, deliver_wire); });
#endif
    std::vector<std::string> options{argv[0], "--benchmark_repetitions=9",
                                     "--benchmark_enable_random_interleaving=true",
                                     "--benchmark_min_time=0.2"};
    options.insert(options.end(), argv + 1, argv + argc);
    std::vector<char*> arguments;
    for (std::string& o : options) {
        arguments.push_back(o.data());
    }
    int n = static_cast<int>(arguments.size());
    benchmark::Initialize(&n, arguments.data());
    collector results;
    benchmark::RunSpecifiedBenchmarks(&results);
    fmt::print("PDU of {} octets with three TLVs; CPU time, medians of 9 runs that take turns\n",
               submit_wire.size());
    for (const std::string what :
         {"decode submit_sm", "encode submit_sm", "decode deliver_sm", "encode deliver_sm"}) {
        const double ours = results.median(what);
        const double theirs = results.median("libsmpp34 " + what);
        fmt::print("{:<18} {:7.1f} ns, {:.0f} allocations", what, ours, results.allocated[what]);
        if (theirs > 0) {
            fmt::print("; libsmpp34 {:7.1f} ns: {:5.1f} times ours", theirs, theirs / ours);
        }
        fmt::print("\n");
    }
    return results.failed ? 1 : 0;
}

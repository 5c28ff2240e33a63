// SPDX-FileCopyrightText: 2026 The Jackdaw authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Shares that the broker holds on real batches: the students' inference and training run in the lane of a CPU device
// under the wall clock, ten seconds per case. Share errors are in points (hundredths of a device). And what the broker
// and the way to the lane and back cost by themselves.
#include "engine/base/clock.h"
#include "engine/base/signal.h"
#include "engine/compute/broker.h"
#include "engine/compute/device.h"
#include "engine/learning/student.h"
#include "engine/learning/training_run.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace {

using namespace jackdaw;
using Batch = std::function<void()>;

constexpr double kSeconds = 10.0;
constexpr double kWindowStep = 0.05;

/// The batches that a device really runs: one picture of inference, one micro-batch of training of each kind.
struct RealBatches {
    Batch infer;
    Batch trainWhole;
    Batch trainUpper;
};

Batch batchOf(const learning::Architecture& student, const learning::TrainingConfiguration& configuration,
              const std::string& kind)
{
    for (const auto& batch : learning::makeLearner(student)->calibrationBatches({configuration})) {
        if (batch.costShape.starts_with(kind)) {
            batch.run(); // made when first called: not within the measurement
            return batch.run;
        }
    }
    return {};
}

RealBatches makeBatches()
{
    learning::useThreads(1);
    const learning::Architecture student;
    learning::TrainingConfiguration whole;
    learning::TrainingConfiguration upper;
    upper.layers = learning::TrainedLayers::Upper;
    return {batchOf(student, whole, "infer"), batchOf(student, whole, "train"), batchOf(student, upper, "train")};
}

struct Job {
    Share share;
    Batch run;
    bool ready = true;
};

struct Slice {
    std::size_t job = 0;
    double begin = 0.0; ///< seconds since the case began
    double end = 0.0;
};

compute::ShareRequest request(const std::vector<Job>& jobs, std::size_t job)
{
    return {JobId{static_cast<std::uint32_t>(job)}, jobs[job].share};
}

std::vector<compute::ShareRequest> requests(const std::vector<Job>& jobs)
{
    std::vector<compute::ShareRequest> all;
    for (std::size_t i = 0; i < jobs.size(); ++i)
        all.push_back(request(jobs, i));
    return all;
}

void share(compute::Broker& broker, const std::vector<Job>& jobs)
{
    broker.apply(*compute::layOut(requests(jobs), compute::DeviceInfo{}));
}

compute::Broker brokerFor(const std::vector<Job>& jobs)
{
    compute::Broker broker;
    share(broker, jobs);
    for (std::size_t i = 0; i < jobs.size(); ++i)
        broker.setReady(request(jobs, i).job, jobs[i].ready);
    return broker;
}

/// A CPU device of one thread, and the wait for what it was given.
class Cpu {
public:
    Cpu()
    {
        m_device->setListener([this] { m_ended.notify(); });
    }

    /// Runs \p batch in the lane, waits for its end and returns what it took.
    Nanoseconds run(const Batch& batch)
    {
        if (!m_device->submit({}, [&batch]() -> Status {
                batch();
                return {};
            }))
            return Nanoseconds{0};
        while (true) {
            m_ended.waitUntil(Signal::Instant::max(), {});
            const auto completions = m_device->takeCompletions();
            if (!completions.empty())
                return completions.front().duration;
        }
    }

private:
    Signal m_ended;
    std::unique_ptr<compute::Device> m_device =
        compute::makeCpuDevice({.onThreadStart = [] { learning::useThreads(1); }});
};

/// Leases, runs and charges. \p between is called with the time before each batch.
std::vector<Slice> execute(compute::Broker& broker, const std::vector<Job>& jobs,
                           const std::function<void(double)>& between = {})
{
    std::vector<Slice> slices;
    Cpu cpu;
    const WallClock clock;
    for (;;) {
        if (between)
            between(toSeconds(clock.now()));
        const auto lease = broker.next({});
        const Nanoseconds begin = clock.now();
        if (!lease || toSeconds(begin) >= kSeconds)
            return slices;
        broker.charge(lease->id, cpu.run(jobs[lease->job.value].run));
        slices.push_back({lease->job.value, toSeconds(begin), toSeconds(clock.now())});
    }
}

/// Busy seconds of \p job in [begin, end).
double busy(const std::vector<Slice>& slices, std::size_t job, double begin, double end)
{
    double sum = 0.0;
    for (const Slice& slice : slices) {
        if (slice.job == job)
            sum += std::max(0.0, std::min(slice.end, end) - std::max(slice.begin, begin));
    }
    return sum;
}

double wholeTime(const std::vector<Slice>& slices)
{
    return slices.empty() ? 1.0 : slices.back().end;
}

/// Largest error of \p job's share over all windows of \p length seconds, in points.
double worstError(const std::vector<Slice>& slices, std::size_t job, double target, double length)
{
    double worst = 0.0;
    const double last = wholeTime(slices) - length;
    for (double begin = 0.0; begin <= std::max(last, 0.0); begin += kWindowStep) {
        const double share = busy(slices, job, begin, begin + length) / length;
        worst = std::max(worst, 100.0 * std::abs(share - target));
    }
    return worst;
}

double longestBatch(const std::vector<Slice>& slices)
{
    double longest = 0.0;
    for (const Slice& slice : slices)
        longest = std::max(longest, slice.end - slice.begin);
    return longest;
}

void reportShares(benchmark::State& state, const std::vector<Job>& jobs, const std::vector<Slice>& slices)
{
    const double whole = wholeTime(slices);
    double conserved = 0.0;
    std::map<int, double> worst;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const double used = busy(slices, i, 0.0, whole);
        conserved += used / whole;
        state.counters["share_" + std::to_string(i)] = used / whole;
        state.counters["target_" + std::to_string(i)] = jobs[i].share.value;
        for (const int length : {1, 2, 5, 10})
            worst[length] =
                std::max(worst[length], worstError(slices, i, jobs[i].share.value, std::min<double>(length, whole)));
    }
    for (const auto& [length, error] : worst)
        state.counters["worst_points_" + std::to_string(length) + "s"] = error;
    state.counters["work_conservation"] = conserved;
    state.counters["longest_batch_ms"] = 1e3 * longestBatch(slices);
    state.counters["batches"] = static_cast<double>(slices.size());
}

RealBatches& batches()
{
    static RealBatches made = makeBatches();
    return made;
}

void quarterInferenceThreeQuartersTraining(benchmark::State& state)
{
    const std::vector<Job> jobs{{Share{0.25}, batches().infer}, {Share{0.75}, batches().trainWhole}};
    for (auto _ : state) {
        compute::Broker broker = brokerFor(jobs);
        reportShares(state, jobs, execute(broker, jobs));
    }
}

void threeJobs(benchmark::State& state)
{
    const std::vector<Job> jobs{
        {Share{0.1}, batches().infer}, {Share{0.3}, batches().trainUpper}, {Share{0.6}, batches().trainWhole}};
    for (auto _ : state) {
        compute::Broker broker = brokerFor(jobs);
        reportShares(state, jobs, execute(broker, jobs));
    }
}

/// Inference asks for a quarter and has the device to itself: how much of its rate without any broker does it reach?
void neighbourIdle(benchmark::State& state)
{
    const std::vector<Job> jobs{{Share{0.25}, batches().infer}, {Share{0.75}, batches().trainWhole, false}};
    for (auto _ : state) {
        compute::Broker broker = brokerFor(jobs);
        const auto slices = execute(broker, jobs);
        const WallClock clock;
        int alone = 0;
        while (toSeconds(clock.now()) < 0.5 * kSeconds) {
            batches().infer();
            ++alone;
        }
        const double soloRate = alone / toSeconds(clock.now());
        state.counters["work_conservation"] = busy(slices, 0, 0.0, wholeTime(slices)) / wholeTime(slices);
        state.counters["rate_of_solo"] = static_cast<double>(slices.size()) / wholeTime(slices) / soloRate;
        state.counters["batches"] = static_cast<double>(slices.size());
    }
}

/// Shares change places halfway: how long until the first batch under the new shares, and do they hold from there?
void reallocation(benchmark::State& state)
{
    std::vector<Job> jobs{{Share{0.25}, batches().infer}, {Share{0.75}, batches().trainWhole}};
    for (auto _ : state) {
        compute::Broker broker = brokerFor(jobs);
        std::optional<double> applied;
        const auto slices = execute(broker, jobs, [&](double now) {
            if (now < 0.5 * kSeconds || applied)
                return;
            std::swap(jobs[0].share, jobs[1].share);
            share(broker, jobs);
            applied = now;
        });
        const auto first =
            std::find_if(slices.begin(), slices.end(), [&](const Slice& slice) { return slice.begin >= *applied; });
        const double end = wholeTime(slices);
        state.counters["share_0_before"] = busy(slices, 0, 0.0, *applied) / *applied;
        state.counters["share_0_after"] = busy(slices, 0, *applied, end) / (end - *applied);
        state.counters["share_0_first_second"] = busy(slices, 0, *applied, *applied + 1.0);
        state.counters["first_batch_after_ms"] = 1e3 * (first->begin - *applied);
        state.counters["longest_batch_ms"] = 1e3 * longestBatch(slices);
    }
}

BENCHMARK(quarterInferenceThreeQuartersTraining)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);
BENCHMARK(threeJobs)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);
BENCHMARK(neighbourIdle)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);
BENCHMARK(reallocation)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);

/// What one step of the broker itself costs, by number of jobs.
void askForALease(benchmark::State& state)
{
    const auto count = static_cast<std::size_t>(state.range(0));
    const std::vector<Job> jobs(count, {Share{1.0 / static_cast<double>(count)}, {}});
    compute::Broker broker = brokerFor(jobs);
    for (auto _ : state)
        broker.charge(broker.next({})->id, Nanoseconds{1000000});
}

/// New shares for all jobs of a card with four pools.
void layOutJobs(benchmark::State& state)
{
    const auto count = static_cast<std::size_t>(state.range(0));
    const std::vector<Job> jobs(count, {Share{1.0 / static_cast<double>(count)}, {}});
    const compute::DeviceInfo card{.mostPools = 4, .lanesPerPool = 2, .unit = Share{8.0 / 132.0}};
    const auto shares = requests(jobs);
    for (auto _ : state)
        benchmark::DoNotOptimize(compute::layOut(shares, card));
}

/// From submit() to the end of the wait for a batch that does nothing.
void toTheLaneAndBack(benchmark::State& state)
{
    Cpu cpu;
    const Batch nothing = [] {};
    for (auto _ : state)
        cpu.run(nothing);
}

BENCHMARK(askForALease)->Arg(2)->Arg(16)->Arg(100);
BENCHMARK(layOutJobs)->Arg(2)->Arg(16)->Arg(100);
BENCHMARK(toTheLaneAndBack)->UseRealTime()->Unit(benchmark::kMicrosecond);

} // namespace

BENCHMARK_MAIN();
